import { TASK_STATUS_LABELS } from '../../../domain/production/codes'
import type {
  RecordMinutes,
  RecordPart,
  RecordTask,
  RecordTime,
} from '../../../domain/quality/record'
import type { Task, TimeEntry } from '../../../payload-types'
import { idOf } from '../../relation'
import type { RecordSource } from './source'

/** Who worked on what, by which instruction and how long: by the clock, or as it was typed where no clock ran. */
export const tasksOf = (source: RecordSource): RecordTask[] =>
  source.tasks.map((task) => ({
    number: String(task.sequence),
    title: task.title,
    basin: task.basin ?? null,
    status: statusOf(task),
    completedBy: source.nameOf(task.completedBy),
    completedAt: task.completedAt ?? null,
    plannedMinutes: task.estimateMinutes,
    people: peopleOn(source, task),
    note: task.note ?? null,
    instruction: instructionOf(source, task),
    photos: source.documents
      .filter((document) => idOf(document.task) === task.id)
      .map(({ id }) => id),
  }))

function instructionOf({ instructions }: RecordSource, task: Task): string | null {
  const followed = instructions.find(({ id }) => id === idOf(task.instruction))
  return followed ? `${followed.code}, revision ${followed.revision}: ${followed.title}` : null
}

const statusOf = ({ status, reason }: Task): string =>
  reason && status !== 'COMPLETED'
    ? `${TASK_STATUS_LABELS[status]}: ${reason}`
    : TASK_STATUS_LABELS[status]

function peopleOn(source: RecordSource, task: Task): RecordMinutes[] {
  const clocked = source.times.filter((time) => idOf(time.task) === task.id)
  if (clocked.length > 0) return minutesByPerson(source, clocked)
  const name = source.nameOf(task.completedBy)
  return name !== null && task.actualMinutes != null ? [{ name, minutes: task.actualMinutes }] : []
}

function minutesByPerson({ nameOf }: RecordSource, times: readonly TimeEntry[]): RecordMinutes[] {
  const minutes = new Map<string, number>()
  for (const { user, minutes: spent } of times) {
    const name = nameOf(user) ?? ''
    minutes.set(name, (minutes.get(name) ?? 0) + (spent ?? 0))
  }
  return [...minutes].map(([name, sum]) => ({ name, minutes: Math.round(sum) }))
}

/** Planned against worked minutes of all tasks, and the minutes of each person. */
export function timeOf(tasks: readonly RecordTask[], source: RecordSource): RecordTime {
  const sum = (figures: readonly (number | null | undefined)[]): number =>
    figures.reduce<number>((total, figure) => total + (figure ?? 0), 0)
  const people = new Map<string, number>()
  for (const { name, minutes } of tasks.flatMap((task) => task.people))
    people.set(name, (people.get(name) ?? 0) + minutes)
  return {
    plannedMinutes: sum(
      source.tasks
        .filter(({ status }) => status !== 'CANCELLED')
        .map(({ estimateMinutes }) => estimateMinutes),
    ),
    workedMinutes: sum(source.tasks.map(({ actualMinutes }) => actualMinutes)),
    people: [...people].map(([name, minutes]) => ({ name, minutes })),
  }
}

export const partsOf = ({ parts, nameOf }: RecordSource): RecordPart[] =>
  parts.map((part) => ({
    partNumber: part.partNumber,
    name: part.name,
    basin: part.basin ?? null,
    serial: part.serial ?? null,
    lot: part.lot ?? null,
    recordedBy: nameOf(part.recordedBy),
    recordedAt: part.recordedAt,
    replacedAt: part.replacedAt ?? null,
  }))
