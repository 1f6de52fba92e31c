import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { Order } from '../../payload-types'
import { rowsOf } from '../../db/rows'
import { orderDataSchema } from '../../domain/orders/entry'
import { parse } from '../../domain/parse'
import { initialState, isReleased, type WorkflowDefinition } from '../../domain/workflow/definition'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { actorOf } from '../actor'
import { recordAudit } from '../audit'
import { renewBom } from '../boms/generate'
import { refreshStanding } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { settingsOf, todayIn } from '../settings'
import { hasLeftInitial, liveBuildsOf, type LiveBuild } from './liveBuilds'
import { takenNumbers } from './numbers'
import { storedCustomer } from './storedCustomer'

const TEXTS = ['projectName', 'salesPerson', 'specialInstructions', 'notes'] as const
const EDITABLE = ['poNumber', 'wantDate', 'language', 'priority', ...TEXTS] as const

/**
 * Judges an edit of an order's own data and answers it in its stored form (handbook 4.6). The data are
 * those of all its builds, so they close to the Coordinator with the first build that leaves the initial
 * state (BR-001). A status is never written here: it follows the builds. Throws refusals.
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
  const { content } = await workflowRelease(req, idOf(before.workflow))
  const underWay = (await liveBuildsOf(req, before.id, content)).filter(hasLeftInitial(content))
  judgeState(req, before, content, underWay)

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
  if (stored.language !== undefined && stored.language !== before.language) {
    judgeLanguage(content, underWay, after.changeReason)
  }
  if (stored.poNumber !== undefined) await judgePoNumber(req, before, stored.poNumber)
  if (isNewCustomer) {
    if (!after.customer) {
      throw refused({
        code: 'required',
        field: 'customer',
        message: 'Choose the customer of this order.',
      })
    }
    stored.customerName = orThrow(await storedCustomer(req, idOf(after.customer))).companyName
  }
  return stored
}

function judgeState(
  req: PayloadRequest,
  { orderNumber, status }: Order,
  definition: WorkflowDefinition,
  underWay: readonly LiveBuild[],
): void {
  const actor = actorOf(req)
  if (actor.kind === 'system' || actor.role === 'ADMIN') return
  const initial = initialState(definition)
  if (status !== initial) {
    throw refused({
      code: 'wrong_state',
      message: `Order ${orderNumber} is ${status}: only an Admin may still change it.`,
    })
  }
  if (underWay.length > 0) {
    throw refused({
      code: 'wrong_state',
      message: `Order ${orderNumber} is the order of builds that have left ${initial}: ${inWords(underWay)}. Only an Admin may still change it.`,
      details: { builds: underWay.map(({ buildNumber }) => buildNumber) },
    })
  }
}

/** Another language is another manual in every bill (handbook R20): not in one that was released. */
function judgeLanguage(
  definition: WorkflowDefinition,
  underWay: readonly LiveBuild[],
  reason: unknown,
): void {
  const released = underWay.filter(({ status, heldFrom }) =>
    isReleased(definition, status, heldFrom),
  )
  if (released.length > 0) {
    throw refused({
      code: 'wrong_state',
      field: 'language',
      message: `What was inspected and released keeps its language: ${inWords(released)}. An Admin has to move it back by override first.`,
      details: { builds: released.map(({ buildNumber }) => buildNumber) },
    })
  }
  if (underWay.length > 0 && reasonIn(reason).length < REASON_LENGTH.min) {
    throw refused({
      code: 'reason_missing',
      field: 'changeReason',
      message: `Say in changeReason why builds that left ${initialState(definition)} get another language: ${inWords(underWay)}. Their bills of materials are made anew and have to be approved again.`,
      details: { builds: underWay.map(({ buildNumber }) => buildNumber) },
    })
  }
}

const reasonIn = (reason: unknown): string => (typeof reason === 'string' ? reason.trim() : '')

const inWords = (builds: readonly LiveBuild[]): string =>
  builds.map(({ buildNumber, status }) => `${buildNumber} (${status})`).join(', ')

async function judgePoNumber(req: PayloadRequest, order: Order, poNumber: string): Promise<void> {
  const taken = await takenNumbers(req, { poNumber, buildNumbers: [], exceptOrder: order.id })
  if (taken.poNumber === null) return
  throw refused({
    code: 'duplicate_po_number',
    field: 'poNumber',
    message: `PO number ${poNumber} is already on order ${taken.poNumber}.`,
  })
}

/**
 * Brings the builds in line with what was edited on their order, in the same transaction. Answers the
 * order as it stands then: new bills of materials may have changed its cost and with it its revision.
 * @param reason why, where a build that has left the initial state gets another language
 */
export async function followOrderChange(
  req: PayloadRequest,
  before: Order,
  after: Order,
  reason: unknown,
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
  const isUnderWay = hasLeftInitial(content)
  for (const build of await liveBuildsOf(req, after.id, content)) {
    if (isUnderWay(build)) await noteReason(req, build, reasonIn(reason))
    await renewBom(req, build.id)
  }
  await refreshStanding(req, after.id)
  const [standing] = await rowsOf<Pick<Order, 'rev' | 'stage' | 'totalCost'>>(
    req,
    sql`select rev::int as rev, stage, total_cost::float8 as "totalCost" from orders where id = ${after.id}`,
  )
  return { ...after, ...standing }
}

/** The reason stays with the build, as that of any change after the initial state does. */
async function noteReason(req: PayloadRequest, build: LiveBuild, reason: string): Promise<void> {
  await rowsOf(req, sql`update builds set status_note = ${reason} where id = ${build.id}`)
  await recordAudit(req, {
    action: 'update',
    resource: 'builds',
    resourceId: build.id,
    before: { statusNote: build.statusNote },
    after: { statusNote: reason },
    reason,
  })
}
