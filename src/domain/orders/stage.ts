import { SYSTEM } from '../roles'
import {
  closedStates,
  initialState,
  isOver,
  type TransitionRule,
  type WorkflowDefinition,
} from '../workflow/definition'
import { GUARDS, type BuildFacts, type GuardName } from '../workflow/guards'
import type { BuildStanding } from './rollup'

/** Stages in the order of the floor (domain handbook 4.4). */
export const STAGES = [
  'BOM_REVIEW',
  'PARTS_TO_SEND',
  'PARTS_SENT',
  'READY_TO_RELEASE',
  'PRE_QC_CORRECTION',
  'PRE_QC_IN_PROGRESS',
  'READY_FOR_PRE_QC',
  'REWORK',
  'WAITING_FOR_PARTS',
  'READY_FOR_PRODUCTION',
  'ASSEMBLING',
  'TESTING',
  'PACKAGING',
  'READY_TO_COMPLETE',
  'FINAL_QC_IN_PROGRESS',
  'READY_FOR_FINAL_QC',
  'READY_TO_SHIP',
  'IN_TRANSIT',
  'DELIVERED',
  'HELD',
  'CANCELLED',
] as const

export type Stage = (typeof STAGES)[number]

type Row = readonly [stage: Stage, applies: (facts: BuildFacts) => boolean]

const always = () => true

/** What a guard still waits for is judged by the guard itself, so that stage and refusal cannot differ. */
const lacks = (guard: GuardName) => (facts: BuildFacts) => GUARDS[guard](facts, SYSTEM, '') !== true

const FINAL_QC: readonly Row[] = [
  ['FINAL_QC_IN_PROGRESS', ({ finalQc }) => finalQc?.state === 'DRAFT'],
  ['READY_FOR_FINAL_QC', always],
]

/** Per status, the first row that applies. */
const STAGES_OF = new Map<string, readonly Row[]>([
  [
    'PENDING',
    [
      ['BOM_REVIEW', lacks('bomApproved')],
      ['PARTS_TO_SEND', ({ outside }) => outside.toSend > 0],
      ['PARTS_SENT', lacks('outsideSettled')],
      ['READY_TO_RELEASE', always],
    ],
  ],
  [
    'PRE_QC',
    [
      ['PRE_QC_CORRECTION', lacks('noOpenNc')],
      ['PRE_QC_IN_PROGRESS', ({ preQc }) => preQc?.state === 'DRAFT'],
      ['READY_FOR_PRE_QC', always],
    ],
  ],
  [
    'IN_PRODUCTION',
    [
      ['REWORK', (facts) => facts.openNonconformances > 0 || (facts.tasks?.reworkOpen ?? 0) > 0],
      ['WAITING_FOR_PARTS', ({ tasks }) => (tasks?.blockedByShortage ?? 0) > 0],
      ['READY_FOR_PRODUCTION', ({ tasks }) => !tasks || tasks.started === 0],
      ['ASSEMBLING', lacks('tasksDone')],
      ['TESTING', lacks('eolPassed')],
      ['PACKAGING', lacks('packingComplete')],
      ['READY_TO_COMPLETE', always],
    ],
  ],
  ['PRODUCTION_COMPLETE', FINAL_QC],
  ['FINAL_QC', FINAL_QC],
  ['QC_COMPLETE', [['READY_TO_SHIP', always]]],
  ['SHIPPED', [['IN_TRANSIT', always]]],
  ['DELIVERED', [['DELIVERED', always]]],
  ['ON_HOLD', [['HELD', always]]],
  ['CANCELLED', [['CANCELLED', always]]],
])

const signs =
  (form: string) =>
  ({ signature }: TransitionRule): boolean =>
    signature?.form === form
const guardedBy =
  (...guards: GuardName[]) =>
  (row: TransitionRule): boolean =>
    guards.some((guard) => row.guards.includes(guard))
/** A sink that an inspector pulls into the final inspection waits for it already. */
const isPulled = ({ roles, to }: TransitionRule, { transitions }: WorkflowDefinition): boolean =>
  roles.includes('QC_PERSON') &&
  transitions.some((row) => row.from.includes(to) && signs('FINAL_QC')(row))

type Leaves = (row: TransitionRule, definition: WorkflowDefinition) => boolean

/** What a state is for, told by the moves that lead out of it; the first that applies. */
const PURPOSES: readonly (readonly [status: string, leaves: Leaves])[] = [
  ['PRE_QC', signs('PRE_QC')],
  ['FINAL_QC', signs('FINAL_QC')],
  ['IN_PRODUCTION', guardedBy('tasksDone', 'eolPassed')],
  ['PRODUCTION_COMPLETE', isPulled],
  ['QC_COMPLETE', guardedBy('shipmentData')],
]

/** The status of the table that is meant by a state which only an own workflow knows, if any. */
function meantBy(definition: WorkflowDefinition, status: string): string | undefined {
  const { hold, cancel, transitions, states } = definition
  if (!states.some(({ code }) => code === status)) return undefined
  if (status === hold.state) return 'ON_HOLD'
  if (status === cancel.state) return 'CANCELLED'
  if (status === initialState(definition)) return 'PENDING'
  const ways = transitions.filter(({ from }) => from.includes(status))
  const purpose = PURPOSES.find(([, leaves]) => ways.some((row) => leaves(row, definition)))
  if (purpose) return purpose[0]
  if (isOver(definition, status)) return 'DELIVERED'
  return closedStates(definition).includes(status) ? 'SHIPPED' : undefined
}

/**
 * The stage of a build: by the name of its status, or by what the state is for where only its own workflow
 * knows the name. A state that serves nothing of the table is its own stage.
 */
export function stageOf(definition: WorkflowDefinition, status: string, facts: BuildFacts): string {
  const known = STAGES_OF.has(status) ? status : meantBy(definition, status)
  const rows = known === undefined ? undefined : STAGES_OF.get(known)
  return rows?.find(([, applies]) => applies(facts))?.[0] ?? status
}

const positionOf = (stage: string): number => {
  const position = STAGES.findIndex((known) => known === stage)
  return position < 0 ? STAGES.length : position
}

/**
 * The stage of an order: the earliest stage among the builds that give the order its status.
 * @param status of the order, as `orderStandingOf` derives it from the same builds
 */
export function orderStageOf(
  status: string,
  builds: readonly (BuildStanding & { stage: string })[],
): string {
  const [earliest] = builds
    .filter((build) => build.status === status || build.heldFrom === status)
    .map(({ stage }) => stage)
    .sort((a, b) => positionOf(a) - positionOf(b))
  return earliest ?? status
}

/**
 * Stages where work piles up: as many builds as max(2, 1.5 x the mean over the stages that have any).
 * @param counts builds per stage, of the stages where something still has to be done
 */
export function bottlenecksOf(counts: Readonly<Record<string, number>>): string[] {
  const filled = Object.entries(counts).filter(([, builds]) => builds > 0)
  const mean = filled.reduce((sum, [, builds]) => sum + builds, 0) / filled.length
  return filled.filter(([, builds]) => builds >= Math.max(2, 1.5 * mean)).map(([stage]) => stage)
}
