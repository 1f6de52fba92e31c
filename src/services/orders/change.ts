import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { Order } from '../../payload-types'
import { rowsOf } from '../../db/rows'
import { orderDataSchema } from '../../domain/orders/entry'
import { parse } from '../../domain/parse'
import { initialState } from '../../domain/workflow/definition'
import { actorOf } from '../actor'
import { renewBom } from '../boms/generate'
import { refreshStanding } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { settingsOf, todayIn } from '../settings'
import { takenNumbers } from './numbers'

const TEXTS = ['projectName', 'salesPerson', 'specialInstructions', 'notes'] as const
const EDITABLE = ['poNumber', 'wantDate', 'language', 'priority', ...TEXTS] as const

/**
 * Judges an edit of an order's own data and answers it in its stored form (handbook 4.6). A status is
 * never written here: it follows the builds. Throws refusals.
 */
export async function judgeOrderChange(
  req: PayloadRequest,
  before: Order,
  after: Order,
): Promise<Partial<Order>> {
  if (after.status !== before.status) {
    throw refused({
      code: 'wrong_state',
      field: 'status',
      message: `An order's status follows its builds: move them, or the whole order by POST /api/orders/${before.id}/move.`,
    })
  }
  const changed = EDITABLE.filter((field) => (before[field] ?? null) !== (after[field] ?? null))
  const isNewCustomer = idOf(before.customer) !== idOf(after.customer)
  if (changed.length === 0 && !isNewCustomer) return {}
  await judgeState(req, before)

  const schemas = orderDataSchema(todayIn((await settingsOf(req)).timeZone)).shape
  const stored: Partial<Order> = {}
  for (const field of changed) {
    const value = orThrow(
      parse(
        schemas[field].transform((value) => ({ [field]: value })),
        after[field],
        field,
      ),
    )
    Object.assign(stored, value)
  }
  if (stored.poNumber !== undefined) await judgePoNumber(req, before, stored.poNumber)
  if (isNewCustomer) stored.customerName = await nameOfCustomer(req, idOf(after.customer))
  return stored
}

async function judgeState(req: PayloadRequest, order: Order): Promise<void> {
  const actor = actorOf(req)
  if (actor.kind === 'system' || actor.role === 'ADMIN') return
  const { content } = await workflowRelease(req, idOf(order.workflow))
  if (order.status === initialState(content)) return
  throw refused({
    code: 'wrong_state',
    message: `Order ${order.orderNumber} is ${order.status}: only an Admin may still change it.`,
  })
}

async function judgePoNumber(req: PayloadRequest, order: Order, poNumber: string): Promise<void> {
  const taken = await takenNumbers(req, { poNumber, buildNumbers: [], exceptOrder: order.id })
  if (taken.poNumber === null) return
  throw refused({
    code: 'duplicate_po_number',
    field: 'poNumber',
    message: `PO number ${poNumber} is already on order ${taken.poNumber}.`,
  })
}

async function nameOfCustomer(req: PayloadRequest, id: string): Promise<string> {
  const [customer] = await rowsOf<{ name: string }>(
    req,
    sql`select company_name as name from customers where id = ${id}`,
  )
  if (customer) return customer.name
  throw refused({
    code: 'invalid_value',
    field: 'customer',
    message: 'This customer does not exist. Choose another one.',
  })
}

/**
 * Brings the builds in line with what was edited on their order, in the same transaction. Answers the
 * order as it stands then: new bills of materials may have changed its cost and with it its revision.
 */
export async function followOrderChange(
  req: PayloadRequest,
  before: Order,
  after: Order,
): Promise<Order> {
  await rowsOf(
    req,
    sql`update builds set customer_name = ${after.customerName ?? null}, project_name = ${after.projectName ?? null},
               rev = rev + 1, updated_at = now()
        where order_id = ${after.id}
          and (customer_name, project_name) is distinct from (${after.customerName ?? null}, ${after.projectName ?? null})`,
  )
  if (before.language === after.language) return after

  const { content } = await workflowRelease(req, idOf(after.workflow))
  const initial = initialState(content)
  // what is held keeps its place: it goes on from here with the paper of its new language
  const pending = await rowsOf<{ id: string }>(
    req,
    sql`select id from builds
        where order_id = ${after.id}
          and (status = ${initial} or (status = ${content.hold.state} and held_from = ${initial}))
        order by position`,
  )
  for (const { id } of pending) await renewBom(req, id)
  await refreshStanding(req, after.id)
  const [standing] = await rowsOf<Pick<Order, 'rev' | 'stage' | 'totalCost'>>(
    req,
    sql`select rev::int as rev, stage, total_cost::float8 as "totalCost" from orders where id = ${after.id}`,
  )
  return { ...after, ...standing }
}
