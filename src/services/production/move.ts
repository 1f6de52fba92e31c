import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { lockOrderOfBuild, lockRow, pointerOf } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { auditable, changesBetween } from '../../domain/audit'
import { taskStateInWords, type BlockClass, type TaskStatus } from '../../domain/production/codes'
import type { CriticalPart } from '../../domain/production/generate'
import { problemInWords, type ProblemFigures } from '../../domain/production/problem'
import { openDependencies, type TaskStanding } from '../../domain/production/progress'
import { closesShortage, decideTaskMove, type Serial } from '../../domain/production/taskMove'
import { isAhead, wayBack } from '../../domain/quality/opening'
import { stateLabel } from '../../domain/workflow/definition'
import type { Task } from '../../payload-types'
import { recordAudit } from '../audit'
import { refreshStanding } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { asBeforeHold, resumeSupplied } from './shortage'
import { minutesOn, startClock, stopClock, type Ago } from './clock'
import { traceParts } from './traced'
import { tickProduction, untickProduction, waiveProduction, type TaskAnswer } from './ticks'

export type TaskCommand = {
  to: TaskStatus
  reason?: string | null
  blockClass?: BlockClass | null
  /** What is missing or wrong, beside the reason for which a task is blocked. */
  problem?: ProblemFigures
  /** Whole minutes; absent, the recorded time counts. */
  actualMinutes?: number | null
  serials?: readonly Serial[]
  note?: string | null
  /** Entered on the floor so long before it arrived here. */
  ago?: Ago | undefined
  /** Choices of the production form that completing the task makes. */
  answers?: readonly TaskAnswer[]
}

export type MovedTask = {
  id: string
  status: TaskStatus
  actualMinutes: number | null
  completedAt: string | null
  rev: number
}

const criticalSchema = z.array(
  z.object({ partNumber: z.string(), name: z.string(), quantity: z.number() }),
)

export type BuildRow = {
  id: string
  status: string
  heldFrom: string | null
  holdClass: string | null
  workflow: string
  assignedTo: string | null
}

/**
 * Moves a task (handbook 9.1): who may is judged before what state, the build has to be in production, and
 * everything that hangs on it, clocks, serials, ticked items and the build's stage, follows in the same
 * transaction. Closing the last shortage of a build that waits for parts resumes the build (T11s).
 */
export async function moveTask(
  req: PayloadRequest,
  id: string,
  command: TaskCommand,
): Promise<MovedTask> {
  const { task, build, orderId } = await lockTask(req, id)
  const critical: CriticalPart[] = criticalSchema.parse(task.criticalParts)
  const serials = [...(command.serials ?? []), ...(await recordedSerials(req, id))]
  const isShortage = task.blockClass === 'PARTS_SHORTAGE'
  const decided = orThrow(
    decideTaskMove({
      status: task.status,
      to: command.to,
      actor: actorOn(req, task, build),
      isShortage,
      openDependencies: await openTitles(req, task),
      reason: command.reason ?? null,
      minutes: command.actualMinutes ?? (await minutesOn(req, id, command.ago)),
      serials,
      criticalParts: critical,
    }),
  )
  const isSupplied = closesShortage({ status: task.status, to: command.to, isShortage })
  await demandProduction(req, isSupplied ? await asBeforeHold(req, build) : build)

  const isDone = decided.to === 'COMPLETED'
  const isBlocked = decided.to === 'BLOCKED'
  const figures = command.problem ?? {}
  const reason = decided.reason && problemInWords(decided.reason, figures)
  const problem = isBlocked ? { description: decided.reason, ...figures } : null
  const blockClass = isBlocked ? (command.blockClass ?? 'OTHER') : null
  const note = command.note ?? task.note ?? null
  const [moved] = await rowsOf<MovedTask>(
    req,
    sql`update tasks set status = ${decided.to}, reason = ${reason},
               block_class = ${blockClass}::enum_tasks_block_class,
               problem = ${problem && JSON.stringify(problem)}::jsonb,
               started_at = case when ${decided.to} = 'IN_PROGRESS' then coalesce(started_at, now()) else started_at end,
               actual_minutes = case when ${isDone} then ${decided.actualMinutes}::numeric else actual_minutes end,
               completed_at = case when ${isDone} then now() end,
               completed_by_id = case when ${isDone} then ${req.user?.id ?? null}::uuid end,
               review = case when ${isDone || decided.to === 'CANCELLED'} then null else review end,
               note = ${note}, rev = rev + 1, updated_at = now()
        where id = ${id}
        returning id, status::text as status, actual_minutes::int as "actualMinutes", completed_at as "completedAt", rev::int as rev`,
  )
  const told = changesBetween(
    auditable({
      status: decided.from,
      blockClass: task.blockClass ?? null,
      problem: task.problem ?? null,
      note: task.note ?? null,
    }),
    auditable({ status: decided.to, blockClass, problem, note }),
  )
  if (!moved) throw new Error(`Task ${id} vanished while it was locked.`)
  await recordAudit(req, {
    action: 'update',
    resource: 'tasks',
    resourceId: id,
    before: told?.before,
    after: {
      ...told?.after,
      ...(isDone && { actualMinutes: decided.actualMinutes }),
      ...(command.answers?.length && { answers: command.answers.map((one) => ({ ...one })) }),
    },
    reason,
  })
  if (decided.to === 'IN_PROGRESS')
    await startClock(req, { task: id, build: build.id, ago: command.ago })
  else await stopClock(req, id, 'ALL', command.ago)
  if (isDone) {
    await recordSerials(req, task, critical, command.serials ?? [])
    await tickProduction(req, build.id, { ...task, note }, command.answers ?? [])
  }
  if (decided.from === 'COMPLETED') await untickProduction(req, build.id, task)
  if (decided.to === 'CANCELLED') await waiveProduction(req, build.id, task, reason)
  if (decided.from === 'CANCELLED') await untickProduction(req, build.id, task)
  if (isSupplied) await resumeSupplied(req, build)
  await refreshStanding(req, orderId)
  return moved
}

