import {
  initialState,
  isReleased,
  stateLabel,
  type Mover,
  type Rule,
  type TransitionRule,
  type WorkflowDefinition,
} from './definition'
import type { Fault } from './fault'
import { MOVER_WORDS } from './movers'

/** What a move is, who may make it, and where it stands. */
type Duty = { rule: Rule; where: string; what: string; may: readonly Mover[] }

const COORDINATION: readonly Mover[] = ['PRODUCTION_COORDINATOR', 'ADMIN']
const QUALITY: readonly Mover[] = ['QC_PERSON', 'ADMIN']

/**
 * Moves that a definition gives to roles which may not make them (domain handbook 1.2), and moves that
 * nobody could make: a role that is named must be able to act there, and somebody must be.
 */
export const dutyFaults = (definition: WorkflowDefinition): Fault[] => [
  ...dutiesOf(definition).flatMap(strangersTo),
  ...definition.transitions.flatMap(nobodyFor),
  ...(definition.hold.leave.some(isForPeople)
    ? []
    : [
        {
          where: 'hold.leave',
          message: `nobody can resume a held build: give one of these moves to ${words(COORDINATION)}`,
        },
      ]),
]

function dutiesOf(definition: WorkflowDefinition): Duty[] {
  const { entry, transitions, hold, cancel } = definition
  const first = initialState(definition)
  return [
    { rule: entry, where: 'entry', what: 'enter orders', may: COORDINATION },
    ...transitions.map((rule, index) => ({
      rule,
      where: `transitions.${index}`,
      ...dutyOf(definition, rule, first),
    })),
    ...hold.enter.map((rule, index) => ({
      rule,
      where: `hold.enter.${index}`,
      what: 'put sinks on hold',
      may: [...COORDINATION, 'ASSEMBLER', 'SYSTEM'] as const,
    })),
    ...hold.leave.map((rule, index) => ({
      rule,
      where: `hold.leave.${index}`,
      what: 'resume held sinks',
      may: [...COORDINATION, 'SYSTEM'] as const,
    })),
    ...cancel.rules.map((rule, index) => {
      const isFirst = rule.from.every((code) => code === first)
      return {
        rule,
        where: `cancel.rules.${index}`,
        what: isFirst
          ? 'cancel sinks'
          : `cancel sinks that have left “${stateLabel(definition, first)}”`,
        may: isFirst ? COORDINATION : (['ADMIN'] as const),
      }
    }),
  ]
}

/** A move on the way, by what it does: verdict, shipping, release of a pending sink, work of the floor. */
function dutyOf(
  definition: WorkflowDefinition,
  { signature, guards, from }: TransitionRule,
  first: string,
): Pick<Duty, 'what' | 'may'> {
  if (signature) return { what: 'give a verdict of quality', may: QUALITY }
  if (guards.includes('shipmentData')) return { what: 'ship sinks', may: COORDINATION }
  if (from.some((code) => isReleased(definition, code, null)))
    return { what: 'ship sinks or record delivery', may: [...COORDINATION, 'SYSTEM'] }
  if (from.includes(first))
    return {
      what: `release sinks from “${stateLabel(definition, first)}”`,
      may: [...COORDINATION, 'PROCUREMENT'],
    }
  return { what: 'move sinks along the floor', may: ['ASSEMBLER', 'QC_PERSON', ...COORDINATION] }
}

const strangersTo = ({ rule: { id, roles }, where, what, may }: Duty): Fault[] =>
  roles
    .filter((role) => !may.includes(role))
    .map((role) => ({
      where: `${where}.roles`,
      message: `${id}: ${MOVER_WORDS[role]} may not ${what}: give this move to ${words(may)}`,
    }))

const isForPeople = ({ roles }: Rule): boolean => roles.some((role) => role !== 'SYSTEM')

/** A move is nobody's when only the system has it, or when its guard waits for somebody who has not. */
function nobodyFor(rule: TransitionRule, index: number): Fault[] {
  const { id, roles, guards } = rule
  const where = `transitions.${index}.roles`
  if (!isForPeople(rule))
    return [{ where, message: `${id}: nobody can make this move by hand: add a role of people` }]
  return guards.includes('isAssigned') && !roles.includes('ASSEMBLER')
    ? [
        {
          where,
          message: `${id}: isAssigned is met by ${MOVER_WORDS.ASSEMBLER} alone: add ASSEMBLER, or take this guard away`,
        },
      ]
    : []
}

const words = (movers: readonly Mover[]): string =>
  movers.map((mover) => MOVER_WORDS[mover]).join(' or ')
