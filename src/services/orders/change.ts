import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { Order } from '../../payload-types'
import { rowsOf } from '../../db/rows'
import { CHANGE_REASON_LABEL, orderDataSchema } from '../../domain/orders/entry'
import { parse } from '../../domain/parse'
import type { Refusal } from '../../domain/refusal'
import {
  initialState,
  isReleased,
  stateLabel,
  type WorkflowDefinition,
} from '../../domain/workflow/definition'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { actorOf } from '../actor'
import { recordAudit } from '../audit'
import { renewBom } from '../boms/generate'
import { refreshStanding } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { renewDrafts } from '../quality/reconcile'
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
 * state (BR-001). A status is never written here: it follows the builds. Throws refusals, every fault of the values
 * at once.
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
  const live = await liveBuildsOf(req, before.id, content)
  const underWay = live.filter(hasLeftInitial(content))
  judgeState(req, before, content, underWay)

  const schemas = orderDataSchema(todayIn((await settingsOf(req)).timeZone)).shape
  const stored: Partial<Order> = {}
  const faults: Refusal[] = []
  for (const field of changed) {
    const read = parse(
      schemas[field].transform((value) => ({ [field]: value })),
      after[field],
      field,
    )
    if (read.ok) Object.assign(stored, read.value)
    else faults.push(...read.refusals)
  }
  if (stored.language !== undefined && stored.language !== before.language) {
    faults.push(...languageFaults(content, underWay, after.changeReason))
  }
  if (stored.poNumber !== undefined && stored.poNumber !== before.poNumber) {
    faults.push(...releasedPoNumberFaults(content, live))
    faults.push(...(await poNumberFaults(req, before, stored.poNumber)))
  }
  if (isNewCustomer) {
    if (after.customer) {
      const customer = await storedCustomer(req, idOf(after.customer))
      if (customer.ok) stored.customerName = customer.value.companyName
      else faults.push(...customer.refusals)
    } else {
      faults.push({
        code: 'required',
        field: 'customer',
        message: 'Choose the customer of this order.',
      })
    }
  }
  const [first, ...rest] = faults
  if (first) throw refused(first, ...rest)
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
      message: `Order ${orderNumber} is ${stateLabel(definition, status)}: only an Admin may still change it.`,
    })
  }
  if (underWay.length > 0) {
    throw refused({
      code: 'wrong_state',
      message: `Order ${orderNumber} is the order of builds that have left ${stateLabel(definition, initial)}: ${inWords(definition, underWay)}. Only an Admin may still change it.`,
      details: { builds: underWay.map(({ buildNumber }) => buildNumber) },
    })
  }
}

/** Another language is another manual in every bill (handbook R20): not in one that was released. */
function languageFaults(
  definition: WorkflowDefinition,
  underWay: readonly LiveBuild[],
  reason: unknown,
): Refusal[] {
  const released = underWay.filter(({ status, heldFrom }) =>
    isReleased(definition, status, heldFrom),
  )
  if (released.length > 0) {
    return [
      {
        code: 'wrong_state',
        field: 'language',
        message: `What was inspected and released keeps its language: ${inWords(definition, released)}. An Admin has to move it back by override first.`,
        details: { builds: released.map(({ buildNumber }) => buildNumber) },
      },
    ]
  }
  if (underWay.length === 0 || reasonIn(reason).length >= REASON_LENGTH.min) return []
  const initial = stateLabel(definition, initialState(definition))
  return [
    {
      code: 'reason_missing',
      field: 'changeReason',
      message: `Say in "${CHANGE_REASON_LABEL}" why builds that left ${initial} get another language: ${inWords(definition, underWay)}. Their bills of materials are made anew and have to be approved again.`,
      details: { builds: underWay.map(({ buildNumber }) => buildNumber) },
    },
  ]
}

const reasonIn = (reason: unknown): string => (typeof reason === 'string' ? reason.trim() : '')

const inWords = (definition: WorkflowDefinition, builds: readonly LiveBuild[]): string =>
  builds
    .map(({ buildNumber, status }) => `${buildNumber} (${stateLabel(definition, status)})`)
    .join(', ')

/** The papers of an order whose builds are all released have left the house with its PO number on them. */
function releasedPoNumberFaults(
  definition: WorkflowDefinition,
  live: readonly LiveBuild[],
): Refusal[] {
  const isOut = live.every(({ status, heldFrom }) => isReleased(definition, status, heldFrom))
  if (live.length === 0 || !isOut) return []
  return [
    {
      code: 'wrong_state',
      field: 'poNumber',
      message: `What was inspected and released keeps its PO number, which its papers name: ${inWords(definition, live)}. An Admin has to move a build back by override first.`,
      details: { builds: live.map(({ buildNumber }) => buildNumber) },
    },
  ]
}

async function poNumberFaults(
  req: PayloadRequest,
  order: Order,
  poNumber: string,
): Promise<Refusal[]> {
  const taken = await takenNumbers(req, { poNumber, buildNumbers: [], exceptOrder: order.id })
  if (taken.poNumber === null) return []
  return [
    {
      code: 'duplicate_po_number',
      field: 'poNumber',
      message: `PO number ${poNumber} is already on order ${taken.poNumber}.`,
    },
  ]
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
    await renewDrafts(req, build.id)
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
