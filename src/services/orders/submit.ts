import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { lockCustomerName } from '../../db/lock'
import { fieldsOf, insertRows, rowsOf } from '../../db/rows'
import { numberKey } from '../../domain/numbering'
import type { CustomerEntry, Submission } from '../../domain/orders/entry'
import { stageOf } from '../../domain/orders/stage'
import { allow, type Decision, type Refusal } from '../../domain/refusal'
import { decideEntry } from '../../domain/workflow/decide'
import { initialState } from '../../domain/workflow/definition'
import { entryFacts, NO_FACTS } from '../../domain/workflow/guards'
import { actorOf } from '../actor'
import { recordAudits, type AuditEntry } from '../audit'
import { makeCustomParts, writeBom, type WrittenBom } from '../boms/write'
import { writeHistory } from '../builds/history'
import { configure } from '../configurator'
import { closedFamily, lockDefaultWorkflow, lockPublishedFamilies } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { mintNumber } from '../mintNumber'
import { parametersOf, settingsOf } from '../settings'
import { takenNumbers } from './numbers'
import { storedCustomer, type StoredCustomer } from './storedCustomer'

export type SubmittedOrder = {
  order: { id: string; orderNumber: string; poNumber: string; status: string }
  builds: {
    id: string
    buildNumber: string
    bom: { id: string; version: number; lineCount: number }
  }[]
}

/**
 * Turns a whole wizard into an order: customer, order, builds, first BOM of each build, history and
 * audit, in the transaction of `req` (handbook T1, contract 4). The number is taken when everything
 * else is written, since all submits wait for one another from there on. Throws refusals: every fault of the input at once, or a PO or build
 * number that is taken (`duplicate_po_number`, `duplicate_build_number`).
 */
export async function submitOrder(req: PayloadRequest, input: Submission): Promise<SubmittedOrder> {
  const settings = await settingsOf(req)
  const workflow = await lockDefaultWorkflow(req)
  const families = await lockPublishedFamilies(req, [
    ...new Set(input.builds.map(({ family }) => family)),
  ])
  const faults = await numbersTaken(req, input)
  const chosen = await chosenCustomer(req, input.customer)
  if (!chosen.ok) faults.push(...chosen.refusals)
  const questions = input.builds.flatMap((build, index) => {
    const release = families.get(build.family)
    return release ? [{ ...build, content: release.content, at: `builds.${index}.` }] : []
  })
  for (const [index, { family }] of input.builds.entries())
    if (!families.has(family))
      faults.push(await closedFamily(req, family, `builds.${index}.family`))
  const configured = await configure(req, questions, {
    language: input.language,
    parameters: parametersOf(settings),
  })
  if (!configured.ok) faults.push(...configured.refusals)
  const [fault, ...others] = faults
  if (fault) throw refused(fault, ...others)
  const { boms: derived, catalogue } = orThrow(configured)

  const customer = await customerFor(req, orThrow(chosen))
  const entry = orThrow(
    decideEntry(workflow.content, {
      actor: actorOf(req),
      facts: entryFacts(input.poNumber, input.builds[0]?.buildNumber ?? ''),
    }),
  )

  const now = new Date()
  const status = initialState(workflow.content)
  const stage = stageOf(workflow.content, status, NO_FACTS)
  const id = uuidv7()
  const unnumbered = {
    id,
    order_number: id,
    po_number: input.poNumber,
    customer_id: customer.id,
    customer_name: customer.companyName,
    project_name: input.projectName,
    sales_person: input.salesPerson,
    want_date: input.wantDate,
    language: input.language,
    priority: input.priority,
    special_instructions: input.specialInstructions,
    notes: input.notes,
    status,
    stage,
    is_held: false,
    workflow_id: workflow.id,
    created_by_id: req.user?.id ?? null,
    rev: 1,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
  }
  await insertRows(req, 'orders', [unnumbered])

  const acknowledged = new Set(input.acknowledged)
  const builds = derived.flatMap((bom, index) => {
    const asked = input.builds[index]
    const release = asked && families.get(asked.family)
    if (!asked || !release) return []
    const row = {
      id: uuidv7(),
      order_id: id,
      position: index,
      build_number: asked.buildNumber,
      family: asked.family,
      release_id: release.id,
      workflow_id: workflow.id,
      configuration: bom.configuration,
      accessories: bom.accessories,
      warnings: bom.warnings.map((warning) => ({
        ...warning,
        acknowledged: acknowledged.has(warning.id) || acknowledged.has(warning.code),
      })),
      status,
      stage,
      is_overridden: false,
      status_since: now.toISOString(),
      customer_name: customer.companyName,
      project_name: input.projectName,
      rev: 1,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    }
    return [{ row, bom, release }]
  })
  // In one order everywhere: two submits of the same numbers wait in line, never in a circle.
  await insertRows(
    req,
    'builds',
    builds
      .map(({ row }) => row)
      .sort((a, b) => (numberKey(a.build_number) < numberKey(b.build_number) ? -1 : 1)),
  )

  await makeCustomParts(
    req,
    derived.flatMap(({ customParts }) => customParts),
  )
  const boms: WrittenBom[] = []
  for (const { row, bom, release } of builds) {
    const draft = {
      build: { id: row.id, buildNumber: row.build_number },
      release,
      language: input.language,
      derived: bom,
      catalogue,
    }
    boms.push(await writeBom(req, draft, 'PENDING_APPROVAL'))
  }
  await writeHistory(
    req,
    builds.map(({ row }) => ({
      order: id,
      build: row.id,
      from: null,
      to: status,
      transition: entry.id,
      note: null,
      isOverride: false,
      bySignature: false,
      since: null,
    })),
  )
  await moveDocuments(req, id, input)
  const orderNumber = await numberOrder(req, id)
  await recordAudits(req, [
    {
      action: 'create',
      resource: 'orders',
      resourceId: id,
      after: fieldsOf({ ...unnumbered, order_number: orderNumber }),
    },
    ...builds.map(({ row }): AuditEntry => ({
      action: 'create',
      resource: 'builds',
      resourceId: row.id,
      after: fieldsOf(row),
    })),
  ])

  return {
    order: { id, orderNumber, poNumber: input.poNumber, status },
    builds: builds.flatMap(({ row }, index) => {
      const bom = boms[index]
      if (!bom) return []
      const { id, version, lineCount } = bom
      return [{ id: row.id, buildNumber: row.build_number, bom: { id, version, lineCount } }]
    }),
  }
}

