import type { BomState } from '../../domain/boms/state'
import { labelText } from '../../domain/label'
import { nextStepOf, type NextStep } from '../../domain/orders/nextStep'
import { FORM_LABELS } from '../../domain/quality/codes'
import { stateLabel, type Mover, type WorkflowDefinition } from '../../domain/workflow/definition'
import { GUARD_LABELS, type BuildFacts } from '../../domain/workflow/guards'
import { MOVER_WORDS } from '../../domain/workflow/movers'

/** Whose turn it is with the bill in force, by its state (handbook 6.8). */
const BOM_NEXT: Readonly<Partial<Record<BomState, string>>> = {
  DRAFT: 'a coordinator sends the bill of materials for approval',
  REJECTED: 'a coordinator corrects the order, which makes a new version of the bill of materials',
}

/** The same of a version that waits beside other work: only an Admin changes the build then (handbook 4.6). */
const BOM_TOO: Readonly<Partial<Record<BomState, string>>> = {
  DRAFT: 'a coordinator sends it for approval',
  REJECTED: 'it was rejected, and an Admin makes the next one',
}

/**
 * What has to happen next to a build and by whom, by the workflow that it is bound to; null where nothing
 * is known.
 */
export function nextStepInWords(
  definition: WorkflowDefinition,
  status: string,
  facts: BuildFacts,
): string | null {
  const step = nextStepOf(definition, status, facts)
  if (!step) return null
  const first = sentence(definition, status, facts, step)
  return step.bomWaits && facts.bom
    ? `${first} Version ${facts.bom.version} of the bill of materials waits too: ${BOM_TOO[facts.bom.state] ?? 'Procurement or an Admin approves it'}.`
    : first
}

function sentence(
  definition: WorkflowDefinition,
  status: string,
  facts: BuildFacts,
  step: NextStep,
): string {
  switch (step.kind) {
    case 'NOTHING':
      return `${stateLabel(definition, status)}. Nothing is left to do.`
    case 'RESUME':
      return `${stateLabel(definition, status)}. Next: ${resumeInWords(definition, facts, step.by)}.`
    case 'DELIVERY':
      return 'Next: the delivery is recorded, if it is tracked.'
    case 'GUARD':
      return `Next: ${guardInWords(step, facts)}.`
    case 'SIGN': {
      const attempt = step.form === 'PRE_QC' ? facts.preQc : facts.finalQc
      const name = FORM_LABELS[step.form]
      return attempt?.state === 'DRAFT'
        ? `Next: Quality completes and signs ${name}.`
        : `Next: Quality carries out ${name} and signs it.`
    }
    case 'MOVE':
      return `Next: ${oneOf(step.by)} makes the move “${labelText(step.label)}”.`
  }
}

/** A hold for parts ends with the shortage, where the workflow lets it (T11s); any other by a person. */
function resumeInWords(
  { hold }: WorkflowDefinition,
  { holdCause }: BuildFacts,
  by: readonly Mover[],
): string {
  const resumes = `${oneOf(by)} resumes the build`
  return holdCause && hold.leave.some(({ roles }) => roles.includes('SYSTEM'))
    ? `the parts arrive and Procurement closes the shortage, or ${resumes}`
    : `the cause is cleared and ${resumes}`
}

function guardInWords(
  { guard, by, form }: Extract<NextStep, { kind: 'GUARD' }>,
  facts: BuildFacts,
): string {
  switch (guard) {
    case 'bomApproved':
      return (
        (facts.bom && BOM_NEXT[facts.bom.state]) ??
        'Procurement or an Admin approves the bill of materials'
      )
    case 'outsideSettled':
      return facts.outside.toSend > 0
        ? 'Procurement sends the outside parts to the shop that makes the body'
        : 'the body comes back; Procurement or a coordinator confirms its arrival'
    case 'noOpenNc':
      if (form) {
        const attempt = form === 'PRE_QC' ? facts.preQc : facts.finalQc
        const again = attempt?.state === 'SIGNED' ? ' again' : ''
        return `the open nonconformance is resolved, then ${FORM_LABELS[form]} is done${again}`
      }
      return 'the rework is done and its nonconformance resolved'
    case 'tasksDone':
      return tasksInWords(facts)
    case 'isAssigned':
      return 'an assembler takes the build'
    case 'eolPassed':
      return 'the end-of-line test is passed'
    case 'packingComplete':
      return 'the packing list is completed and signed'
    case 'preQcPassed':
      return 'Quality carries out Pre-QC and signs it'
    case 'finalQcPassed':
      return 'Quality carries out Final QC and signs it'
    case 'shipmentData':
      return `${oneOf(by)} ships it`
    default:
      return `this is still missing: ${GUARD_LABELS[guard]}`
  }
}

function tasksInWords({ tasks, assignedTo }: BuildFacts): string {
  if (tasks && tasks.blockedByShortage > 0) return 'the missing parts arrive'
  if (tasks && tasks.reworkOpen > 0) return 'the rework is done'
  if (tasks && tasks.started > 0) return 'the assembler completes the remaining tasks'
  return assignedTo
    ? 'its assembler starts the first task'
    : 'an assembler takes the build and starts work'
}

/** "quality control or an administrator" */
function oneOf(movers: readonly Mover[]): string {
  const words = movers.map((mover) => MOVER_WORDS[mover])
  const rest = words.slice(0, -1).join(', ')
  const last = words.at(-1) ?? ''
  return rest ? `${rest} or ${last}` : last
}
