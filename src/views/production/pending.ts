import { z } from 'zod'
import type { Entry } from '../floor/offline'
import type { WorkTask, WorkTime } from './work'

/** How far the server is with what was entered about a task. */
export type ShownTask = WorkTask & { isPending: boolean; isRefused: boolean }

/** Of what waits or failed, the scope: everything about the tasks of one build is sent in order. */
export const scopeOf = (buildId: string): string => `build-tasks:${buildId}`

const ACT = /^\/api\/tasks\/([^/]+)\/(start|pause|complete|block|reopen|photos)$/

const said = z.object({
  actualMinutes: z.number().nullish(),
  note: z.string().nullish(),
  reason: z.string().nullish(),
})

/** The server's `Date` counts whole seconds. */
const SECOND_MS = 1000

/** A confirmed entry that the page does not know of yet. */
export const isNewsTo = ({ state, sentAt }: Entry, renderedAt: string): boolean =>
  state === 'SENT' && sentAt !== null && Date.parse(sentAt) + SECOND_MS > Date.parse(renderedAt)

/** The tasks as they were left here: what the server told, and on top what it has not confirmed. */
export function withPending(
  tasks: readonly WorkTask[],
  entries: readonly Entry[],
  renderedAt: string,
): ShownTask[] {
  let shown = tasks.map((task): ShownTask => ({ ...task, isPending: false, isRefused: false }))
  for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
    const [, id, act] = ACT.exec(entry.url) ?? []
    if (!id || !act) continue
    const isRefused = entry.state === 'CONFLICT' || entry.state === 'REFUSED'
    if (entry.state === 'SENT' && !isNewsTo(entry, renderedAt)) continue
    shown = shown.map((task) => {
      if (isRefused) return task.id === id ? { ...task, isRefused } : task
      const after = task.id === id ? acted(task, act, entry) : besides(task, act, entry)
      const isPending = task.isPending || (task.id === id && entry.state !== 'SENT')
      return { ...after, isPending }
    })
  }
  return shown
}

function acted(task: ShownTask, act: string, entry: Entry): ShownTask {
  const { actualMinutes, note, reason } = said.safeParse(entry.body).data ?? {}
  switch (act) {
    case 'start':
      return { ...task, status: 'IN_PROGRESS', reason: null, times: started(task, entry) }
    case 'pause':
      return { ...task, times: stopped(task.times, entry.createdAt) }
    case 'complete': {
      if (task.status === 'COMPLETED') return task
      const times = stopped(task.times, entry.createdAt)
      return {
        ...task,
        status: 'COMPLETED',
        actualMinutes: actualMinutes ?? recordedMinutes(times, Date.parse(entry.createdAt)),
        note: note ?? task.note,
        times,
      }
    }
    case 'block':
      return {
        ...task,
        status: 'BLOCKED',
        reason: reason ?? null,
        times: stopped(task.times, entry.createdAt),
      }
    case 'reopen':
      if (task.status === 'COMPLETED') return { ...task, status: 'IN_PROGRESS' }
      return task.status === 'IN_PROGRESS' ? task : { ...task, status: 'PENDING' }
    default:
      return task
  }
}

/** A person has one clock: starting it here stops it elsewhere. */
const besides = (task: ShownTask, act: string, entry: Entry): ShownTask =>
  act === 'start' ? { ...task, times: stopped(task.times, entry.createdAt) } : task

const started = (task: ShownTask, { id, createdAt }: Entry): WorkTime[] =>
  runningOf(task.times)
    ? task.times
    : [
        ...task.times,
        {
          id,
          startedAt: createdAt,
          endedAt: null,
          minutes: null,
          isForgotten: false,
          isMine: true,
        },
      ]

const stopped = (times: readonly WorkTime[], at: string): WorkTime[] =>
  times.map((time) =>
    time.isMine && time.endedAt === null
      ? { ...time, endedAt: at, minutes: minutesBetween(time.startedAt, Date.parse(at)) }
      : time,
  )

const minutesBetween = (start: string, end: number): number =>
  Math.max(0, Math.ceil((end - Date.parse(start)) / 60_000))

/** The own clock, while it runs. */
export const runningOf = (times: readonly WorkTime[]): WorkTime | null =>
  times.find(({ isMine, endedAt }) => isMine && endedAt === null) ?? null

/** Whole minutes recorded until `now`, as the server counts them: each stretch rounded up. */
export const recordedMinutes = (times: readonly WorkTime[], now: number): number =>
  times.reduce(
    (sum, { minutes, startedAt }) => sum + (minutes ?? minutesBetween(startedAt, now)),
    0,
  )

/** Seconds on the clock: finished stretches, and the running one to the second. */
export const secondsOnClock = (times: readonly WorkTime[], now: number): number =>
  times.reduce(
    (sum, { minutes, startedAt }) =>
      sum +
      (minutes === null
        ? Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1000))
        : minutes * 60),
    0,
  )
