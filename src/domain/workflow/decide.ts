import type { Label } from '../label'
import { allow, refuse, type Decision, type Refusal } from '../refusal'
import type { Actor } from '../roles'
import {
  initialState,
  rowsFrom,
  rulesInto,
  stateLabel,
  type Mover,
  type Notice,
  type Row,
  type Rule,
  type Signature,
  type WorkflowDefinition,
} from './definition'
import { EFFECTS_OF_EVERY_MOVE, VERDICT_EFFECTS, type Effect } from './effects'
import { GUARDS, type BuildFacts, type GuardName } from './guards'
import { MOVER_WORDS } from './movers'

/** Somebody wants a build to go somewhere. */
export type Move = {
  from: string
  to: string
  actor: Actor
  facts: BuildFacts
  reason?: string | null
  /** Set by the signing service alone, when the inspection that it has just signed moves the build. */
  viaSignature?: Signature
  /** An administrator's explicit override (T14); an ordinary write never sets it. */
  override?: boolean
}

/** A move that may happen, and everything that has to happen with it. */
export type Transition = {
  id: string
  /** `null` when the build was entered just now. */
  from: string | null
  to: string
  label: Label
  effects: Effect[]
  notify: Notice[]
  override: boolean
  /** What the build has to remember from now on: the status it left when this is a hold, else `null`. */
  heldFrom: string | null
}

/** `signature` is not a guard that a definition can name: it stands for "sign the inspection instead". */
export type Unmet = { guard: GuardName | 'signature'; message: string }

export type AvailableMove = {
  to: string
  label: Label
  transition: string
  /** An ordinary write would be accepted now, given a reason where one is needed. */
  allowed: boolean
  unmet: Unmet[]
  needsReason: boolean
  needsSignature: boolean
}

const moverOf = (actor: Actor): Mover => (actor.kind === 'system' ? 'SYSTEM' : actor.role)

/** An assembler is only ever the one who has the build (BR-013), whatever a definition says. */
const mayFire = (rule: Rule, actor: Actor, facts: BuildFacts): boolean =>
  rule.roles.includes(moverOf(actor)) &&
  (actor.kind === 'system' || actor.role !== 'ASSEMBLER' || actor.id === facts.assignedTo)

const needsReason = (rule: Rule): boolean => rule.guards.includes('reason')

/** The guards that are not met, in words; the reason is judged apart because it comes with the move itself. */
const unmetOf = (rule: Rule, actor: Actor, facts: BuildFacts): Unmet[] =>
  rule.guards
    .filter((guard) => guard !== 'reason')
    .flatMap((guard) => {
      const verdict = GUARDS[guard](facts, actor, '')
      return verdict === true ? [] : [{ guard, message: verdict }]
    })

/** What stands in the way of a row, its signature included. */
const obstaclesOf = (row: Row, actor: Actor, facts: BuildFacts, signed?: Signature): Unmet[] => {
  const { signature } = row
  const unmet = unmetOf(row, actor, facts)
  if (!signature) return unmet
  if (signature.form === signed?.form && signature.outcome === signed.outcome) return unmet

  const outcome = signature.outcome === 'PASS' ? 'passed' : 'failed'
  const form = signature.form === 'PRE_QC' ? 'Pre-QC' : 'Final QC'
  const message = `Sign a ${outcome} ${form} inspection: the signature makes this move.`
  return [{ guard: 'signature', message }, ...unmet]
}

/**
 * Whoever could bring some build to a state that this build cannot reach: the rules that lead into it, resume
 * included; for a state that does not exist, every rule there is.
 */
const rulesAnywhere = (definition: WorkflowDefinition, to: string): Rule[] => {
  const { entry, transitions, hold, cancel } = definition
  const resumed = hold.enter.some((row) => row.from.includes(to)) ? hold.leave : []
  const into = [...rulesInto(definition, to), ...resumed]
  return into.length > 0
    ? into
    : [entry, ...transitions, ...hold.enter, ...hold.leave, ...cancel.rules]
}

const roleRefused = (what: string, rules: readonly Rule[], actor: Actor): Refusal => {
  const roles = [...new Set(rules.flatMap((rule) => rule.roles))]
  const hint = moverOf(actor) === 'ADMIN' ? ' You may override it, with a reason.' : ''
  return {
    code: 'role_not_allowed',
    field: 'status',
    message: `${what} is done by ${roles.map((role) => MOVER_WORDS[role]).join(' or ')}.${hint}`,
    details: { role: moverOf(actor), roles },
  }
}

const unknownTransition = (definition: WorkflowDefinition, { from, to, facts }: Move): Refusal => {
  const label = (status: string) => stateLabel(definition, status)
  const ways = [...new Set(rowsFrom(definition, from, facts.heldFrom).map((row) => row.to))]
  const hint =
    ways.length > 0
      ? `from there it goes to ${ways.map(label).join(', ')}`
      : 'it has come to its end'
  return {
    code: 'unknown_transition',
    field: 'status',
    message:
      from === to
        ? `This build is ${label(from)} already: somebody may have moved it meanwhile.`
        : `A build that is ${label(from)} cannot go to ${label(to)}: ${hint}.`,
    details: { from, to },
  }
}

/** A move, or the entry of a build that was nowhere before. */
type Step = Omit<Move, 'from'> & { from: string | null }

