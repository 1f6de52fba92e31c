import type { Stage } from '../../domain/orders/stage'
import type { BomState } from '../../domain/boms/state'

/** What has to happen next in each stage, and by whom (handbook 4.2, 4.4). */
const NEXT: Readonly<Record<Stage, string>> = {
  BOM_REVIEW: 'Next: Procurement or an Admin approves the bill of materials.',
  PARTS_TO_SEND: 'Next: Procurement sends the outside parts to the shop that makes the body.',
  PARTS_SENT: 'Next: the body comes back; Procurement or a coordinator confirms its arrival.',
  READY_TO_RELEASE:
    'Next: Procurement or a coordinator confirms that the body has arrived, which releases the build to Pre-QC.',
  PRE_QC_CORRECTION: 'Next: the open nonconformance is resolved, then Pre-QC is done again.',
  PRE_QC_IN_PROGRESS: 'Next: Quality completes and signs Pre-QC.',
  READY_FOR_PRE_QC: 'Next: Quality carries out Pre-QC and signs it.',
  REWORK: 'Next: the rework is done and its nonconformance resolved.',
  WAITING_FOR_PARTS: 'Next: the missing parts arrive.',
  READY_FOR_PRODUCTION: 'Next: an assembler takes the build and starts work.',
  ASSEMBLING: 'Next: the assembler completes the remaining tasks.',
  TESTING: 'Next: the end-of-line test is passed.',
  PACKAGING: 'Next: the packing list is completed and signed.',
  READY_TO_COMPLETE: 'Next: the assembler finishes production.',
  FINAL_QC_IN_PROGRESS: 'Next: Quality completes and signs Final QC.',
  READY_FOR_FINAL_QC: 'Next: Quality carries out Final QC and signs it.',
  READY_TO_SHIP: 'Next: a coordinator ships it.',
  IN_TRANSIT: 'Next: the delivery is recorded, if it is tracked.',
  DELIVERED: 'Delivered. Nothing is left to do.',
  HELD: 'On hold. Next: the cause is cleared and a coordinator resumes the build.',
  CANCELLED: 'Cancelled. Nothing is left to do.',
}

/** Whose turn it is in the review, by the state of the bill in force (handbook 6.8). */
const BOM_NEXT: Readonly<Partial<Record<BomState, string>>> = {
  DRAFT: 'Next: a coordinator sends the bill of materials for approval.',
  REJECTED:
    'Next: a coordinator corrects the order, which makes a new version of the bill of materials.',
}

const isStage = (code: string): code is Stage => code in NEXT

/**
 * The next step of a build in words; `isTaken` once it has an assembler, `bom` is the state of its bill of
 * materials in force, null where it has none or it is not told.
 */
export function nextStepOf(
  stage: string | null | undefined,
  isTaken: boolean,
  bom: BomState | null,
): string | null {
  if (!stage || !isStage(stage)) return null
  if (stage === 'BOM_REVIEW') return (bom && BOM_NEXT[bom]) ?? NEXT[stage]
  return isTaken && stage === 'READY_FOR_PRODUCTION'
    ? 'Next: its assembler starts the first task.'
    : NEXT[stage]
}
