import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { lockOrderOfBuild, lockRow } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { recordAudit, recordAudits } from '../audit'
import { refused } from '../http'
import { idOf } from '../relation'
import { REASON_LENGTH } from '../../domain/workflow/guards'

/** A stretch longer than this was not work: somebody forgot to stop the clock. */
export const FORGOTTEN_AFTER_MINUTES = 10 * 60

/** By the clock of the database, which also stamped the start; within one transaction it moves on. */
const NOW = sql`greatest(clock_timestamp(), started_at)`

/**
 * How many seconds ago something was entered that a tablet kept while it had no network (ADR 17); null when
 * it is done now. An age and not a time, because the clock of a tablet may be wrong.
 */
export type Ago = number | null

const momentOf = (ago: Ago) =>
  ago === null
    ? sql`clock_timestamp()`
    : sql`clock_timestamp() - make_interval(secs => ${ago}::int)`

/** What was entered before the stretch began says nothing about it: it ends now. */
const endOf = (ago: Ago) =>
  ago === null
    ? NOW
    : sql`case when ${momentOf(ago)} >= started_at then ${momentOf(ago)} else ${NOW} end`

const minutesUntil = (ago: Ago) => sql`ceil(extract(epoch from ${endOf(ago)} - started_at) / 60)`

/** Ends the running clocks of which `which` is true; the trail tells of each, and what counts from an earlier moment. */
async function stop(req: PayloadRequest, which: SQL, ago: Ago = null): Promise<void> {
  const stopped = await rowsOf<{ id: string; endedAt: Date; minutes: number }>(
    req,
    sql`update time_entries set ended_at = ${endOf(ago)}, minutes = ${minutesUntil(ago)},
               is_forgotten = ${minutesUntil(ago)} > ${FORGOTTEN_AFTER_MINUTES}, updated_at = now()
        where ended_at is null and ${which} returning id, ended_at as "endedAt", minutes::int as minutes`,
  )
  await recordAudits(
    req,
    stopped.map(({ id, endedAt, minutes }) => ({
      action: 'update',
      resource: 'time-entries',
      resourceId: id,
      before: { endedAt: null },
      after: { endedAt, minutes, ...keptSince(ago) },
    })),
  )
}

/** What the trail says of something that a tablet kept while it had no network. */
const keptSince = (ago: Ago) =>
  ago === null ? {} : { enteredWithoutNetwork: true, enteredSecondsAgo: ago }

/**
 * Starts the caller's clock on a task. A person has one running clock: the one on another task is
 * stopped. Starting it again where it runs changes nothing.
 */
export async function startClock(
  req: PayloadRequest,
  { task, build, ago = null }: { task: string; build: string; ago?: Ago | undefined },
): Promise<void> {
  const user = req.user?.id
  if (!user) return
  await stop(req, sql`user_id = ${user} and task_id <> ${task}`, ago)
  const running = await rowsOf(
    req,
    sql`select id from time_entries where user_id = ${user} and ended_at is null`,
  )
  if (running.length > 0) return
  const id = uuidv7()
  // never into a stretch that is recorded already
  const [started] = await rowsOf<{ startedAt: Date }>(
    req,
    sql`insert into time_entries (id, task_id, build_id, user_id, started_at, is_forgotten, created_at, updated_at)
        values (${id}, ${task}, ${build}, ${user},
                greatest(${momentOf(ago)}, (select max(ended_at) from time_entries
                                            where user_id = ${user} and ended_at <= clock_timestamp())),
                false, now(), now())
        returning started_at as "startedAt"`,
  )
  await recordAudit(req, {
    action: 'create',
    resource: 'time-entries',
    resourceId: id,
    after: { task, user, startedAt: started?.startedAt, ...keptSince(ago) },
  })
}

/** Stops the clocks that run on a task: everybody's when it ends, the caller's own when it is paused. */
export const stopClock = (
  req: PayloadRequest,
  task: string,
  whose: 'OWN' | 'ALL',
  ago: Ago = null,
): Promise<void> =>
  stop(
    req,
    whose === 'ALL'
      ? sql`task_id = ${task}`
      : sql`task_id = ${task} and user_id = ${req.user?.id ?? null}::uuid`,
    ago,
  )

/** Stops the clocks that run on a task but that of one person, or of the build's assembler when nobody is named. */
export const stopOtherClocks = (
  req: PayloadRequest,
  { task, build, keeper }: { task: string; build: string; keeper: string | null },
): Promise<void> =>
  stop(
    req,
    sql`task_id = ${task} and user_id is distinct from
        coalesce(${keeper}::uuid, (select assigned_to_id from builds where id = ${build}))`,
  )

/** Stops the clocks that run on a build: everybody's, or those of one person. */
export const stopClocksOf = (
  req: PayloadRequest,
  { build, user }: { build: string; user?: string },
): Promise<void> =>
  stop(
    req,
    user === undefined
      ? sql`build_id = ${build}`
      : sql`build_id = ${build} and user_id = ${user}::uuid`,
  )

