import { z } from 'zod'

import { labelSchema, labelText, LOCALES, readsAsNothing, type Locale } from '../label'
import { ROLES } from '../roles'
import { EFFECTS } from './effects'
import { GUARD_NAMES } from './guards'

/**
 * A workflow definition is data (domain handbook 4.5): states, the table of moves, and the rules of hold, cancel
 * and override. It holds nothing but JSON; its guards, effects and roles are names of things that live in code.
 */

/** Who a row may name. An ASSEMBLER is always the one assigned to the build (BR-013); the SYSTEM acts in jobs and feeds. */
export const MOVERS = [...ROLES, 'SYSTEM'] as const
export type Mover = (typeof MOVERS)[number]

/** Colours are tokens; the theme says what they look like. */
export const STATE_COLOURS = [
  'slate',
  'blue',
  'cyan',
  'indigo',
  'violet',
  'teal',
  'green',
  'amber',
  'red',
] as const

/** Forms whose signature moves a build. */
export const SIGNED_FORMS = ['PRE_QC', 'FINAL_QC'] as const

/** Whom a move tells besides the holders of a role (domain handbook 4.2, 12). */
export const AUDIENCES = [...ROLES, 'CREATOR', 'ASSIGNEE', 'CUSTOMER', 'ALL_INVOLVED'] as const

export const MOVE_NOTICES = [
  'ORDER_SUBMITTED',
  'ORDER_CONFIRMATION',
  'STATUS_CHANGED',
  'PRE_QC_DUE',
  'PRE_QC_FAILED',
  'FINAL_QC_DUE',
  'FINAL_QC_FAILED',
  'REWORK_NEEDED',
  'PARTS_SHORTAGE',
  'OVERRIDE_USED',
] as const

/** One of `names`, or a sentence that lists them. */
const oneOf = <const T extends readonly [string, ...string[]]>(what: string, names: T) =>
  z.enum(names, {
    error: ({ input }) =>
      `${what} ${JSON.stringify(input)} is not known; known are ${names.join(', ')}`,
  })

const label = labelSchema.refine(
  (text) => LOCALES.every((locale) => !readsAsNothing(text[locale])),
  'a label is written in all three languages',
)
const stateCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'a state code is made of capitals, digits and underscores')

const state = z.strictObject({
  code: stateCode,
  label,
  colour: oneOf('colour', STATE_COLOURS),
  /** How far a build has come; `null` only for the states of hold and cancel, which are beside the way. */
  rank: z.int().min(0).max(10_000).nullable(),
  initial: z.boolean(),
  terminal: z.boolean(),
})

const notice = z.strictObject({
  event: oneOf('notice', MOVE_NOTICES),
  to: z.array(oneOf('audience', AUDIENCES)).min(1),
  priority: oneOf('priority', ['normal', 'high', 'urgent']),
  /** Sent only in this case. */
  onlyIf: oneOf('condition', ['REWORK', 'SHORTAGE', 'CONFIRMATION_ENABLED']).nullable(),
})

/** What every row has: who may, under which guards, with which effects, and who is told. */
const rule = z.strictObject({
  /** Name of the row in the handbook's table: 'T2'. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,20}$/, 'an id is 1 to 20 letters, digits, dashes'),
  label,
  roles: z.array(oneOf('role', MOVERS)).min(1, 'somebody must be allowed to make this move'),
  guards: z.array(oneOf('guard', GUARD_NAMES)),
  effects: z.array(oneOf('effect', EFFECTS)),
  notify: z.array(notice),
})

const signature = z.strictObject({
  form: oneOf('form', SIGNED_FORMS),
  outcome: oneOf('outcome', ['PASS', 'FAIL']),
})

const from = z.array(stateCode).min(1, 'a move starts somewhere')

const transition = rule.extend({
  from,
  to: stateCode,
  /** The inspection whose signature fires this row; nothing else does. `null` for an ordinary move. */
  signature: signature.nullable(),
})

export const workflowDefinition = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'a code is made of capitals, digits and underscores'),
  label,
  states: z.array(state).min(2),
  /** T1: how a build comes into its initial state. */
  entry: rule,
  transitions: z.array(transition).min(1),
  /** The state in which builds pause. It remembers the status a build left, and only leads back there. */
  hold: z.strictObject({
    state: stateCode,
    enter: z.array(rule.extend({ from })).min(1),
    leave: z.array(rule).min(1),
  }),
  cancel: z.strictObject({ state: stateCode, rules: z.array(rule.extend({ from })).min(1) }),
  /** T14: any to any. Guards other than its own are skipped. */
  override: rule,
  /** Target states that may be commanded for all builds of an order at once; the hold state brings resume along. */
  orderMoves: z.array(stateCode),
})

export type WorkflowDefinition = z.infer<typeof workflowDefinition>
export type WorkflowState = WorkflowDefinition['states'][number]
export type Rule = z.infer<typeof rule>
export type TransitionRule = z.infer<typeof transition>
export type Notice = z.infer<typeof notice>
export type Signature = z.infer<typeof signature>

/** A row of the table for one pair of states, whichever rule it came from. */
export type Row = Rule & { from: string; to: string; signature: Signature | null }

/**
 * Every row that leads out of a state, override aside.
 * @param heldFrom the status a held build left: the only place that resume leads to
 */
