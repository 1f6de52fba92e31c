import { allow, refuse, type Decision, type Refusal } from '../refusal'
import type { Role } from '../roles'
import { REASON_LENGTH } from '../workflow/guards'
import { taskStateInWords, type TaskStatus } from './codes'
import type { CriticalPart } from './generate'

/** Where a task may go from where it is (domain handbook 9.1). Nothing else exists. */
export const TASK_MOVES: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  PENDING: ['IN_PROGRESS', 'BLOCKED', 'CANCELLED'],
  IN_PROGRESS: ['COMPLETED', 'BLOCKED', 'CANCELLED'],
  BLOCKED: ['PENDING', 'IN_PROGRESS', 'CANCELLED'],
  COMPLETED: ['IN_PROGRESS'],
  CANCELLED: ['PENDING'],
}

/** What was recorded of a critical part: the number of one piece, or the lot of all of them. */
export type Serial = { partNumber: string; serial?: string | null; lot?: string | null }

export type TaskMove = {
  status: TaskStatus
  to: TaskStatus
  /** `isAssignee`: the build of this task is assigned to the actor. */
  actor: { role: Role; isAssignee: boolean }
  /** The task is blocked because parts are missing. */
  isShortage?: boolean
  /** Titles of tasks that must be closed first. */
  openDependencies: readonly string[]
  reason?: string | null
  /** Whole minutes, typed or else summed from the recorded time; null when there are none. */
  minutes?: number | null
  /** Everything recorded of the critical parts, earlier and now. */
  serials?: readonly Serial[]
  criticalParts?: readonly CriticalPart[]
}

/** A move that may happen. Texts are trimmed. */
export type DecidedMove = {
  from: TaskStatus
  to: TaskStatus
  /** Why it was blocked or cancelled, else null. */
  reason: string | null
  /** What the task took; only when it is completed. */
  actualMinutes: number | null
}

/** A task that took longer than this was left running. */
export const TASK_MINUTES_AT_MOST = 10_000

/**
 * Whether a task may change its status. Who may is judged before anything is said about the task:
 * the assembler who has the build, coordinators and administrators; Procurement closes a shortage.
 */
export function decideTaskMove(move: TaskMove): Decision<DecidedMove> {
  const { status: from, to } = move
  if (!mayMove(move.actor) && !(move.actor.role === 'PROCUREMENT' && closesShortage(move)))
    return refuse(roleRefused(move.actor.role))
  if (!TASK_MOVES[from].includes(to)) return refuse(unknownTransition(from, to))

  const [first, ...rest] = objections(move)
  if (first) return refuse(first, ...rest)
  return allow({
    from,
    to,
    reason: needsReason(to) ? (move.reason ?? '').trim() : null,
    actualMinutes: to === 'COMPLETED' ? (move.minutes ?? null) : null,
  })
}

/** The parts are here: what waited for them is to do again, also while the build is held (T11). */
export const closesShortage = ({
  status,
  to,
  isShortage = false,
}: Pick<TaskMove, 'status' | 'to' | 'isShortage'>): boolean =>
  isShortage && status === 'BLOCKED' && to === 'PENDING'

const mayMove = ({ role, isAssignee }: TaskMove['actor']): boolean =>
  role === 'ADMIN' || role === 'PRODUCTION_COORDINATOR' || (role === 'ASSEMBLER' && isAssignee)

const needsReason = (to: TaskStatus): boolean => to === 'BLOCKED' || to === 'CANCELLED'

/** Starting is the only way in that waits for others: work that was done once may be reopened. */
const isStart = ({ status, to }: TaskMove): boolean =>
  to === 'IN_PROGRESS' && status !== 'COMPLETED'

function objections(move: TaskMove): Refusal[] {
  if (isStart(move)) return waitsFor(move.openDependencies)
  if (needsReason(move.to)) return reasonMissing(move)
  return move.to === 'COMPLETED' ? [...minutesMissing(move), ...serialsMissing(move)] : []
}

function waitsFor(titles: readonly string[]): Refusal[] {
  if (titles.length === 0) return []
  return [
    {
      code: 'precondition_failed',
      field: 'status',
      message: `This task cannot start yet: first complete or cancel ${titles.map((title) => `“${title}”`).join(', ')}.`,
      details: { openDependencies: titles },
    },
  ]
}

function reasonMissing({ to, reason }: TaskMove): Refusal[] {
  const { length } = (reason ?? '').trim()
  if (length >= REASON_LENGTH.min && length <= REASON_LENGTH.max) return []
  const what = to === 'BLOCKED' ? 'the task is blocked' : 'the task is cancelled'
  return [
    {
      code: 'reason_missing',
      field: 'reason',
      message: `Say why ${what}: a reason has ${REASON_LENGTH.min} to ${REASON_LENGTH.max} characters, this one has ${length}.`,
    },
  ]
}

function minutesMissing({ minutes }: TaskMove): Refusal[] {
  const field = 'actualMinutes'
  if (minutes === undefined || minutes === null)
    return [{ code: 'required', field, message: 'Enter the minutes that the task took.' }]
  if (Number.isInteger(minutes) && minutes >= 0 && minutes <= TASK_MINUTES_AT_MOST) return []
  const message = `The minutes are a whole number from 0 to ${TASK_MINUTES_AT_MOST}.`
  return [{ code: 'out_of_range', field, message }]
}

/** Each piece has a number of its own, or the whole lot is named. */
function serialsMissing({ criticalParts = [], serials = [] }: TaskMove): Refusal[] {
  return criticalParts.flatMap(({ partNumber, name, quantity }): Refusal[] => {
    const recorded = serials.filter((entry) => entry.partNumber === partNumber)
    const numbers = new Set(recorded.map(({ serial }) => textOf(serial)).filter(Boolean))
    const hasLot = recorded.some(({ lot }) => textOf(lot) !== '')
    if (hasLot || numbers.size >= quantity) return []

    const wanted = quantity === 1 ? 'the serial or lot' : `${quantity} serials or the lot`
    return [
      {
        code: 'required',
        field: 'serials',
        item: partNumber,
        message: `Record ${wanted} of ${partNumber} (${name}).`,
        details: { partNumber, quantity, recorded: numbers.size },
      },
    ]
  })
}

const textOf = (text: string | null | undefined): string => (text ?? '').trim()

const roleRefused = (role: Role): Refusal => ({
  code: 'role_not_allowed',
  field: 'status',
  message:
    role === 'ASSEMBLER'
      ? 'This build is assigned to somebody else; ask a production coordinator to assign it to you.'
      : 'Tasks are moved by the assembler of the build, a production coordinator or an administrator.',
  details: { role },
})

const unknownTransition = (from: TaskStatus, to: TaskStatus): Refusal => ({
  code: 'unknown_transition',
  field: 'status',
  message:
    from === to
      ? `This task is ${taskStateInWords(from)} already: somebody may have moved it meanwhile.`
      : `A task that is ${taskStateInWords(from)} cannot become ${taskStateInWords(to)}: from there it goes to ${TASK_MOVES[from].map(taskStateInWords).join(', ')}.`,
  details: { from, to },
})