async function numbersTaken(req: PayloadRequest, input: Submission): Promise<Refusal[]> {
  const buildNumbers = input.builds.map(({ buildNumber }) => buildNumber)
  const taken = await takenNumbers(req, { poNumber: input.poNumber, buildNumbers })
  const faults: Refusal[] = []
  if (taken.poNumber) {
    faults.push({
      code: 'duplicate_po_number',
      field: 'poNumber',
      message: `PO number ${input.poNumber} is already on order ${taken.poNumber}.`,
    })
  }
  buildNumbers.forEach((number, index) => {
    if (!taken.buildNumbers.has(number)) return
    faults.push({
      code: 'duplicate_build_number',
      field: `builds.${index}.buildNumber`,
      message: `Build number ${number} is taken. Choose another one.`,
    })
  })
  return faults
}

/** A customer named by its id is judged as one that is entered. */
const chosenCustomer = async (
  req: PayloadRequest,
  customer: string | CustomerEntry,
): Promise<Decision<StoredCustomer | CustomerEntry>> =>
  typeof customer === 'string' ? storedCustomer(req, customer) : allow(customer)

/** The customer that was named, one with the same name and address, or a new one (contract 4). */
async function customerFor(
  req: PayloadRequest,
  customer: StoredCustomer | CustomerEntry,
): Promise<StoredCustomer> {
  if ('id' in customer) return customer
  const known = await sameCustomer(req, customer)
  if (known) return known
  // whoever waited here for a parallel submit finds the customer that it has made
  await lockCustomerName(req, customer.companyName)
  return (await sameCustomer(req, customer)) ?? newCustomer(req, customer)
}