export function rowsFrom(
  definition: WorkflowDefinition,
  from: string,
  heldFrom: string | null,
): Row[] {
  const { transitions, hold, cancel } = definition
  const to = (target: string) => (rule: Rule) => ({ ...rule, from, to: target, signature: null })
  const starts = (row: { from: string[] }) => row.from.includes(from)

  return [
    ...transitions.filter(starts).map((row) => ({ ...row, from })),
    ...hold.enter.filter(starts).map(to(hold.state)),
    ...(from === hold.state && heldFrom ? hold.leave.map(to(heldFrom)) : []),
    ...cancel.rules.filter(starts).map(to(cancel.state)),
  ]
}

/** Every rule that leads into a state, whatever state it starts from; resume and override aside. */
export function rulesInto(
  { entry, transitions, hold, cancel, states }: WorkflowDefinition,
  to: string,
): (Rule & { signature?: Signature | null })[] {
  return [
    ...(states.some((state) => state.initial && state.code === to) ? [entry] : []),
    ...transitions.filter((row) => row.to === to),
    ...(to === hold.state ? hold.enter : []),
    ...(to === cancel.state ? cancel.rules : []),
  ]
}

/** By rank, as a build goes through them; what is beside the way (hold, cancelled) comes last (handbook 4.1). */
export const byRank = (
  { rank: a }: Pick<WorkflowState, 'rank'>,
  { rank: b }: Pick<WorkflowState, 'rank'>,
): number => (a === null || b === null ? Number(a === null) - Number(b === null) : a - b)

/** The states in the order in which a build goes through them, wherever they stand in the definition. */
export const statesInOrder = ({ states }: WorkflowDefinition): WorkflowState[] =>
  states.toSorted(byRank)

/** The state in which a build begins. */
export function initialState(definition: WorkflowDefinition): string {
  const first = definition.states.find((state) => state.initial)
  if (!first) throw new Error(`workflow ${definition.code} has no initial state`)
  return first.code
}

/** A state as people read it; one that the definition does not know keeps its code. */
export function stateLabel(
  { states }: WorkflowDefinition,
  status: string,
  locale: Locale = 'en',
): string {
  const state = states.find(({ code }) => code === status)
  return state ? labelText(state.label, locale) : status
}

/** The states in which builds end, finished or cancelled. */
export const finalStates = ({ states }: WorkflowDefinition): string[] =>
  states.flatMap(({ code, terminal }) => (terminal ? [code] : []))

/** Whether nothing is left to be done: the state is one in which builds end. */
export const isOver = (definition: WorkflowDefinition, status: string): boolean =>
  finalStates(definition).includes(status)

/** The states in which a build has left the plant for good: shipped, or whatever comes after, or ended. */
export function closedStates(definition: WorkflowDefinition): string[] {
  const { states, transitions } = definition
  const shipped = transitions.flatMap(({ guards, to }) =>
    guards.includes('shipmentData')
      ? [states.find(({ code }) => code === to)?.rank ?? Infinity]
      : [],
  )
  const left = Math.min(...shipped)
  return states.flatMap(({ code, rank }) =>
    isOver(definition, code) || (rank !== null && rank >= left) ? [code] : [],
  )
}

/** What is proven by the work of the floor. */
const FLOOR_GUARDS = ['tasksDone', 'eolPassed', 'packingComplete']

/** The states from which no way leads to the floor any more: an assembler has nothing left to do there. */
export function statesPastTheFloor(definition: WorkflowDefinition): string[] {
  const { states, transitions, hold } = definition
  const ahead = new Set<string>([hold.state])
  const isOfTheFloor = ({ roles, guards }: TransitionRule) =>
    roles.includes('ASSEMBLER') || guards.some((guard) => FLOOR_GUARDS.includes(guard))
  for (const row of transitions.filter(isOfTheFloor)) row.from.forEach((code) => ahead.add(code))
  // each state is added once at most, so the walk back comes to its end
  for (let size = 0; size < ahead.size;) {
    size = ahead.size
    for (const { from, to } of transitions)
      if (ahead.has(to)) from.forEach((code) => ahead.add(code))
  }
  const isAhead = (code: string) => ahead.has(code) && !isOver(definition, code)
  const past = states.flatMap(({ code }) => (isAhead(code) ? [] : [code]))
  // without any work of the floor in it, a workflow says nothing about when that is over
  return transitions.some(isOfTheFloor) ? past : closedStates(definition)
}

/**
 * Whether a build keeps what it is: a passed Final QC has led it here or further, or it is over. A held
 * build counts with the status it left; cancelled counts as over.
 */
export function isReleased(
  definition: WorkflowDefinition,
  status: string,
  heldFrom: string | null,
): boolean {
  const { states, transitions, hold } = definition
  const at = status === hold.state && heldFrom ? heldFrom : status
  const rankOf = (code: string) => states.find((state) => state.code === code)?.rank ?? null
  const released = transitions
    .filter(({ signature }) => signature?.form === 'FINAL_QC' && signature.outcome === 'PASS')
    .flatMap(({ to }) => rankOf(to) ?? [])
  const rank = rankOf(at)
  return isOver(definition, at) || (rank !== null && released.some((one) => rank >= one))
}

/** Why a build keeps what it is, and what to do where it has to change all the same. */
export const whyReleased = ({ cancel }: WorkflowDefinition, status: string): string =>
  status === cancel.state
    ? 'A build that was cancelled is not changed. An Admin has to bring it back by override first.'
    : 'What was inspected and released is not changed. An Admin has to move it back by override first.'

/** The row that a signed inspection fires in this state, if any. */
export const signedRow = (definition: WorkflowDefinition, from: string, signed: Signature) =>
  definition.transitions.find(
    (row) =>
      row.from.includes(from) &&
      row.signature?.form === signed.form &&
      row.signature.outcome === signed.outcome,
  )
