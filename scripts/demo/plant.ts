import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { inTransaction } from '../../src/db/transaction'
import { submissionSchema } from '../../src/domain/orders/entry'
import { parse } from '../../src/domain/parse'
import { systemRequest } from '../../src/services/actor'
import { recordAudit } from '../../src/services/audit'
import { decideBom } from '../../src/services/boms/decide'
import { importCatalogue, readDeliveryFolder } from '../../src/services/catalogue/import'
import { orThrow } from '../../src/services/http'
import { moveOrder } from '../../src/services/orders/move'
import { submitOrder, type SubmittedOrder } from '../../src/services/orders/submit'
import { settingsOf, todayIn } from '../../src/services/settings'
import { confirmSigner } from '../../src/services/signatures'
import extras from './catalog/extras.json'
import { deliver, driveFloor, type FloorTarget, type People } from './floor'
import {
  DEMO_CUSTOMERS,
  DEMO_ORDERS,
  DEMO_PASSWORD,
  DEMO_SUPPLIERS,
  DEMO_USERS,
  type DemoOrder,
} from './people'

/** Under this name the trail says that a load began and, once, that it is complete. */
const MARK = { action: 'import', resource: 'demo-plant' } as const
const BEGUN = 'begun'
const CATALOGUE = path.join(path.dirname(fileURLToPath(import.meta.url)), 'catalog')

export type Say = (line: string) => void

/** Makes the demo sign-ins that do not exist yet. */
export async function loadDemoUsers(payload: Payload): Promise<void> {
  const req = await systemRequest(payload)
  for (const user of DEMO_USERS) {
    const known = await payload.count({
      collection: 'users',
      where: { email: { equals: user.email } },
      req,
    })
    if (known.totalDocs > 0) continue
    await payload.create({
      collection: 'users',
      data: { ...user, password: DEMO_PASSWORD, kind: 'HUMAN', isActive: true },
      depth: 0,
      req,
    })
  }
}

/**
 * Loads the demo plant into a database that nobody uses yet: sign-ins, catalogue, costs, stock,
 * customers and thirty orders, each driven to its state by the people who would do it. A load that was
 * interrupted is continued; one that is complete, and a plant with people, goods or orders of its own,
 * is left alone.
 */
export async function loadDemoPlant(payload: Payload, say: Say): Promise<void> {
  const standing = await standingOf(payload)
  if (standing === 'not ours') return
  const system = await systemRequest(payload)
  if (standing === 'empty') await recordAudit(system, { ...MARK, resourceId: BEGUN })
  await loadDemoUsers(payload)

  say('catalogue')
  await importCatalogue(system, orThrow(await readDeliveryFolder(CATALOGUE)))
  say('costs and stock')
  await inTransaction(system, () => applyExtras(system))

  say('suppliers')
  await loadSuppliers(payload)

  const people = await peopleOf(payload)
  for (const [index, order] of DEMO_ORDERS.entries()) {
    say(`orders (${index + 1} of ${DEMO_ORDERS.length})`)
    await loadOrder(people, order)
  }
  await recordAudit(await systemRequest(payload), {
    ...MARK,
    after: { orders: DEMO_ORDERS.length },
  })
}

async function standingOf(payload: Payload): Promise<'empty' | 'begun' | 'not ours'> {
  const req = await systemRequest(payload)
  const { docs: marks } = await payload.find({
    collection: 'audit-events',
    where: { action: { equals: MARK.action }, resource: { equals: MARK.resource } },
    depth: 0,
    select: { resourceId: true },
    req,
  })
  const isComplete = marks.some(({ resourceId }) => resourceId !== BEGUN)
  const strangers = await payload.count({
    collection: 'users',
    where: { email: { not_in: DEMO_USERS.map(({ email }) => email) } },
    req,
  })
  if (isComplete || strangers.totalDocs > 0) return 'not ours'
  if (marks.length > 0) return 'begun'
  for (const collection of ['parts', 'assemblies', 'orders'] as const) {
    const { totalDocs } = await payload.count({ collection, req })
    if (totalDocs > 0) return 'not ours'
  }
  return 'empty'
}

type Extra = {
  cost?: number
  onHand?: number
  reorderLevel?: number
  legacyCode?: string
  description?: string
  outside?: boolean
  critical?: boolean
}

const EXTRAS: { parts: Record<string, Extra>; assemblies: Record<string, Extra> } = extras

/** Costs, flags and opening stock; an item that already has its stock keeps it. */
async function applyExtras(req: PayloadRequest): Promise<void> {
  for (const collection of ['parts', 'assemblies'] as const) {
    const { docs } = await req.payload.find({
      collection,
      where: { partNumber: { in: Object.keys(EXTRAS[collection]) } },
      depth: 0,
      pagination: false,
      limit: 0,
      select: { partNumber: true, quantityOnHand: true },
      req,
    })
    for (const { id, partNumber, quantityOnHand } of docs) {
      const extra = EXTRAS[collection][partNumber] ?? {}
      await req.payload.update({
        collection,
        id,
        data: {
          cost: extra.cost ?? null,
          reorderLevel: extra.reorderLevel ?? null,
          legacyCode: extra.legacyCode ?? null,
          description: extra.description ?? null,
          isOutside: extra.outside ?? false,
          isCritical: extra.critical ?? false,
        },
        depth: 0,
        req,
      })
      if (!extra.onHand || quantityOnHand > 0) continue
      await req.payload.create({
        collection: 'stock-movements',
        data: {
          kind: 'RECEIPT',
          quantity: extra.onHand,
          location: 'MAIN',
          reason: 'Opening stock',
          ...(collection === 'parts' ? { part: id } : { assembly: id }),
        },
        depth: 0,
        req,
      })
    }
  }
}