/** What speaks against a rule: the state of things first, then the reason. The first one codes the answer. */
function objections(
  rule: Rule,
  unmet: readonly Unmet[],
  { actor, facts, reason }: Step,
): Refusal[] {
  const refusals: Refusal[] = []
  const [first] = unmet
  if (first)
    refusals.push({
      code: 'precondition_failed',
      field: 'status',
      message: unmet.map(({ message }) => message).join(' '),
      details: { transition: rule.id, guard: first.guard, unmet },
    })

  const reasoned = !needsReason(rule) || GUARDS.reason(facts, actor, reason ?? '')
  if (reasoned !== true)
    refusals.push({
      code: 'reason_missing',
      field: 'statusNote',
      message: reasoned,
      details: { transition: rule.id },
    })
  return refusals
}

/** The verdict on one rule: refused with every objection, or the move with all that it brings along. */
function fire(
  definition: WorkflowDefinition,
  rule: Rule,
  unmet: readonly Unmet[],
  step: Step,
  alsoRun: readonly Effect[] = [],
): Decision<Transition> {
  const [first, ...rest] = objections(rule, unmet, step)
  if (first) return refuse(first, ...rest)

  const { from, to, override = false } = step
  return allow({
    id: rule.id,
    from,
    to,
    label: rule.label,
    effects: [...new Set([...EFFECTS_OF_EVERY_MOVE, ...rule.effects, ...alsoRun])],
    notify: rule.notify,
    override,
    heldFrom: to === definition.hold.state ? resumesTo(definition, from) : null,
  })
}

/** A cancelled build that an override puts on hold starts over: there is no way back into nothing. */
const resumesTo = (definition: WorkflowDefinition, from: string | null): string | null =>
  from === definition.cancel.state ? initialState(definition) : from

/** T14: any to any. What the target usually sets in motion happens; no verdict and no signature is invented. */
function decideOverride(definition: WorkflowDefinition, move: Move): Decision<Transition> {
  const { override, hold, states } = definition
  const { from, to, actor, facts } = move
  if (!mayFire(override, actor, facts)) return refuse(roleRefused('An override', [override], actor))
  if (from === to || !states.some((state) => state.code === to))
    return refuse(unknownTransition(definition, move))

  const usual = rulesInto(definition, to).filter((rule) => rule.signature?.outcome !== 'FAIL')
  const effects = [...(from === hold.state ? hold.leave : []), ...usual]
    .flatMap((rule) => rule.effects)
    .filter((effect) => !VERDICT_EFFECTS.includes(effect))
  return fire(definition, override, unmetOf(override, actor, facts), move, effects)
}

/**
 * May this build move? Who may is judged before what state (contract, section 4).
 *
 * Refuses with `role_not_allowed` (from here, or where the table has no such row: anywhere), `unknown_transition`,
 * `precondition_failed` (details: transition, guard, unmet [{guard, message}]) or `reason_missing`.
 * Where several rows join the same two states, the first one counts that the actor may fire with its guards met.
 */
export function decideMove(definition: WorkflowDefinition, move: Move): Decision<Transition> {
  if (move.override) return decideOverride(definition, move)

  const { from, to, actor, facts, viaSignature } = move
  const rows = rowsFrom(definition, from, facts.heldFrom).filter((row) => row.to === to)
  // a build that is there already is a question of state for whoever may bring builds there
  const rules = rows.length > 0 && from !== to ? rows : rulesAnywhere(definition, to)
  if (!rules.some((rule) => mayFire(rule, actor, facts))) {
    const [here, there] = [from, to].map((status) => stateLabel(definition, status))
    const what =
      rows.length > 0 ? `Moving a build from ${here} to ${there}` : `Moving a build to ${there}`
    return refuse(roleRefused(what, rules, actor))
  }

  const open = rows
    .filter((row) => mayFire(row, actor, facts))
    .map((row) => ({ row, unmet: obstaclesOf(row, actor, facts, viaSignature) }))
  const best = open.find(({ unmet }) => unmet.length === 0) ?? open[0]
  return best
    ? fire(definition, best.row, best.unmet, move)
    : refuse(unknownTransition(definition, move))
}

/** T1: may this person enter this build? Same refusals as a move. */
export function decideEntry(
  definition: WorkflowDefinition,
  { actor, facts }: Pick<Move, 'actor' | 'facts'>,
): Decision<Transition> {
  const { entry } = definition
  if (!mayFire(entry, actor, facts)) return refuse(roleRefused('Entering an order', [entry], actor))
  const to = initialState(definition)
  return fire(definition, entry, unmetOf(entry, actor, facts), { from: null, to, actor, facts })
}

/**
 * The moves that a screen should offer to this person, in the order of the table, with what is still missing in
 * words. The same rows guard the write; overrides are no row of it and are not listed.
 */
export function availableMoves(
  definition: WorkflowDefinition,
  from: string,
  actor: Actor,
  facts: BuildFacts,
): AvailableMove[] {
  return rowsFrom(definition, from, facts.heldFrom)
    .filter((row) => mayFire(row, actor, facts))
    .map((row) => {
      const unmet = obstaclesOf(row, actor, facts)
      return {
        to: row.to,
        label: row.label,
        transition: row.id,
        allowed: unmet.length === 0,
        unmet,
        needsReason: needsReason(row),
        needsSignature: row.signature !== null,
      }
    })
}
