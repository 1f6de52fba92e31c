import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { pointerOf } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { orderStandingOf } from '../../domain/orders/rollup'
import { orderStageOf, stageOf } from '../../domain/orders/stage'
import { NO_FACTS } from '../../domain/workflow/guards'
import { workflowRelease } from '../configuration/releases'
import { factsOf } from './facts'

type Standing = { id: string; status: string; heldFrom: string | null; stage: string | null }

/**
 * Brings the stored projections of an order up to date: the stage of each build and the order's
 * status, stage, hold mark and cost (handbook 4.1, 4.4). The one writer of these columns; it runs in the
 * transaction of whatever changed, which holds the order's lock. Raises `rev` only of rows that change.
 */
export async function refreshStanding(req: PayloadRequest, orderId: string): Promise<void> {
  const [order] = await rowsOf<{ workflow: string }>(
    req,
    sql`select workflow_id as workflow from orders where id = ${orderId}`,
  )
  const builds = await rowsOf<Standing>(
    req,
    sql`select id, status, held_from as "heldFrom", stage from builds where order_id = ${orderId} order by position`,
  )
  if (!order || builds.length === 0) return

  const { content } = await workflowRelease(req, order.workflow)
  const facts = await factsOf(
    req,
    builds.map(({ id }) => id),
  )
  const staged = builds.map((build) => ({
    ...build,
    stage: stageOf(content, build.status, facts.get(build.id) ?? NO_FACTS),
    was: build.stage,
  }))
  for (const { id, stage, was } of staged) {
    if (stage === was) continue
    await rowsOf(req, sql`update builds set stage = ${stage}, rev = rev + 1 where id = ${id}`)
  }

  const { status, isHeld } = orderStandingOf(content, builds)
  const stage = orderStageOf(status, staged)
  await rowsOf(
    req,
    sql`with cost as (
          select sum(m.total_cost) as total
          from builds b join boms m on m.build_id = b.id and m.is_active
          where b.order_id = ${orderId} and b.status <> ${content.cancel.state}
        )
        update orders o
        set status = ${status}, stage = ${stage}, is_held = ${isHeld}, total_cost = cost.total,
            rev = o.rev + 1, updated_at = now()
        from cost
        where o.id = ${orderId}
          and (o.status, o.stage, o.is_held, o.total_cost) is distinct from (${status}, ${stage}, ${isHeld}, cost.total)`,
  )
}

/** The same for the order of one build; a build that does not exist has no standing. */
export async function refreshStandingOfBuild(req: PayloadRequest, buildId: string): Promise<void> {
  const orderId = await pointerOf(req, 'builds', 'order_id', buildId)
  if (orderId !== undefined) await refreshStanding(req, orderId)
}