/**
 * Goes on with the clocks that the hold has stopped, when the build is resumed (T11): of those who still
 * have the build or the task, whose task is still in progress, and who do not work elsewhere meanwhile.
 */
export async function restartClocks(
  req: PayloadRequest,
  { id: build }: { id: string },
): Promise<void> {
  const stopped = await rowsOf<{ task: string; user: string }>(
    req,
    sql`with resumed as (
          select "from" as state from status_events where build_id = ${build} order by at desc, id desc limit 1
        ), held as (
          select max(e.at) as at from status_events e, resumed where e.build_id = ${build} and e."to" = resumed.state
        )
        select distinct on (t.user_id) t.user_id as user, t.task_id as task
        from time_entries t
        join tasks k on k.id = t.task_id and k.status = 'IN_PROGRESS'
        join builds b on b.id = t.build_id
        join held on t.ended_at >= held.at - interval '1 second'
        where t.build_id = ${build} and t.user_id in (k.assigned_to_id, b.assigned_to_id)
        order by t.user_id, t.ended_at desc`,
  )
  for (const { task, user } of stopped) {
    const started = await rowsOf<{ id: string; startedAt: Date }>(
      req,
      sql`insert into time_entries (id, task_id, build_id, user_id, started_at, is_forgotten, created_at, updated_at)
          values (${uuidv7()}, ${task}, ${build}, ${user}, clock_timestamp(), false, now(), now())
          on conflict (user_id) where ended_at is null do nothing
          returning id, started_at as "startedAt"`,
    )
    await recordAudits(
      req,
      started.map(({ id, startedAt }) => ({
        action: 'create',
        resource: 'time-entries',
        resourceId: id,
        after: { task, user, startedAt },
      })),
    )
  }
}

/** Whole minutes recorded on a task until then; null when no clock ever ran. */
export async function minutesOn(
  req: PayloadRequest,
  task: string,
  ago: Ago = null,
): Promise<number | null> {
  const [row] = await rowsOf<{ minutes: number | null }>(
    req,
    sql`select sum(coalesce(minutes, ${minutesUntil(ago)}))::int as minutes from time_entries where task_id = ${task}`,
  )
  return row?.minutes ?? null
}

type Stored = { id: string; startedAt: Date; endedAt: Date | null; user: string }

/**
 * Puts a wrong stretch right, with a reason; what it was stays in the audit trail. A completed task whose
 * minutes were summed from its clocks is summed again.
 */
export async function correctTime(
  req: PayloadRequest,
  id: string,
  { startedAt, endedAt, reason }: { startedAt: string; endedAt: string; reason: string },
): Promise<{ id: string; startedAt: string; endedAt: string; minutes: number }> {
  const visible = await req.payload.findByID({
    collection: 'time-entries',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!visible) throw refused({ code: 'not_found', message: 'There is no such time entry.' })
  if (reason.trim().length < REASON_LENGTH.min) {
    throw refused({ code: 'reason_missing', field: 'reason', message: 'Say why it is corrected.' })
  }
  const minutes = Math.ceil((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)
  if (!(minutes >= 0) || minutes > FORGOTTEN_AFTER_MINUTES || Date.parse(endedAt) > Date.now()) {
    throw refused({
      code: 'out_of_range',
      field: 'endedAt',
      message: 'The end lies after the start, not in the future, and at most ten hours later.',
    })
  }
  const task = idOf(visible.task)
  await lockOrderOfBuild(req, idOf(visible.build))
  await lockRow(req, 'tasks', task)
  const summed = await minutesOn(req, task)
  const [before] = await rowsOf<Stored>(
    req,
    sql`select id, started_at as "startedAt", ended_at as "endedAt", user_id as user from time_entries where id = ${id}`,
  )
  await rowsOf(
    req,
    sql`update time_entries set started_at = ${startedAt}, ended_at = ${endedAt}, minutes = ${minutes},
               is_forgotten = false, corrected_by_id = ${req.user?.id ?? null}, corrected_at = now(),
               correction_reason = ${reason.trim()}, updated_at = now()
        where id = ${id}`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'time-entries',
    resourceId: id,
    before: { startedAt: before?.startedAt, endedAt: before?.endedAt },
    after: { startedAt, endedAt, minutes },
    reason,
  })
  await sumAgain(req, task, summed, reason)
  return { id, startedAt, endedAt, minutes }
}

/** Minutes that somebody typed are theirs and stay; those that were the sum of the clocks follow it. */
async function sumAgain(
  req: PayloadRequest,
  task: string,
  summed: number | null,
  reason: string,
): Promise<void> {
  const minutes = await minutesOn(req, task)
  const changed = await rowsOf(
    req,
    sql`update tasks set actual_minutes = ${minutes}::numeric, rev = rev + 1, updated_at = now()
        where id = ${task} and status = 'COMPLETED' and actual_minutes = ${summed}::numeric
          and actual_minutes is distinct from ${minutes}::numeric
        returning id`,
  )
  if (changed.length === 0) return
  await recordAudit(req, {
    action: 'update',
    resource: 'tasks',
    resourceId: task,
    before: { actualMinutes: summed },
    after: { actualMinutes: minutes },
    reason,
  })
}