async function loadSuppliers(payload: Payload): Promise<void> {
  for (const supplier of DEMO_SUPPLIERS) {
    const req = await systemRequest(payload)
    const known = await payload.count({
      collection: 'suppliers',
      where: { name: { equals: supplier.name } },
      req,
    })
    if (known.totalDocs > 0) continue
    await payload.create({ collection: 'suppliers', data: { ...supplier, rev: 1 }, depth: 0, req })
  }
}

/** A fresh request in the name of the first demo person of a role. */
async function peopleOf(payload: Payload): Promise<People> {
  const req = await systemRequest(payload)
  const { docs } = await payload.find({
    collection: 'users',
    where: { email: { in: DEMO_USERS.map(({ email }) => email) } },
    depth: 0,
    limit: DEMO_USERS.length,
    sort: 'email',
    req,
  })
  return (role) => {
    const user = docs.find((one) => one.role === role)
    if (!user) throw new Error(`The demo plant has no ${role}.`)
    return createLocalReq({ user: { ...user, collection: 'users' } }, payload)
  }
}

async function loadOrder(people: People, order: DemoOrder): Promise<void> {
  const coordinator = await people('PRODUCTION_COORDINATOR')
  const known = await coordinator.payload.count({
    collection: 'orders',
    where: { poNumber: { equals: order.poNumber } },
    req: coordinator,
  })
  if (known.totalDocs > 0) return

  const { timeZone } = await settingsOf(coordinator)
  const { target, customer, wantInDays, ...rest } = order
  const submission = orThrow(
    parse(submissionSchema(todayIn(timeZone)), {
      ...rest,
      customer: DEMO_CUSTOMERS[customer],
      wantDate: todayIn(timeZone, new Date(Date.now() + wantInDays * 86_400_000)),
    }),
  )
  const submitted = await inTransaction(coordinator, () => submitOrder(coordinator, submission))
  await drive(people, submitted, target)
}

async function drive(
  people: People,
  { order, builds }: SubmittedOrder,
  target: DemoOrder['target'],
): Promise<void> {
  const move = async (to: string, note: string, holdClass: HoldClassOf<typeof target> = null) => {
    const req = await people('PRODUCTION_COORDINATOR')
    await inTransaction(req, () => moveOrder(req, order.id, { to, note, holdClass }))
  }
  switch (target.state) {
    case 'PENDING_APPROVAL':
      return
    case 'REJECTED':
      return decideAll(people, builds, 'REJECTED', target.reason)
    case 'APPROVED':
      return decideAll(people, builds, 'APPROVED', null)
    case 'PRE_QC':
      await decideAll(people, builds, 'APPROVED', null)
      return arrive(people, builds)
    case 'PRE_QC_FAILED':
    case 'CLAIMABLE':
    case 'IN_PRODUCTION':
    case 'FINAL_QC':
    case 'QC_COMPLETE':
    case 'DELIVERED':
      await decideAll(people, builds, 'APPROVED', null)
      await arrive(people, builds)
      return floor(people, order.id, builds, target.state)
    case 'ON_HOLD':
      return move('ON_HOLD', target.reason, target.holdClass)
    case 'CANCELLED':
      return move('CANCELLED', target.reason)
    case 'DRAFT_BOM_REGENERATED': {
      const [first] = builds
      const req = await people('PRODUCTION_COORDINATOR')
      if (!first) return
      await req.payload.update({
        collection: 'builds',
        id: first.id,
        data: { configuration: { ...target.revised } },
        depth: 0,
        overrideAccess: false,
        req,
      })
    }
  }
}

async function floor(
  people: People,
  order: string,
  builds: SubmittedOrder['builds'],
  target: FloorTarget,
): Promise<void> {
  for (const { id } of builds) {
    await driveFloor(people, id, target === 'DELIVERED' ? 'QC_COMPLETE' : target)
  }
  if (target !== 'DELIVERED') return
  const { timeZone } = await settingsOf(await people('PRODUCTION_COORDINATOR'))
  await deliver(
    people,
    order,
    builds.map(({ id }) => id),
    todayIn(timeZone),
  )
}

type HoldClassOf<Target> =
  Extract<Target, { holdClass: unknown }> extends { holdClass: infer Class } ? Class | null : null

/** Procurement signs each BOM with the password, as anybody else would. */
async function decideAll(
  people: People,
  builds: SubmittedOrder['builds'],
  outcome: 'APPROVED' | 'REJECTED',
  note: string | null,
): Promise<void> {
  for (const { bom } of builds) {
    const req = await people('PROCUREMENT')
    const signer = await confirmSigner(req, DEMO_PASSWORD)
    await inTransaction(req, () =>
      decideBom(req, bom.id, outcome, { signer, meaning: undefined, note }),
    )
  }
}

/** Procurement confirms that the body has arrived, which brings the build to Pre-QC. */
async function arrive(people: People, builds: SubmittedOrder['builds']): Promise<void> {
  for (const { id } of builds) {
    const req = await people('PROCUREMENT')
    await req.payload.update({
      collection: 'builds',
      id,
      data: { status: 'PRE_QC', statusNote: 'Body arrived' },
      depth: 0,
      overrideAccess: false,
      req,
    })
  }
}