/** The oldest customer of this name and address, ignoring case. */
async function sameCustomer(
  req: PayloadRequest,
  { companyName, shippingAddress: address }: CustomerEntry,
): Promise<StoredCustomer | undefined> {
  const [same] = await rowsOf<StoredCustomer>(
    req,
    sql`select id, company_name as "companyName" from customers
        where lower(company_name) = lower(${companyName})
          and lower(shipping_address_line1) = lower(${address.line1})
          and lower(coalesce(shipping_address_line2, '')) = lower(${address.line2 ?? ''})
          and lower(shipping_address_city) = lower(${address.city})
          and lower(shipping_address_region) = lower(${address.region})
          and lower(shipping_address_postal_code) = lower(${address.postalCode})
          and lower(shipping_address_country) = lower(${address.country})
        order by created_at limit 1`,
  )
  return same
}

async function newCustomer(req: PayloadRequest, customer: CustomerEntry): Promise<StoredCustomer> {
  const { shippingAddress: address } = customer
  const row = {
    id: uuidv7(),
    company_name: customer.companyName,
    contact_name: customer.contactName,
    email: customer.email,
    phone: customer.phone,
    shipping_address_line1: address.line1,
    shipping_address_line2: address.line2,
    shipping_address_city: address.city,
    shipping_address_region: address.region,
    shipping_address_postal_code: address.postalCode,
    shipping_address_country: address.country,
    rev: 1,
    created_at: new Date().toISOString(),
    updated_at: new Date().toISOString(),
  }
  await insertRows(req, 'customers', [row])
  await recordAudits(req, [
    { action: 'create', resource: 'customers', resourceId: row.id, after: customer },
  ])
  return { id: row.id, companyName: row.company_name }
}

/** Gives a written order its number, and the sum of its builds' active BOMs as its internal cost. */
async function numberOrder(req: PayloadRequest, id: string): Promise<string> {
  const orderNumber = await mintNumber(req, 'TOR')
  await rowsOf(
    req,
    sql`update orders set order_number = ${orderNumber}, total_cost = (
          select sum(m.total_cost) from builds b join boms m on m.build_id = b.id and m.is_active
          where b.order_id = ${id}
        ) where id = ${id}`,
  )
  return orderNumber
}

/** Files named by the submit, or uploaded to its draft, move to the order; the draft is removed. */
async function moveDocuments(
  req: PayloadRequest,
  orderId: string,
  { documents, draft }: Submission,
): Promise<void> {
  const me = req.user?.id ?? null
  if (draft) {
    const [own] = await rowsOf<{ id: string }>(
      req,
      sql`select id from order_drafts where id = ${draft} and created_by_id = ${me} for update`,
    )
    if (!own) {
      throw refused({
        code: 'invalid_value',
        field: 'draft',
        message: 'This draft no longer exists: it was submitted or deleted.',
      })
    }
  }
  if (documents.length > 0 || draft) {
    const moved = await rowsOf<{ id: string; draft: string | null }>(
      req,
      sql`with found as (
            select id, draft_id from documents
            where order_id is null and build_id is null and part_id is null and assembly_id is null
              and approved_at is null and created_by_id = ${me}
              and (id = any(${sql.param(documents)}::uuid[]) or draft_id = ${draft ?? null}::uuid)
            for update
          )
          update documents d set order_id = ${orderId}, draft_id = null, of_draft = false, updated_at = now()
          from found where d.id = found.id returning d.id, found.draft_id as draft`,
    )
    const found = new Set(moved.map(({ id }) => id))
    const missing = documents.findIndex((id) => !found.has(id))
    if (missing >= 0) {
      throw refused({
        code: 'invalid_value',
        field: `documents.${missing}`,
        message:
          'This document does not exist, is not yours or is filed with another record already.',
      })
    }
    await recordAudits(
      req,
      moved.map((document) => ({
        action: 'update',
        resource: 'documents',
        resourceId: document.id,
        before: { order: null, draft: document.draft },
        after: { order: orderId, draft: null },
      })),
    )
  }
  if (draft) {
    await rowsOf(req, sql`delete from order_drafts where id = ${draft}`)
    await recordAudits(req, [{ action: 'delete', resource: 'order-drafts', resourceId: draft }])
  }
}
