import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { modelName } from '../../domain/configurator/modelName'
import type { Language } from '../../domain/label'
import type { FormItem } from '../../domain/quality/item'
import { letterheadOf } from '../../domain/settings'
import { recordAudit } from '../audit'
import { familyRelease, workflowRelease } from '../configuration/releases'
import { fileAnswer } from '../fileAnswer'
import { refused } from '../http'
import { packingSlipPdf, type PackingSlip } from '../print/packingSlip'
import { localeOf } from '../print/words'
import { safeName } from '../print/zip'
import { itemsOf } from '../quality/answers'
import { settingsOf } from '../settings'

type OrderRow = {
  orderNumber: string
  poNumber: string
  projectName: string | null
  customerName: string
  language: Language
  workflow: string
  address: (string | null)[]
}

type BuildRow = {
  buildNumber: string
  status: string
  release: string
  configuration: unknown
  shipment: string | null
  shipmentPosition: number | null
  packing: unknown[] | null
}

/**
 * The slip of a shipment in the language of its order: what each sink of it was packed with, and what
 * follows later. It shows no prices; printing it is kept in the trail.
 */
export async function packingSlipOf(req: PayloadRequest, id: string): Promise<Response> {
  const shipment = await req.payload.findByID({
    collection: 'shipments',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  const order = shipment && (await readOrder(req, shipment.id))
  if (!shipment || !order) {
    throw refused({ code: 'not_found', message: 'There is no such shipment.' })
  }
  const settings = await settingsOf(req)
  const { companyName, timeZone } = settings
  const builds = await readBuilds(req, shipment.id)
  const { content } = await workflowRelease(req, order.workflow)
  const bytes = await packingSlipPdf({
    head: {
      companyName,
      letterhead: letterheadOf(settings),
      number: shipment.title,
      version: null,
      language: order.language,
      printedAt: new Date().toISOString(),
      timeZone,
    },
    orderNumber: order.orderNumber,
    poNumber: order.poNumber,
    projectName: order.projectName,
    customerName: order.customerName,
    shipTo: order.address.filter((line) => line !== null && line !== '').map(String),
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber ?? null,
    date: shipment.date,
    builds: await Promise.all(
      builds
        .filter(({ shipment: of }) => of === shipment.id)
        .map((build) => slipOf(req, build, order.language)),
    ),
    later: builds
      .filter(
        ({ status, shipmentPosition }) =>
          status !== content.cancel.state && (shipmentPosition ?? Infinity) > shipment.position,
      )
      .map(({ buildNumber }) => buildNumber),
    note: null,
  })
  await recordAudit(req, {
    action: 'export',
    resource: 'shipments',
    resourceId: id,
    after: { format: 'pdf', document: 'packing slip' },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, safeName(`packing-slip-${shipment.title}`), 'pdf')
}

async function slipOf(
  req: PayloadRequest,
  { buildNumber, release, configuration, packing }: BuildRow,
  language: Language,
): Promise<PackingSlip['builds'][number]> {
  const { content } = await familyRelease(req, release)
  const locale = localeOf(language)
  return {
    buildNumber,
    description: [content.label[locale], modelName(content, configuration, locale)]
      .filter(Boolean)
      .join(' · '),
    items: itemsOf({ items: packing ?? [] })
      .filter(({ type, result }) => type === 'QUANTITY' && result !== 'NA')
      .map(({ partNumber, labels, requiredQuantity, value }: FormItem) => ({
        partNumber,
        name: labels[locale],
        required: requiredQuantity ?? 0,
        packed: typeof value === 'number' ? value : 0,
      })),
  }
}

async function readOrder(req: PayloadRequest, shipment: string): Promise<OrderRow | undefined> {
  const [order] = await rowsOf<OrderRow>(
    req,
    sql`select o.order_number as "orderNumber", o.po_number as "poNumber", o.project_name as "projectName",
               o.customer_name as "customerName", o.language::text as language, o.workflow_id as workflow,
               jsonb_build_array(c.company_name, c.shipping_address_line1, c.shipping_address_line2,
                 concat_ws(' ', c.shipping_address_city, c.shipping_address_region, c.shipping_address_postal_code),
                 c.shipping_address_country) as address
        from shipments s join orders o on o.id = s.order_id join customers c on c.id = o.customer_id
        where s.id = ${shipment}`,
  )
  return order
}

/** All builds of the order, with the newest packing list that was signed. */
const readBuilds = (req: PayloadRequest, shipment: string): Promise<BuildRow[]> =>
  rowsOf<BuildRow>(
    req,
    sql`select b.build_number as "buildNumber", b.status, b.release_id as release,
               b.configuration, b.shipment_id as shipment,
               of.position::int as "shipmentPosition",
               (select i.items from inspections i
                where i.build_id = b.id and i.kind = 'PACKAGING' and i.state = 'SIGNED'
                order by i.attempt desc limit 1) as packing
        from builds b left join shipments of on of.id = b.shipment_id
        where b.order_id = (select order_id from shipments where id = ${shipment})
        order by b.position`,
  )
