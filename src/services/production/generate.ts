import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { insertRows, rowsOf, updateRows } from '../../db/rows'
import { auditable, changesBetween } from '../../domain/audit'
import { sameLabel } from '../../domain/label'
import { TASK_REVIEW_WORDS, type TaskReview } from '../../domain/production/codes'
import type { PlannedTask } from '../../domain/production/generate'
import { floorOrder, reconcileTasks, type ExistingTask } from '../../domain/production/reconcile'
import { reworkTasks } from '../../domain/production/rework'
import type { Build } from '../../payload-types'
import { recordAudits, recordWrites, type AuditEntry } from '../audit'
import { CARRIED, createAttempt, newestAttempt } from '../quality/inspections'
import { idOf } from '../relation'
import { BUILD_CANCELLED } from './close'
import { planBuild } from './plan'

/**
 * The tasks of a build that enters production, and the production form that completing them answers
 * (T3, handbook 9). A build that has its tasks already keeps them; those that ended with its cancellation
 * are to do again, and its form, and a packing list that was open then, go on as the next attempt.
 */
export async function generateBuildTasks(req: PayloadRequest, build: Build): Promise<void> {
  const known = await existingTasks(req, build.id)
  if (known.length === 0) await insertTasks(req, build, await planBuild(req, build))
  else await reviveTasks(req, build)
  for (const kind of CARRIED) {
    const form = await newestAttempt(req, build.id, kind)
    if (form ? form.state === 'VOID' : kind === 'PRODUCTION') await createAttempt(req, build, kind)
  }
}

async function reviveTasks(req: PayloadRequest, build: Build): Promise<void> {
  const revived = await rowsOf<{ id: string }>(
    req,
    sql`update tasks set status = 'PENDING', reason = null, rev = rev + 1, updated_at = now()
        where build_id = ${build.id} and status = 'CANCELLED' and reason = ${BUILD_CANCELLED}
        returning id`,
  )
  await recordAudits(
    req,
    revived.map(({ id }) => statusChange(id, 'CANCELLED', 'PENDING', null)),
  )
}

/**
 * A newly approved bill of materials changes what there is to do (handbook 4.6): what was not begun becomes what
 * the plan says now, completed tasks stay, new ones are added, what is no longer planned is cancelled. What was
 * begun stays as it was worked to, and says what a person has to decide. All of them stand in the order of the
 * plan, rework behind. Answers whether tasks that waited for parts ended so.
 */
export async function reconcileBuildTasks(
  req: PayloadRequest,
  build: Build,
): Promise<{ closedShortage: boolean }> {
  const known = await existingTasks(req, build.id)
  if (known.length === 0) return { closedShortage: false }
  const planned = await planBuild(req, build)
  const { add, keep, begun, revive, cancel, review } = reconcileTasks(known, planned)
  const before = await toldOf(req, build.id)
  await insertTasks(req, build, add)
  const content = await contentOf(req, planned)
  await updateRows(
    req,
    'tasks',
    [...keep, ...revive].map(({ id, task }) => ({ id, ...content(task), review: null })),
  )
  await updateRows(
    req,
    'tasks',
    begun.map(({ id, task, review: told }) => ({
      id,
      parts: task.parts,
      critical_parts: task.criticalParts,
      ticks: task.ticks,
      review: told,
    })),
  )
  await updateRows(
    req,
    'tasks',
    revive.map(({ id }) => ({ id, status: 'PENDING', reason: null })),
  )
  await updateRows(
    req,
    'tasks',
    cancel.map(({ id, reason }) => ({
      id,
      status: 'CANCELLED',
      reason,
      block_class: null,
      problem: null,
    })),
  )
  await updateRows(
    req,
    'tasks',
    review.map(({ id }) => ({ id, review: 'DROPPED' })),
  )
  await waitFor(
    req,
    build,
    [...keep, ...begun, ...revive].map(({ task }) => task),
  )
  await renumber(req, build, floorOrder(known, planned))
  await recordChanges(req, build, before)
  const dropped = new Set(cancel.map(({ id }) => id))
  return { closedShortage: before.some((task) => dropped.has(task.id) && isShort(task)) }
}

