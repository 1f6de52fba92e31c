import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { stateLabel } from '../../domain/workflow/definition'
import { letterheadOf } from '../../domain/settings'
import type { Order } from '../../payload-types'
import { recordAudit } from '../audit'
import { sinkInWords } from '../builds/sink'
import { workflowRelease } from '../configuration/releases'
import { fileAnswer } from '../fileAnswer'
import { refused } from '../http'
import { orderSummaryPdf } from '../print/orderSummary'
import { localeOf } from '../print/words'
import { safeName } from '../print/zip'
import { readAll } from '../readAll'
import { idOf } from '../relation'
import { settingsOf } from '../settings'

/**
 * An order with all its builds as PDF, in its own language and as whoever asks may see it, without prices;
 * printing it is kept in the trail. Refuses with `not_found` an order that is not theirs to see.
 */
export async function orderSummaryOf(req: PayloadRequest, id: string): Promise<Response> {
  const order = await req.payload.findByID({
    collection: 'orders',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!order) throw refused({ code: 'not_found', message: 'There is no such order.' })
  const settings = await settingsOf(req)
  const { content: workflow } = await workflowRelease(req, idOf(order.workflow))
  const locale = localeOf(order.language)
  const statusOf = (status: string): string => stateLabel(workflow, status, locale)
  const builds = await readAll(req, 'builds', { order: { equals: id } }, 'position')

  const bytes = await orderSummaryPdf({
    head: {
      companyName: settings.companyName,
      letterhead: letterheadOf(settings),
      number: order.orderNumber,
      version: null,
      language: order.language,
      printedAt: new Date().toISOString(),
      timeZone: settings.timeZone,
    },
    poNumber: order.poNumber,
    projectName: order.projectName ?? null,
    salesPerson: order.salesPerson,
    wantDate: order.wantDate,
    priority: order.priority,
    status: statusOf(order.status),
    specialInstructions: order.specialInstructions ?? null,
    customerName: order.customerName ?? '',
    customer: await customerLines(req, order),
    builds: await Promise.all(
      builds.map(async (build) => ({
        buildNumber: build.buildNumber,
        status: statusOf(build.status),
        ...(await sinkInWords(req, build, order.language)),
      })),
    ),
  })
  await recordAudit(req, {
    action: 'export',
    resource: 'orders',
    resourceId: id,
    after: { document: 'order summary', format: 'pdf' },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, safeName(`order-${order.orderNumber}`), 'pdf')
}

/** Whom to call and where it goes; empty for those who may not read customers. */
async function customerLines(req: PayloadRequest, order: Order): Promise<string[]> {
  if (!may(req, 'customers.read')) return []
  const customer = await req.payload.findByID({
    collection: 'customers',
    id: idOf(order.customer),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!customer) return []
  const { line1, line2, city, region, postalCode, country } = customer.shippingAddress
  return [
    customer.contactName,
    customer.email,
    customer.phone,
    line1,
    line2,
    [city, region, postalCode].filter(Boolean).join(' '),
    country,
  ].flatMap((line) => line || [])
}
