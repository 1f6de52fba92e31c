import { SYSTEM, type Actor } from '../roles'
import {
  closedStates,
  initialState,
  isOver,
  isReleased,
  type Mover,
  type Signature,
  type TransitionRule,
  type WorkflowDefinition,
} from '../workflow/definition'
import { GUARDS, type BuildFacts, type GuardName } from '../workflow/guards'
import type { Label } from '../label'

/**
 * What a build waits for, told by the moves that its own workflow has out of its state (domain handbook 4.2, 4.5):
 * the guard that is met first on the floor, the inspection that has to be signed, or the move itself.
 */
export type NextStep = (
  | { kind: 'NOTHING' }
  | { kind: 'RESUME'; by: readonly Mover[] }
  | { kind: 'GUARD'; guard: GuardName; by: readonly Mover[]; form: Signature['form'] | null }
  | { kind: 'SIGN'; form: Signature['form'] }
  | { kind: 'MOVE'; label: Label; by: readonly Mover[] }
  | { kind: 'DELIVERY' }
) & {
  /** Beside that, a version of the bill of materials is not approved yet, which keeps the build from going on. */
  bomWaits: boolean
}

/** In the order in which the floor meets them. */
const IN_ORDER: readonly GuardName[] = [
  'configComplete',
  'customerComplete',
  'poUnique',
  'buildUnique',
  'outsideSettled',
  'noOpenNc',
  'tasksDone',
  'isAssigned',
  'eolPassed',
  'packingComplete',
  'preQcPassed',
  'finalQcPassed',
  'shipmentData',
  'holdCauseCleared',
]

const SIGNED_BY: Readonly<Record<Signature['form'], GuardName>> = {
  PRE_QC: 'preQcPassed',
  FINAL_QC: 'finalQcPassed',
}

/**
 * The next step of a build that stands in `status`; `null` where its workflow does not know the state or no
 * move leads out of it.
 */
export function nextStepOf(
  definition: WorkflowDefinition,
  status: string,
  facts: BuildFacts,
): NextStep | null {
  const { hold, states } = definition
  if (!states.some(({ code }) => code === status)) return null
  if (isOver(definition, status)) return { kind: 'NOTHING', bomWaits: false }
  if (status === hold.state)
    return {
      kind: 'RESUME',
      by: peopleOf(hold.leave.flatMap(({ roles }) => roles)),
      bomWaits: false,
    }

  const row = wayOn(definition, status, facts)
  if (!row) return null
  if (closedStates(definition).includes(status)) return { kind: 'DELIVERY', bomWaits: false }

  const by = peopleOf(row.roles)
  const form = row.signature?.form ?? null
  const [first] = openGuards(row, facts)
  const isBomDue = row.guards.includes('bomApproved') && !isMet('bomApproved', facts)
  if (isBomDue && (status === initialState(definition) || (!first && !form)))
    return { kind: 'GUARD', guard: 'bomApproved', by, form, bomWaits: false }

  const bomWaits =
    facts.bom !== null &&
    !isMet('bomApproved', facts) &&
    !isReleased(definition, status, facts.heldFrom)
  if (first) return { kind: 'GUARD', guard: first, by, form, bomWaits }
  if (form) return { kind: 'SIGN', form, bomWaits }
  return { kind: 'MOVE', label: row.label, by, bomWaits }
}

/** The move onward that is nearest to be made: forward before backward, the fewest open guards first. */
function wayOn(
  { transitions, states }: WorkflowDefinition,
  status: string,
  facts: BuildFacts,
): TransitionRule | undefined {
  const rankOf = (code: string) => states.find((state) => state.code === code)?.rank ?? 0
  const ways = transitions.filter(
    ({ from, signature }) => from.includes(status) && signature?.outcome !== 'FAIL',
  )
  const forward = ways.filter(({ to }) => rankOf(to) > rankOf(status))
  const distance = (row: TransitionRule) => openGuards(row, facts).length + (row.signature ? 1 : 0)
  return [...(forward.length > 0 ? forward : ways)].sort((a, b) => distance(a) - distance(b))[0]
}

/** What a row still waits for, but for the bill of materials, a reason, and the signature that fires it. */
function openGuards({ guards, signature }: TransitionRule, facts: BuildFacts): GuardName[] {
  const signed = signature && SIGNED_BY[signature.form]
  return IN_ORDER.filter(
    (guard) => guards.includes(guard) && guard !== signed && !isMet(guard, facts),
  )
}

/** Judged as for the assembler who has the build: a build that somebody has is not waiting for one. */
function isMet(guard: GuardName, facts: BuildFacts): boolean {
  const { assignedTo } = facts
  const actor: Actor = assignedTo ? { kind: 'user', id: assignedTo, role: 'ASSEMBLER' } : SYSTEM
  return GUARDS[guard](facts, actor, '') === true
}

const peopleOf = (roles: readonly Mover[]): Mover[] =>
  [...new Set(roles)].filter((role) => role !== 'SYSTEM')
