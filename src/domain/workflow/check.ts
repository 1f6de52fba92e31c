import { calledAlike, labelText } from '../label'
import {
  rowsFrom,
  SIGNED_FORMS,
  stateLabel,
  workflowDefinition,
  type Row,
  type Rule,
  type Signature,
  type WorkflowDefinition,
} from './definition'
import { dutyFaults } from './duties'
import { SYSTEM } from '../roles'
import { sentence } from '../sentence'
import type { Fault } from './fault'
import { entryFacts, GUARDS, type GuardName } from './guards'

/** Checkpoints that no way from the first state to a finished product may go round (AC-004, handbook 15.1). */
const UNSKIPPABLE: readonly GuardName[] = [
  'preQcPassed',
  'tasksDone',
  'eolPassed',
  'packingComplete',
  'finalQcPassed',
  'shipmentData',
]

/** Guards that only a signed inspection meets. */
const SIGNED: Readonly<Record<Signature['form'], GuardName>> = {
  PRE_QC: 'preQcPassed',
  FINAL_QC: 'finalQcPassed',
}

/** `isWhole`: every check was made; else more may be found once these are mended. */
export type DefinitionReport = { faults: Fault[]; isWhole: boolean }

/**
 * Everything that is wrong with a definition (domain handbook 4.5); nothing means that it may be published.
 * States and names come first: the graph is judged only once every move leads somewhere.
 */
export function reportDefinition(definition: WorkflowDefinition): DefinitionReport {
  const { faults, isWhole } = clausesOf(definition)
  return {
    faults: faults.map(({ where, message }) => ({ where, message: told(definition, message) })),
    isWhole,
  }
}

/** A clause as a sentence, but for an id that it begins with: `t9` and `T9` are two moves. */
function told({ transitions }: WorkflowDefinition, clause: string): string {
  const said = sentence(clause)
  const [first = ''] = clause.split(' ')
  return transitions.some(({ id }) => id === first) ? `${first}${said.slice(first.length)}` : said
}

function clausesOf(definition: WorkflowDefinition): DefinitionReport {
  const naming = [...stateFaults(definition), ...rowFaults(definition)]
  const alone = [...labelFaults(definition), ...entryFaults(definition)]
  if (naming.length > 0) return { faults: [...naming, ...alone], isWhole: false }
  return {
    faults: [
      ...alone,
      ...graphFaults(definition),
      ...dutyFaults(definition),
      ...proofFaults(definition),
    ],
    isWhole: true,
  }
}

/** The same of any JSON: where it is no definition, what is wrong with its form. */
export function checkDefinition(input: unknown): Fault[] {
  const parsed = workflowDefinition.safeParse(input)
  return parsed.success
    ? reportDefinition(parsed.data).faults
    : parsed.error.issues.map(({ path, message }) => ({ where: path.join('.'), message }))
}

/** States as people know them: by their label in quotes; one that is not declared has only its code. */
const namerOf = (definition: WorkflowDefinition) => (code: string) =>
  definition.states.some((state) => state.code === code)
    ? `“${stateLabel(definition, code)}”`
    : code

const repeated = <T>(values: readonly T[]): T[] => [
  ...new Set(values.filter((value, i) => values.indexOf(value) !== i)),
]

function stateFaults(definition: WorkflowDefinition): Fault[] {
  const { states, hold, cancel } = definition
  const named = namerOf(definition)
  const fault = (message: string, where = 'states'): Fault => ({ where, message })
  const initial = states.filter((state) => state.initial)
  const aside = [hold.state, cancel.state]
  const held = states.find(({ code }) => code === hold.state)
  const cancelled = states.find(({ code }) => code === cancel.state)
  const ranks = states.flatMap(({ rank }) => rank ?? [])

  return [
    ...repeated(states.map(({ code }) => code)).map((code) =>
      fault(`state ${code} is there twice`),
    ),
    ...repeated(ranks).map((rank) => fault(`rank ${rank} is given to more than one state`)),
    ...(initial.length === 1 ? [] : [fault(`one state is initial, not ${initial.length}`)]),
    ...initial
      .filter(({ terminal }) => terminal)
      .map(({ code }) => fault(`initial state ${named(code)} cannot be terminal`)),
    ...(states.some(({ code, terminal }) => terminal && !aside.includes(code))
      ? []
      : [fault('no state other than the cancelled one is terminal')]),
    ...states
      .filter(({ code, rank }) => (rank === null) !== aside.includes(code))
      .map(({ code }) =>
        fault(
          aside.includes(code)
            ? `state ${named(code)} is beside the way and has no rank`
            : `state ${named(code)} needs a rank`,
        ),
      ),
    ...(held && !held.terminal && held.code !== cancel.state
      ? []
      : [
          fault(
            `${named(hold.state)} has to be a state of its own that is not terminal`,
            'hold.state',
          ),
        ]),
    ...(cancelled?.terminal
      ? []
      : [fault(`${named(cancel.state)} has to be a terminal state`, 'cancel.state')]),
  ]
}