/** Stops the caller's clock; the task stays in progress (handbook 9.1). */
export async function pauseTask(
  req: PayloadRequest,
  id: string,
  ago: Ago = null,
): Promise<MovedTask> {
  const { task, build } = await lockTask(req, id)
  demandMover(req, task, build)
  if (task.status !== 'IN_PROGRESS') {
    throw refused({
      code: 'wrong_state',
      message: `Only a task in progress is paused; this one is ${taskStateInWords(task.status)}.`,
    })
  }
  await stopClock(req, id, 'OWN', ago)
  return movedOf(task)
}

/** The answer about a task whose state stays. */
export const movedOf = (task: Task): MovedTask => ({
  id: task.id,
  status: task.status,
  actualMinutes: task.actualMinutes ?? null,
  completedAt: task.completedAt ?? null,
  rev: task.rev ?? 1,
})

/** Refuses an assembler who has neither the build nor the task. */
export function demandMover(req: PayloadRequest, task: Task, build: BuildRow): void {
  const { role, isAssignee } = actorOn(req, task, build)
  if (role === 'ASSEMBLER' && !isAssignee) throw refused(notYours)
}

const notYours = {
  code: 'role_not_allowed',
  message: 'This build is assigned to somebody else.',
} as const

const actorOn = (req: PayloadRequest, task: Task, build: BuildRow) => {
  const { user } = req
  if (!user) throw refused({ code: 'unauthenticated', message: 'Sign in first.' })
  return {
    role: user.role,
    isAssignee: build.assignedTo === user.id || idOf(task.assignedTo) === user.id,
  }
}

/** The task within the rows of whoever asks, locked behind its order and build. */
export async function lockTask(
  req: PayloadRequest,
  id: string,
): Promise<{ task: Task; build: BuildRow; orderId: string }> {
  const buildId = await pointerOf(req, 'tasks', 'build_id', id)
  const orderId = buildId && (await lockOrderOfBuild(req, buildId))
  const isThere = await lockRow(req, 'tasks', id)
  const task = await req.payload.findByID({
    collection: 'tasks',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  const [build] = await rowsOf<BuildRow>(
    req,
    sql`select id, status, held_from as "heldFrom", hold_class::text as "holdClass", workflow_id as workflow,
               assigned_to_id as "assignedTo" from builds where id = ${buildId ?? null}`,
  )
  if (!orderId || !isThere || !task || !build) {
    throw refused({ code: 'not_found', message: 'There is no such task.' })
  }
  return { task, build, orderId }
}

/** Tasks move while production is still ahead of the build: not on hold, and not after it was handed over. */
export async function demandProduction(req: PayloadRequest, build: BuildRow): Promise<void> {
  const { content } = await workflowRelease(req, build.workflow)
  if (isAhead(content, build.status, 'tasksDone')) return
  const way = wayBack(content, build.status, 'tasksDone')
  throw refused({
    code: 'wrong_state',
    message: `The build is ${stateLabel(content, build.status)}: tasks are worked on only while it is in production.${way ? ` ${way}` : ''}`,
    details: { status: build.status },
  })
}

async function openTitles(req: PayloadRequest, task: Task): Promise<string[]> {
  const all = await rowsOf<TaskStanding & { title: string }>(
    req,
    sql`select id, title, sequence::int as sequence, status::text as status, estimate_minutes::int as "estimateMinutes",
               array[]::text[] as "dependsOn"
        from tasks where build_id = ${idOf(task.build)}`,
  )
  const dependsOn = (task.dependsOn ?? []).map(idOf)
  return openDependencies({ dependsOn }, all).map(({ title }) => title)
}

const recordedSerials = (req: PayloadRequest, task: string): Promise<Serial[]> =>
  rowsOf<{ partNumber: string; serial: string | null; lot: string | null }>(
    req,
    sql`select part_number as "partNumber", serial, lot from traced_parts where task_id = ${task} and replaced_at is null`,
  )

/** Numbers given now take the place of earlier ones of the same part; what was there stays readable. */
async function recordSerials(
  req: PayloadRequest,
  task: Task,
  critical: readonly CriticalPart[],
  serials: readonly Serial[],
): Promise<void> {
  if (serials.length === 0) return
  const numbers = [...new Set(serials.map(({ partNumber }) => partNumber))]
  await traceParts(
    req,
    sql`task_id = ${task.id} and part_number = any(${sql.param(numbers)}::text[])`,
    serials.map(({ partNumber, serial, lot }) => ({
      build_id: idOf(task.build),
      task_id: task.id,
      part_number: partNumber,
      name: critical.find((part) => part.partNumber === partNumber)?.name ?? partNumber,
      basin: task.basin ?? null,
      serial: serial?.trim() || null,
      lot: lot?.trim() || null,
    })),
  )
}
