import { allow, refuse, type Decision } from '../refusal'
import { SYSTEM } from '../roles'
import { stateLabel, type WorkflowDefinition } from '../workflow/definition'
import { GUARDS, type BuildFacts, type GuardName } from '../workflow/guards'
import { FLOOR_FORMS, FORM_LABELS, type FormKind } from './codes'

/** The guard that waits for a form of the floor, and the guards that have to be met before it opens. */
const FLOOR: Partial<Record<FormKind, { awaitedBy: GuardName; after: readonly GuardName[] }>> = {
  END_OF_LINE: { awaitedBy: 'eolPassed', after: ['tasksDone'] },
  PACKAGING: { awaitedBy: 'packingComplete', after: ['tasksDone', 'eolPassed'] },
}

/**
 * May this form be filled in now? A form of quality belongs to the status that its signature leads out
 * of; a form of the floor to every status from which the way still leads past the guard that waits for
 * it. So it follows whatever workflow the build carries (domain handbook 4.5, 8.1).
 * Refuses with `wrong_state`.
 */
export function decideFilling(
  definition: WorkflowDefinition,
  status: string,
  kind: FormKind,
): Decision<FormKind> {
  const floor = FLOOR[kind]
  const isDue = floor
    ? isAhead(definition, status, floor.awaitedBy)
    : definition.transitions.some(
        (row) => row.from.includes(status) && row.signature?.form === kind,
      )
  if (isDue) return allow(kind)
  return refuse({
    code: 'wrong_state',
    message: `${FORM_LABELS[kind]} is not due while the build is ${stateLabel(definition, status)}.`,
    details: { status, kind },
  })
}

/** May a new attempt be opened? Refuses also with `precondition_failed`, naming what comes first. */
export function decideOpening(
  definition: WorkflowDefinition,
  status: string,
  kind: FormKind,
  facts: BuildFacts,
): Decision<FormKind> {
  const filling = decideFilling(definition, status, kind)
  if (!filling.ok) return filling
  const isRepeat = kind === 'PRE_QC' && facts.preQc?.outcome === 'FAIL'
  return decideAfter(kind, isRepeat ? ['noOpenNc'] : afterOf(kind), facts)
}

/**
 * The form of the floor that keeps a build in its status: a move out of there waits for it, and it may be filled
 * in now. Null where no form does.
 */
export const owedForm = (
  definition: WorkflowDefinition,
  status: string,
  facts: BuildFacts,
): FormKind | null =>
  FLOOR_FORMS.find((kind) => {
    const awaitedBy = FLOOR[kind]?.awaitedBy
    return (
      awaitedBy !== undefined &&
      definition.transitions.some(
        ({ from, guards }) => from.includes(status) && guards.includes(awaitedBy),
      ) &&
      GUARDS[awaitedBy](facts, SYSTEM, '') !== true &&
      decideOpening(definition, status, kind, facts).ok
    )
  }) ?? null

/**
 * May this form be signed with this outcome? What had to be done before it was opened may have been undone
 * since: a form of the floor passes only after it. Refuses like `decideOpening`.
 */
export function decideSigning(
  definition: WorkflowDefinition,
  status: string,
  kind: FormKind,
  outcome: 'PASS' | 'FAIL',
  facts: BuildFacts,
): Decision<FormKind> {
  const filling = decideFilling(definition, status, kind)
  if (!filling.ok || outcome === 'FAIL') return filling
  return decideAfter(kind, afterOf(kind), facts)
}

const afterOf = (kind: FormKind): readonly GuardName[] => FLOOR[kind]?.after ?? []

function decideAfter(
  kind: FormKind,
  guards: readonly GuardName[],
  facts: BuildFacts,
): Decision<FormKind> {
  const unmet = guards.flatMap((guard) => {
    const verdict = GUARDS[guard](facts, SYSTEM, '')
    return verdict === true ? [] : [{ guard, message: verdict }]
  })
  const [first] = unmet
  if (!first) return allow(kind)
  return refuse({
    code: 'precondition_failed',
    message: unmet.map(({ message }) => message).join(' '),
    details: { guard: first.guard, unmet },
  })
}

/** Does the way forward from this status still lead past a row with this guard? Going back does not count. */
export const isAhead = (
  definition: WorkflowDefinition,
  status: string,
  guard: GuardName,
): boolean => rowsAhead(definition, status).some(({ guards }) => guards.includes(guard))

/**
 * How a build that has gone past all that waits for this guard gets back before it, as a sentence: by failing the
 * inspection whose failure leads there. Null while the guard is still ahead, and where no failure leads there.
 */
export function wayBack(
  definition: WorkflowDefinition,
  status: string,
  guard: GuardName,
): string | null {
  if (isAhead(definition, status, guard)) return null
  const reached = [status, ...rowsAhead(definition, status).map(({ to }) => to)]
  for (const { from, to, signature } of definition.transitions) {
    if (signature?.outcome !== 'FAIL' || !from.some((state) => reached.includes(state))) continue
    if (isAhead(definition, to, guard))
      return `To get it done, fail ${FORM_LABELS[signature.form]}, which leads back to ${stateLabel(definition, to)}.`
  }
  return null
}

/** The rows that lead from this status to a later one, and on from there. */
function rowsAhead(
  definition: WorkflowDefinition,
  status: string,
): WorkflowDefinition['transitions'] {
  const rankOf = (code: string) => definition.states.find((state) => state.code === code)?.rank
  const ahead: WorkflowDefinition['transitions'] = []
  const reached = new Set([status])
  for (const state of reached) {
    const rank = rankOf(state)
    if (rank == null) continue
    for (const row of definition.transitions) {
      const next = rankOf(row.to)
      if (!row.from.includes(state) || next == null || next <= rank) continue
      ahead.push(row)
      reached.add(row.to)
    }
  }
  return ahead
}