/** States that nobody can tell apart on a screen. */
const labelFaults = ({ states }: WorkflowDefinition): Fault[] =>
  calledAlike(states.map(({ code, label }) => ({ name: code, label }))).map((both) => ({
    where: 'states',
    message: `states ${both}`,
  }))

function rowFaults(definition: WorkflowDefinition): Fault[] {
  const { states, transitions, hold, cancel, override, orderMoves } = definition
  const named = namerOf(definition)
  const aside = [hold.state, cancel.state]
  const terminal = states.filter((state) => state.terminal).map(({ code }) => code)
  const known = new Set(states.map(({ code }) => code))
  const unknown = (where: string, codes: readonly string[]): Fault[] =>
    codes
      .filter((code) => !known.has(code))
      .map((code) => ({ where, message: `state ${code} is not declared` }))

  /** `barred`: states that rows of this kind do not start from, beside the terminal ones. */
  const starts = (
    where: string,
    rows: readonly { id: string; from: string[] }[],
    barred: string[],
  ) =>
    rows.flatMap(({ id, from }, i): Fault[] => [
      ...unknown(`${where}.${i}.from`, from),
      ...from
        .filter((code) => terminal.includes(code))
        .map((code) => ({
          where: `${where}.${i}.from`,
          message: `${id} leaves terminal state ${named(code)}: only an override may`,
        })),
      ...from
        .filter((code) => barred.includes(code) && !terminal.includes(code))
        .map((code) => ({
          where: `${where}.${i}.from`,
          message: `${id} cannot start in ${named(code)}: the hold rules lead out of it`,
        })),
    ])

  return [
    ...idFaults(definition),
    ...starts('transitions', transitions, aside),
    ...starts('hold.enter', hold.enter, aside),
    ...starts('cancel.rules', cancel.rules, []),
    ...transitions.flatMap(({ id, to }, i): Fault[] => [
      ...unknown(`transitions.${i}.to`, [to]),
      ...(aside.includes(to)
        ? [
            {
              where: `transitions.${i}.to`,
              message: `${id}: use the hold and cancel rules for ${named(to)}`,
            },
          ]
        : []),
    ]),
    ...unknown('orderMoves', orderMoves),
    ...(override.roles.every((role) => role === 'ADMIN')
      ? []
      : [{ where: 'override.roles', message: 'an override belongs to ADMIN alone' }]),
    ...(override.guards.includes('reason')
      ? []
      : [{ where: 'override.guards', message: 'an override needs the guard reason' }]),
  ]
}

/** Ids that more than one rule bears, at the first of them, with every place that has it. */
function idFaults({ entry, transitions, hold, cancel, override }: WorkflowDefinition): Fault[] {
  const listed = (where: string, area: string, rules: readonly Rule[]) =>
    rules.map((rule, index) => ({ rule, where: `${where}.${index}`, area }))
  const rules = [
    ...listed('transitions', 'Moves', transitions),
    { rule: entry, where: 'entry', area: 'Entry' },
    ...listed('hold.enter', 'Hold', hold.enter),
    ...listed('hold.leave', 'Hold', hold.leave),
    ...listed('cancel.rules', 'Cancel', cancel.rules),
    { rule: override, where: 'override', area: 'Override' },
  ]
  return repeated(rules.map(({ rule }) => rule.id)).flatMap((id) => {
    const bearers = rules.filter(({ rule }) => rule.id === id)
    const places = bearers.map(({ rule, area }) => `“${labelText(rule.label)}” (${area})`)
    return bearers.slice(0, 1).map(({ where }) => ({
      where: `${where}.id`,
      message: `id ${id} is used ${bearers.length === 2 ? 'twice' : `${bearers.length} times`}: by ${places.join(' and by ')}; give one of them another id`,
    }))
  })
}

