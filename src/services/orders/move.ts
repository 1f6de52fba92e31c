import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockOrderWithBuilds } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { decideOrderMove } from '../../domain/orders/orderMove'
import { NO_FACTS } from '../../domain/workflow/guards'
import { actorOf } from '../actor'
import { factsOf } from '../builds/facts'
import { workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { expectAddressed } from '../revision'
import type { HoldClass } from '../../domain/orders/hold'

type BuildRow = { id: string; buildNumber: string; status: string }

/**
 * A step of the whole order: hold, resume, cancel, deliver. It reaches every live build, all or none
 * (handbook 4.1); each build moves through the same gate as a single one. Answers the order's standing.
 */
export async function moveOrder(
  req: PayloadRequest,
  orderId: string,
  { to, note, holdClass }: { to: string; note: string | null; holdClass: HoldClass | null },
): Promise<{ id: string; status: string; builds: { id: string; status: string }[] }> {
  const order = await req.payload.findByID({
    collection: 'orders',
    id: orderId,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!order || !(await lockOrderWithBuilds(req, orderId))) {
    throw refused({ code: 'not_found', message: 'There is no such order.' })
  }
  await expectAddressed(req, 'orders', orderId)
  const builds = await rowsOf<BuildRow & { workflow: string }>(
    req,
    sql`select b.id, b.build_number as "buildNumber", b.status, o.workflow_id as workflow
        from builds b join orders o on o.id = b.order_id where o.id = ${orderId} order by b.position`,
  )
  const [first] = builds
  if (!first) throw new Error(`Order ${orderId} has no builds.`)
  const { content } = await workflowRelease(req, first.workflow)
  const facts = await factsOf(
    req,
    builds.map(({ id }) => id),
  )
  const moves = orThrow(
    decideOrderMove(content, {
      to,
      actor: actorOf(req),
      builds: builds.map((build) => ({ ...build, facts: facts.get(build.id) ?? NO_FACTS })),
      reason: note,
    }),
  )
  for (const { id, transition } of moves) {
    await req.payload.update({
      collection: 'builds',
      id,
      data: {
        status: transition.to,
        statusNote: note,
        ...(holdClass && transition.to === content.hold.state ? { holdClass } : {}),
      },
      depth: 0,
      overrideAccess: false,
      req,
    })
  }
  const [moved] = await rowsOf<{ status: string }>(
    req,
    sql`select status from orders where id = ${orderId}`,
  )
  const after = await rowsOf<{ id: string; status: string }>(
    req,
    sql`select id, status from builds where order_id = ${orderId} order by position`,
  )
  return { id: orderId, status: moved?.status ?? first.status, builds: after }
}
