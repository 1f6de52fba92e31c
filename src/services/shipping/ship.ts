import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { lockOrderWithBuilds } from '../../db/lock'
import { insertRows, rowsOf } from '../../db/rows'
import { stateLabel } from '../../domain/workflow/definition'
import { recordAudit } from '../audit'
import { workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { expectAddressed } from '../revision'

export type ShipmentEntry = {
  builds: readonly string[]
  carrier: string
  trackingNumber: string | null
  /** YYYY-MM-DD. */
  date: string
}

export type Shipped = {
  id: string
  title: string
  order: { id: string; status: string }
  builds: { id: string; buildNumber: string; status: string }[]
}

type BuildRow = {
  id: string
  buildNumber: string
  status: string
  workflow: string
  orderNumber: string
}

/**
 * Ships finished builds of an order together, all or none; the rest may follow later (T8). Each build moves
 * through the same gate as any other move.
 */
export async function shipBuilds(
  req: PayloadRequest,
  orderId: string,
  { builds, carrier, trackingNumber, date }: ShipmentEntry,
): Promise<Shipped> {
  const isThere = await lockOrderWithBuilds(req, orderId)
  const rows = await rowsOf<BuildRow>(
    req,
    sql`select b.id, b.build_number as "buildNumber", b.status, o.workflow_id as workflow, o.order_number as "orderNumber"
        from builds b join orders o on o.id = b.order_id where o.id = ${orderId} order by b.position`,
  )
  const [first] = rows
  if (!isThere || !first) throw refused({ code: 'not_found', message: 'There is no such order.' })
  await expectAddressed(req, 'orders', orderId)
  const stranger = builds.findIndex((id) => !rows.some((row) => row.id === id))
  if (stranger >= 0) {
    throw refused({
      code: 'invalid_value',
      field: `builds.${stranger}`,
      message: `Order ${first.orderNumber} has no such build.`,
    })
  }
  const { content } = await workflowRelease(req, first.workflow)
  const shipped = rows.filter(({ id }) => builds.includes(id))
  const [counted] = await rowsOf<{ last: number }>(
    req,
    sql`select coalesce(max(position), 0)::int as last from shipments where order_id = ${orderId}`,
  )
  const position = (counted?.last ?? 0) + 1
  const id = uuidv7()
  const title = `${first.orderNumber} / ${position}`
  const now = new Date().toISOString()
  await insertRows(req, 'shipments', [
    {
      id,
      title,
      order_id: orderId,
      position,
      carrier,
      tracking_number: trackingNumber,
      date,
      created_by_id: req.user?.id ?? null,
      created_at: now,
      updated_at: now,
    },
  ])
  await recordAudit(req, {
    action: 'create',
    resource: 'shipments',
    resourceId: id,
    after: { order: orderId, builds: shipped.map((row) => row.id), carrier, trackingNumber, date },
  })
  for (const build of shipped) {
    const row = content.transitions.find(
      (one) => one.from.includes(build.status) && one.guards.includes('shipmentData'),
    )
    if (!row) {
      throw refused({
        code: 'wrong_state',
        message: `Build ${build.buildNumber} is ${stateLabel(content, build.status)}: only builds that passed Final QC are shipped.`,
        details: { build: build.id, status: build.status },
      })
    }
    await rowsOf(req, sql`update builds set shipment_id = ${id} where id = ${build.id}`)
    await req.payload.update({
      collection: 'builds',
      id: build.id,
      data: {
        status: row.to,
        statusNote: [carrier, trackingNumber].filter(Boolean).join(' '),
      },
      depth: 0,
      overrideAccess: false,
      req,
    })
  }
  const [order] = await rowsOf<{ id: string; status: string }>(
    req,
    sql`select id, status from orders where id = ${orderId}`,
  )
  const after = await rowsOf<Shipped['builds'][number]>(
    req,
    sql`select id, build_number as "buildNumber", status from builds where shipment_id = ${id} order by position`,
  )
  return { id, title, order: order ?? { id: orderId, status: '' }, builds: after }
}
