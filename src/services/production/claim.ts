import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockOrderOfBuild } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { modelName } from '../../domain/configurator/modelName'
import { estimateOf, furtherSteps } from '../../domain/production/estimate'
import { byUrgency } from '../../domain/production/queue'
import { isAhead } from '../../domain/quality/opening'
import type { Build } from '../../payload-types'
import { recordWrites } from '../audit'
import { refreshStanding } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { isActiveAssembler } from '../people/assemblers'
import { expectAddressed } from '../revision'
import { handOverTasks } from './assign'
import { workOf } from './plan'

/** All that an assembler sees of a build that nobody has yet (handbook 1.2). */
export type ClaimCard = {
  id: string
  buildNumber: string
  family: string
  model: string | null
  priority: string
  wantDate: string | null
  estimateMinutes: number
}

type Row = Pick<Build, 'configuration' | 'accessories'> & {
  id: string
  buildNumber: string
  family: string
  priority: string
  wantDate: string | null
  status: string
  workflow: string
  release: string
  order: string
  taskMinutes: number
}

const UNCLAIMED = sql`
  select b.id, b.build_number as "buildNumber", b.family,
         o.priority::text as priority, o.want_date as "wantDate", b.status, b.workflow_id as workflow,
         b.release_id as release, b.order_id as "order", b.configuration, b.accessories,
         sum(t.estimate_minutes)::int as "taskMinutes"
  from builds b join orders o on o.id = b.order_id join tasks t on t.build_id = b.id
  where b.assigned_to_id is null and t.status in ('PENDING', 'IN_PROGRESS', 'BLOCKED')`

/** Builds that are ready and that nobody has, the most urgent first; none for an account that could not claim them. */
export async function claimableBuilds(req: PayloadRequest): Promise<ClaimCard[]> {
  if (!(await isActiveAssembler(req, req.user?.id ?? null))) return []
  const rows = await rowsOf<Row>(req, sql`${UNCLAIMED} group by b.id, o.id`)
  const cards: ClaimCard[] = []
  for (const row of rows) if (await isReady(req, row)) cards.push(await cardOf(req, row))
  return cards.toSorted((a, b) =>
    byUrgency({ ...a, number: a.buildNumber }, { ...b, number: b.buildNumber }),
  )
}

async function isReady(req: PayloadRequest, { workflow, status }: Row): Promise<boolean> {
  const { content } = await workflowRelease(req, workflow)
  return isAhead(content, status, 'tasksDone')
}

async function cardOf(req: PayloadRequest, row: Row): Promise<ClaimCard> {
  const { work, template } = await workOf(req, row)
  const further = template ? furtherSteps(template, work) : []
  const { id, buildNumber, family, priority, wantDate, taskMinutes } = row
  const model = modelName(work.content, work.configuration)
  const { total } = estimateOf([{ estimateMinutes: taskMinutes }], further)
  return { id, buildNumber, family, model, priority, wantDate, estimateMinutes: total }
}

/**
 * Takes a build: one assembler each, the first claim wins (handbook 9.1). Claiming an own build again changes
 * nothing. What is not ready to be claimed does not exist for whoever asks.
 */
export async function claimBuild(
  req: PayloadRequest,
  id: string,
): Promise<{ id: string; buildNumber: string; assignedTo: string }> {
  const orderId = await lockOrderOfBuild(req, id)
  const [build] = await rowsOf<{ buildNumber: string; assignedTo: string | null }>(
    req,
    sql`select build_number as "buildNumber", assigned_to_id as "assignedTo" from builds where id = ${id}`,
  )
  const user = req.user?.id
  if (!orderId || !build || !user) {
    throw refused({ code: 'not_found', message: 'There is no such build.' })
  }
  if (!(await isActiveAssembler(req, user))) {
    throw refused({
      code: 'role_not_allowed',
      message: 'Only a person who assembles can claim a build: an API account cannot sign for it.',
    })
  }
  const { buildNumber, assignedTo } = build
  if (assignedTo === user) return { id, buildNumber, assignedTo }
  const [ready] = await rowsOf<Row>(req, sql`${UNCLAIMED} and b.id = ${id} group by b.id, o.id`)
  if (assignedTo !== null) {
    throw refused({
      code: 'wrong_state',
      message: 'Somebody else has just claimed this build. Choose another one.',
    })
  }
  if (!ready || !(await isReady(req, ready))) {
    throw refused({ code: 'not_found', message: 'There is no such build.' })
  }
  await expectAddressed(req, 'builds', id)
  await rowsOf(
    req,
    sql`update builds set assigned_to_id = ${user}, rev = rev + 1, updated_at = now() where id = ${id}`,
  )
  await handOverTasks(req, { build: id, from: '', to: user })
  await recordWrites(req, [
    {
      action: 'update',
      resource: 'builds',
      resourceId: id,
      before: { assignedTo: null },
      after: { assignedTo: user },
      reason: 'Claimed',
    },
  ])
  await refreshStanding(req, orderId)
  return { id, buildNumber, assignedTo: user }
}