function graphFaults(definition: WorkflowDefinition): Fault[] {
  const named = namerOf(definition)
  const { states, hold, cancel } = definition
  const rows = states.flatMap(({ code }) => rowsFrom(definition, code, null))
  const isOnTheWay = ({ to }: Row) => to !== hold.state && to !== cancel.state
  const initial = states.filter((state) => state.initial).map(({ code }) => code)
  const finished = states
    .filter(({ code, terminal }) => terminal && code !== cancel.state)
    .map(({ code }) => code)

  const reached = closure(initial, rows)
  const finishing = closure(finished, rows.filter(isOnTheWay).map(reverse))

  return [
    ...states
      .filter(({ code }) => !reached.has(code))
      .map(({ code }) => ({ where: 'states', message: `state ${named(code)} cannot be reached` })),
    ...states
      .filter(({ code, rank }) => rank !== null && !finishing.has(code))
      .map(({ code }) => ({
        where: 'states',
        message: `state ${named(code)} is a dead end: no way leads from it to a finished product`,
      })),
    ...ambiguous(rows, named),
    // BR-003: work starts with what leaves the first state.
    ...rows
      .filter((row) => initial.includes(row.from) && isOnTheWay(row))
      .filter((row) => !row.guards.includes('bomApproved'))
      .map(({ id, from }) => ({
        where: 'transitions',
        message: `${id} lets a build leave ${named(from)} without bomApproved: put this guard on it`,
      })),
    ...UNSKIPPABLE.filter((guard) => {
      const unguarded = closure(
        initial,
        rows.filter((row) => isOnTheWay(row) && !row.guards.includes(guard)),
      )
      return finished.some((code) => unguarded.has(code))
    }).map((guard) => ({
      where: 'transitions',
      message: `a build can be finished without ${guard}: put this guard on every way`,
    })),
  ]
}

/** Guards that no order meets while it is entered: nothing was done about its sinks yet, and nobody is asked why. */
const entryFaults = ({ entry: { id, guards } }: WorkflowDefinition): Fault[] =>
  guards
    .filter((guard) => GUARDS[guard](entryFacts('PO', 'BUILD'), SYSTEM, '') !== true)
    .map((guard) => ({
      where: 'entry.guards',
      message: `${id}: no order meets ${guard} while it is entered: take this guard away, or put it on a later move`,
    }))

/** Guards that nothing on the way could ever meet: tasks that were not generated, forms that move nothing. */
function proofFaults(definition: WorkflowDefinition): Fault[] {
  const { states, transitions } = definition
  const named = namerOf(definition)
  const rows = states.flatMap(({ code }) => rowsFrom(definition, code, null))
  const initial = states.filter((state) => state.initial).map(({ code }) => code)
  const withoutTasks = closure(
    initial,
    rows.filter(({ effects }) => !effects.includes('generateTasks')),
  )
  return [
    ...transitions.flatMap(({ id, from, guards }, index): Fault[] => {
      const state = from.find((code) => withoutTasks.has(code))
      return state !== undefined && guards.includes('tasksDone')
        ? [
            {
              where: `transitions.${index}.guards`,
              message: `${id} waits in ${named(state)} for tasks that nothing has generated: put the effect generateTasks on every way to ${named(state)}`,
            },
          ]
        : []
    }),
    ...SIGNED_FORMS.filter(
      (form) =>
        rows.some(({ guards }) => guards.includes(SIGNED[form])) &&
        !rows.some(({ signature }) => signature?.form === form && signature.outcome === 'PASS'),
    ).map((form) => ({
      where: 'transitions',
      message: `nothing meets ${SIGNED[form]}: let the signed pass of ${form} make a move`,
    })),
  ]
}

type Edge = { from: string; to: string }

const reverse = ({ from, to }: Edge): Edge => ({ from: to, to: from })

/** All states that can be walked to from the given ones, these included. */
function closure(start: readonly string[], edges: readonly Edge[]): ReadonlySet<string> {
  const found = new Set(start)
  // A Set visits what is added while it is being walked.
  for (const state of found) for (const { from, to } of edges) if (from === state) found.add(to)
  return found
}

/** Two rows that answer the same question: same two states and a common role, or the same signed verdict. */
function ambiguous(rows: readonly Row[], named: (code: string) => string): Fault[] {
  const clash = (a: Row, b: Row): boolean => {
    if (a.from !== b.from) return false
    if (a.signature && b.signature)
      return a.signature.form === b.signature.form && a.signature.outcome === b.signature.outcome
    return (
      !a.signature &&
      !b.signature &&
      a.to === b.to &&
      a.roles.some((role) => b.roles.includes(role))
    )
  }
  return rows.flatMap((a, i) =>
    rows
      .slice(i + 1)
      .filter((b) => clash(a, b))
      .map((b) => ({
        where: 'transitions',
        message: `${a.id} and ${b.id} are duplicates: both decide the same move out of ${named(a.from)}`,
      })),
  )
}
