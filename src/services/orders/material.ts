import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { rollUpCost } from '../../domain/boms/cost'
import { rollUpBills, type NeededItem } from '../../domain/boms/rollup'
import type { Language } from '../../domain/label'
import type { Bom, Build, Order } from '../../payload-types'
import { letterheadOf } from '../../domain/settings'
import { readLines } from '../boms/read'
import { asBomLines } from '../boms/views'
import { workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { readAll } from '../readAll'
import { idOf } from '../relation'
import { settingsOf } from '../settings'

export type MaterialBuild = {
  id: string
  buildNumber: string
  bom: { id: string; version: number; state: Bom['state']; unresolvedCount: number }
}

/** What the live builds of an order need, by their bills in force (handbook 6.8: a view, no record). */
export type OrderMaterial = {
  companyName: string
  letterhead: string
  timeZone: string
  printedAt: string
  language: Language
  /** ISO 4217; null for readers who may not see costs: then all costs are null or nought. */
  currency: string | null
  orderNumber: string
  poNumber: string
  customerName: string
  builds: MaterialBuild[]
  items: NeededItem[]
  unresolved: number
  totalCost: number | null
  /** Number of different items without a known cost, which the total leaves out; 0 where costs are not shown. */
  unpriced: number
}

/** The material of an order; refuses with `not_found` what this person may not see. */
export async function materialOf(req: PayloadRequest, orderId: string): Promise<OrderMaterial> {
  const material = await readMaterial(req, orderId)
  if (material) return material
  throw refused({ code: 'not_found', message: 'There is no such order.' })
}

/** The material of an order that this person may see; null where it is not theirs to see. */
export async function readMaterial(
  req: PayloadRequest,
  orderId: string,
): Promise<OrderMaterial | null> {
  const order: Order | null = await req.payload.findByID({
    collection: 'orders',
    id: orderId,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!order) return null
  const settings = await settingsOf(req)
  const showsCost = may(req, 'costs.read')
  const bills = await billsOf(req, order)
  const items = rollUpBills(bills.map(({ lines }) => lines))
  return {
    companyName: settings.companyName,
    letterhead: letterheadOf(settings),
    timeZone: settings.timeZone,
    printedAt: new Date().toISOString(),
    language: order.language,
    currency: showsCost ? settings.currency : null,
    orderNumber: order.orderNumber,
    poNumber: order.poNumber,
    customerName: order.customerName ?? '',
    builds: bills.map(({ build, bom }) => ({
      id: build.id,
      buildNumber: build.buildNumber,
      bom: {
        id: bom.id,
        version: bom.version,
        state: bom.state,
        unresolvedCount: bom.unresolvedCount,
      },
    })),
    items,
    unresolved: items.filter(({ kind }) => kind === 'UNRESOLVED').length,
    totalCost: showsCost ? items.reduce((sum, { countedCost }) => sum + countedCost, 0) : null,
    unpriced: showsCost
      ? new Set(bills.flatMap(({ lines }) => rollUpCost(lines).unpriced)).size
      : 0,
  }
}

async function billsOf(req: PayloadRequest, order: Order) {
  const { content } = await workflowRelease(req, idOf(order.workflow))
  const builds: Build[] = await readAll(
    req,
    'builds',
    { order: { equals: order.id }, status: { not_equals: content.cancel.state } },
    'position',
  )
  if (builds.length === 0) return []
  const boms = await readAll(
    req,
    'boms',
    { build: { in: builds.map(({ id }) => id) }, isActive: { equals: true } },
    'id',
  )
  const bills = []
  for (const build of builds) {
    const bom = boms.find((one) => idOf(one.build) === build.id)
    if (bom) bills.push({ build, bom, lines: asBomLines(await readLines(req, bom.id)) })
  }
  return bills
}