/** Puts the tasks of a build in this order of keys, the others behind in the order that they have. */
async function renumber(
  req: PayloadRequest,
  build: Build,
  order: readonly string[],
): Promise<void> {
  await rowsOf(
    req,
    sql`with placed as (
          select id, row_number() over (
                   order by array_position(${sql.param([...order])}::text[], key) nulls last, sequence, id) as place
          from tasks where build_id = ${build.id}
        )
        update tasks t set sequence = placed.place, rev = t.rev + 1, updated_at = now()
        from placed where t.id = placed.id and t.sequence <> placed.place`,
  )
}

/** A task by what the audit trail tells of it. */
type Told = {
  id: string
  status: string
  blockClass: string | null
  reason: string | null
  review: TaskReview | null
}

const isShort = ({ status, blockClass }: Told): boolean =>
  status === 'BLOCKED' && blockClass === 'PARTS_SHORTAGE'

const toldOf = (req: PayloadRequest, build: string): Promise<Told[]> =>
  rowsOf<Told>(
    req,
    sql`select t.id, t.status::text as status, t.block_class::text as "blockClass", t.reason,
               t.review::text as review, t.title, t.description, t.category::text as category,
               t.sequence::int as sequence, t.estimate_minutes::int as "estimateMinutes",
               (select jsonb_agg(part - 'line') from jsonb_array_elements(t.parts) part) as parts,
               t.critical_parts as "criticalParts", t.tools, t.ticks, t.instruction_id as instruction,
               (select jsonb_agg(r.tasks_id order by r."order") from tasks_rels r
                where r.parent_id = t.id and r.path = 'dependsOn') as "dependsOn"
        from tasks t where t.build_id = ${build} order by t.sequence, t.id`,
  )

/** One row in the trail for each task that is other than before; those that were added have theirs. */
async function recordChanges(
  req: PayloadRequest,
  build: Build,
  before: readonly Told[],
): Promise<void> {
  const was = new Map(before.map((task) => [task.id, task]))
  const after = await toldOf(req, build.id)
  await recordWrites(
    req,
    after.flatMap((task): AuditEntry[] => {
      const earlier = was.get(task.id)
      const changes = earlier && changesBetween(auditable(earlier), auditable(task))
      if (!changes) return []
      const reason = 'status' in changes.after || 'review' in changes.after ? whyOf(task) : null
      return [{ action: 'update', resource: 'tasks', resourceId: task.id, ...changes, reason }]
    }),
  )
}

const whyOf = ({ status, reason, review }: Told): string | null =>
  status === 'CANCELLED' ? reason : review && TASK_REVIEW_WORDS[review]

const statusChange = (id: string, from: string, to: string, reason: string | null): AuditEntry => ({
  action: 'update',
  resource: 'tasks',
  resourceId: id,
  before: { status: from },
  after: { status: to },
  reason,
})

const failedItemsSchema = z.array(
  z.object({ key: z.string(), label: z.string(), basin: z.number().nullable() }),
)

type Case = { id: string; number: string; attempt: number; failedItems: unknown }

/** A task for each failed item of every open case that asks for rework and has none yet (T7). */
export async function createReworkTasks(req: PayloadRequest, build: Build): Promise<void> {
  const cases = await rowsOf<Case>(
    req,
    sql`select n.id, n.number, coalesce(n.attempt, 1)::int as attempt, n.failed_items as "failedItems"
        from nonconformances n
        where n.build_id = ${build.id} and n.rework and n.status in ('OPEN', 'IN_PROGRESS')
          and not exists (select from tasks t where t.nonconformance_id = n.id)
        order by n.number`,
  )
  for (const { id, number, attempt, failedItems } of cases) {
    const items = failedItemsSchema.parse(failedItems ?? [])
    const [last] = await rowsOf<{ sequence: number }>(
      req,
      sql`select coalesce(max(sequence), 0)::int as sequence from tasks where build_id = ${build.id}`,
    )
    const named = items.length > 0 ? items : [{ key: number, label: 'Rework', basin: null }]
    const planned = reworkTasks({
      failedItems: named.map((item) => ({ ...item, label: sameLabel(item.label) })),
      rework: true,
      nonconformance: number,
      attempt,
      startSequence: (last?.sequence ?? 0) + 1,
    })
    await insertTasks(req, build, planned, id)
  }
}

