import { BOM_STATE_LABELS, isUndecided, type BomState } from '../../domain/boms/state'
import type { STATE_COLOURS } from '../../domain/workflow/definition'
import type { Stage } from '../../domain/orders/stage'
import type { Meaning } from '../../services/signatures'

/** Words that several screens of the panel use for stored codes. */

export type Tone = (typeof STATE_COLOURS)[number]
export type Look = { label: string; tone: Tone }

/** A code of which nothing is known, readable all the same: `OUT_FOR_REPAIR` reads "Out for repair". */
export const readable = (code: string): string => {
  const text = code.replaceAll(/[_-]+/g, ' ').trim().toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  BOM_REVIEW: 'BOM in review',
  PARTS_TO_SEND: 'Parts to send out',
  PARTS_SENT: 'Waiting for the body',
  READY_TO_RELEASE: 'Ready to release',
  PRE_QC_CORRECTION: 'Pre-QC correction',
  PRE_QC_IN_PROGRESS: 'Pre-QC in progress',
  READY_FOR_PRE_QC: 'Ready for Pre-QC',
  REWORK: 'Rework',
  WAITING_FOR_PARTS: 'Waiting for parts',
  READY_FOR_PRODUCTION: 'Ready for production',
  ASSEMBLING: 'Assembling',
  TESTING: 'Testing',
  PACKAGING: 'Packaging',
  READY_TO_COMPLETE: 'Ready to complete',
  FINAL_QC_IN_PROGRESS: 'Final QC in progress',
  READY_FOR_FINAL_QC: 'Ready for Final QC',
  READY_TO_SHIP: 'Ready to ship',
  IN_TRANSIT: 'In transit',
  DELIVERED: 'Delivered',
  HELD: 'Held',
  CANCELLED: 'Cancelled',
}

const isStage = (code: string): code is Stage => code in STAGE_LABELS

export const stageLabel = (code: string): string =>
  isStage(code) ? STAGE_LABELS[code] : readable(code)

/** The stage to be named beside a status; null where it is the status itself and would stand there twice. */
export const stageBeside = (
  stage: string | null | undefined,
  status: string | null | undefined,
): string | null => (stage && stage !== status ? stageLabel(stage) : null)

const BOM_TONES: Readonly<Record<BomState, Tone>> = {
  DRAFT: 'slate',
  PENDING_APPROVAL: 'amber',
  APPROVED: 'green',
  REJECTED: 'red',
  SUPERSEDED: 'slate',
}

/** A version waits for nothing any more once its build is over. */
export const bomLook = (state: BomState, isBuildOver = false): Look =>
  isBuildOver && isUndecided(state)
    ? { label: 'Not needed any more', tone: 'slate' }
    : { label: BOM_STATE_LABELS[state], tone: BOM_TONES[state] }

export const PRIORITY_LOOKS = {
  STANDARD: { label: 'Standard', tone: 'slate' },
  RUSH: { label: 'Rush', tone: 'amber' },
  EMERGENCY: { label: 'Emergency', tone: 'red' },
} as const satisfies Record<string, Look>
export type PriorityCode = keyof typeof PRIORITY_LOOKS

export const isPriority = (code: unknown): code is PriorityCode =>
  typeof code === 'string' && code in PRIORITY_LOOKS

/** Queues sort the most urgent first (handbook 4.2). */
export const PRIORITY_RANK: Readonly<Record<PriorityCode, number>> = {
  EMERGENCY: 0,
  RUSH: 1,
  STANDARD: 2,
}

export const MEANING_LABELS: Readonly<Record<Meaning, string>> = {
  REVIEW: 'Review',
  APPROVAL: 'Approval',
  REJECTION: 'Rejection',
  RESPONSIBILITY: 'Responsibility',
  AUTHORSHIP: 'Authorship',
}

export const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`
