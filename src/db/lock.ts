import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { transactionOf } from './transaction'

/**
 * Locks one row of the request's transaction until it ends, against every other writer but not against
 * rows that point at it. Waits for whoever holds it. Answers whether the row exists.
 */
export async function lockRow(req: PayloadRequest, table: string, id: string): Promise<boolean> {
  const transaction = await transactionOf(req)
  const { rows } = await transaction.execute(
    sql`select 1 from ${sql.identifier(table)} where id = ${id} for no key update`,
  )
  return rows.length > 0
}

/** The same for the row of a table that has one, such as that of a global. */
export async function lockOnlyRow(req: PayloadRequest, table: string): Promise<void> {
  const transaction = await transactionOf(req)
  await transaction.execute(sql`select 1 from ${sql.identifier(table)} for no key update`)
}

/** The same for several rows, locked in the order of their ids so that two callers cannot cross. */
export async function lockRows(
  req: PayloadRequest,
  table: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const transaction = await transactionOf(req)
  await transaction.execute(
    sql`select 1 from ${sql.identifier(table)} where id = any(${sql.param([...ids])}::uuid[])
        order by id for no key update`,
  )
}

/** The id that a column of a row holds, read without a lock; undefined without row or value. */
export async function pointerOf(
  req: PayloadRequest,
  table: string,
  column: string,
  id: string,
): Promise<string | undefined> {
  const transaction = await transactionOf(req)
  const { rows } = await transaction.execute<{ target: string | null }>(
    sql`select ${sql.identifier(column)} as target from ${sql.identifier(table)} where id = ${id}`,
  )
  return rows[0]?.target ?? undefined
}

/**
 * The house order of locks (architecture 5.9): an order, then its builds by id. Commands about one
 * build begin here. Answers the order's id, or undefined when there is no such build.
 */
export async function lockOrderOfBuild(
  req: PayloadRequest,
  buildId: string,
): Promise<string | undefined> {
  const orderId = await pointerOf(req, 'builds', 'order_id', buildId)
  if (orderId === undefined) return undefined
  await lockRow(req, 'orders', orderId)
  await lockRow(req, 'builds', buildId)
  return orderId
}

/** Locks an order and all of its builds by id, for steps of the whole order. */
export async function lockOrderWithBuilds(req: PayloadRequest, orderId: string): Promise<boolean> {
  if (!(await lockRow(req, 'orders', orderId))) return false
  const transaction = await transactionOf(req)
  await transaction.execute(
    sql`select 1 from builds where order_id = ${orderId} order by id for no key update`,
  )
  return true
}

/**
 * Lets one transaction at a time store a document of this title, ignoring case, with these records: their
 * ids, always in the same order, null where there is none of a kind.
 */
export async function lockDocumentTitle(
  req: PayloadRequest,
  title: string,
  records: readonly (string | null)[],
): Promise<void> {
  const transaction = await transactionOf(req)
  const place = records.map((id) => id?.toLowerCase() ?? '-').join(' ')
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('document ' || ${place} || ' ' || lower(btrim(${title})), 0))`,
  )
}

/** Lets one transaction at a time put substitutions into force: each is judged beside all others. */
export async function lockSubstitutions(req: PayloadRequest): Promise<void> {
  const transaction = await transactionOf(req)
  await transaction.execute(sql`select pg_advisory_xact_lock(hashtextextended('substitutions', 0))`)
}

/**
 * Lets one transaction at a time make a customer of this name, ignoring case. Taken before any row of an
 * order is written, so that whoever waits here holds nothing that the other one needs.
 */
export async function lockCustomerName(req: PayloadRequest, name: string): Promise<void> {
  const transaction = await transactionOf(req)
  await transaction.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('customer ' || lower(${name}), 0))`,
  )
}