async function existingTasks(req: PayloadRequest, buildId: string): Promise<ExistingTask[]> {
  return rowsOf<ExistingTask>(
    req,
    sql`select id, key, status::text as status, category::text as category,
               started_at is not null as "isStarted", reason, title, parts, review::text as review,
               (select code from work_instructions where id = instruction_id) as instruction
        from tasks where build_id = ${buildId} order by sequence, id`,
  )
}

/** Writes planned tasks with their dependencies, also on tasks of the build that exist already. */
async function insertTasks(
  req: PayloadRequest,
  build: Build,
  planned: readonly PlannedTask[],
  nonconformance: string | null = null,
): Promise<void> {
  if (planned.length === 0) return
  const ids = new Map(planned.map(({ key }) => [key, uuidv7()] as const))
  const content = await contentOf(req, planned)
  const now = new Date().toISOString()
  const rows = planned.map((task) => ({
    ...content(task),
    id: ids.get(task.key),
    build_id: build.id,
    key: task.key,
    sequence: task.sequence,
    status: 'PENDING',
    assigned_to_id: idOf(build.assignedTo) || null,
    nonconformance_id: nonconformance,
    rev: 1,
    created_at: now,
    updated_at: now,
  }))
  await insertRows(req, 'tasks', rows)
  await waitFor(req, build, planned)
  await recordAudits(
    req,
    rows.map(({ id, title, key }) => ({
      action: 'create',
      resource: 'tasks',
      resourceId: id ?? null,
      after: { build: build.id, key, title, status: 'PENDING' },
    })),
  )
}

/** What a planned task asks for, as the columns of its row, with the instructions that are in force now. */
async function contentOf(req: PayloadRequest, planned: readonly PlannedTask[]) {
  const instructions = await instructionsInForce(req, planned)
  const tools = await toolNames(req, planned)
  return (task: PlannedTask) => ({
    template_key: task.templateKey,
    title: task.title.en,
    titles: task.title,
    description: task.description?.en ?? null,
    category: task.category,
    basin: task.basin,
    estimate_minutes: task.estimateMinutes,
    parts: task.parts,
    critical_parts: task.criticalParts,
    tools: task.tools.map((code) => ({ code, name: tools.get(code) ?? code })),
    ticks: task.ticks,
    instruction_id: (task.instruction && instructions.get(task.instruction)) ?? null,
  })
}

/** Writes what tasks of a build wait for, in place of what they waited for before. */
async function waitFor(
  req: PayloadRequest,
  build: Build,
  planned: readonly PlannedTask[],
): Promise<void> {
  const known = await rowsOf<{ id: string; key: string }>(
    req,
    sql`select id, key from tasks where build_id = ${build.id}`,
  )
  const ids = new Map(known.map(({ id, key }) => [key, id] as const))
  const parents = planned.flatMap(({ key }) => ids.get(key) ?? [])
  const links = planned.flatMap((task) =>
    task.dependsOn.flatMap((key, order) => {
      const on = ids.get(key)
      return on ? [{ parent: ids.get(task.key), on, order: order + 1 }] : []
    }),
  )
  await rowsOf(
    req,
    sql`delete from tasks_rels where path = 'dependsOn' and parent_id = any(${sql.param(parents)}::uuid[])`,
  )
  await rowsOf(
    req,
    sql`insert into tasks_rels ("order", parent_id, path, tasks_id)
        select link."order", link.parent, 'dependsOn', link."on"
        from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link("order" int, parent uuid, "on" uuid)`,
  )
}

async function instructionsInForce(
  req: PayloadRequest,
  planned: readonly PlannedTask[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(planned.flatMap(({ instruction }) => instruction ?? []))]
  const rows = await rowsOf<{ code: string; id: string }>(
    req,
    sql`select code, id from work_instructions where state = 'PUBLISHED' and code = any(${sql.param(codes)}::text[])`,
  )
  return new Map(rows.map(({ code, id }) => [code, id]))
}

async function toolNames(
  req: PayloadRequest,
  planned: readonly PlannedTask[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(planned.flatMap(({ tools }) => tools))]
  const rows = await rowsOf<{ code: string; name: string }>(
    req,
    sql`select code, name from tools where code = any(${sql.param(codes)}::text[])`,
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}
