import type { NodePgDatabase } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type { PayloadRequest } from 'payload'
import { commitTransaction, initTransaction, killTransaction } from 'payload'

/** A drizzle connection: of the request's own transaction, or of the pool. */
export type Transaction = Pick<
  NodePgDatabase,
  'delete' | 'execute' | 'insert' | 'select' | 'update'
>

/**
 * Runs the work in one transaction (architecture 6.13): joins the one that is open on `req`, and never
 * closes what it did not open. A failure rolls everything back and is thrown on; a COMMIT that fails,
 * or a transaction that a swallowed nested failure has ended, throws too.
 */
export async function inTransaction<T>(req: PayloadRequest, work: () => Promise<T>): Promise<T> {
  const opened = await initTransaction(req)
  try {
    const result = await work()
    if (opened) await commitTransaction(req)
    return result
  } catch (error) {
    if (opened) await killTransaction(req)
    throw error
  }
}

/**
 * The request's open transaction. Throws when there is none: SQL that must commit or vanish with the
 * rest never falls back to a connection of its own.
 */
export async function transactionOf(req: PayloadRequest): Promise<Transaction> {
  const transaction = await openTransactionOf(req)
  if (!transaction) throw new Error('No transaction is open on this request.')
  return transaction
}

/** For reads: the request's transaction when one is open, else a connection of the pool. */
export async function connectionOf(req: PayloadRequest): Promise<Transaction> {
  return (await openTransactionOf(req)) ?? req.payload.db.drizzle
}

async function openTransactionOf(req: PayloadRequest): Promise<Transaction | undefined> {
  const id = await req.transactionID
  if (id === undefined || id === null) return undefined
  const session = req.payload.db.sessions?.[String(id)]
  if (!isTransaction(session?.db)) {
    throw new Error('The transaction of this request has already ended.')
  }
  return session.db
}

const isTransaction = (value: unknown): value is Transaction =>
  typeof value === 'object' && value !== null && 'execute' in value
