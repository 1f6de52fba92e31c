import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { DatabaseAdapterObj } from 'payload'

type Session = PostgresAdapter['sessions'][string]

/** The transaction ended before its owner committed it: a nested failure was swallowed somewhere. */
export class TransactionEnded extends Error {
  constructor() {
    super('The transaction had already ended when it was to be committed: nothing was stored.')
  }
}

const ROLLED_BACK = new Error('rolled back on request')

/**
 * Makes a PostgreSQL adapter tell the truth about transactions (architecture 5.3, traps 2 and 25).
 * The adapter's own commit swallows a failing COMMIT and passes over a transaction that a nested
 * failure has ended, so that a caller reads 201 and nothing is stored. Here both throw.
 */
export const honest = (
  inner: DatabaseAdapterObj<PostgresAdapter>,
): DatabaseAdapterObj<PostgresAdapter> => ({
  ...inner,
  init: (args) => {
    const adapter = inner.init(args)
    adapter.beginTransaction = async (options) => {
      await adapter.initializing
      const id = randomUUID()
      adapter.sessions[id] = await begin(adapter, options)
      return id
    }
    adapter.commitTransaction = async (id) => {
      const session = take(adapter, await id)
      if (!session) throw new TransactionEnded()
      await session.resolve()
    }
    adapter.rollbackTransaction = async (id) => {
      await take(adapter, await id)?.reject()
    }
    return adapter
  },
})

/** Removes the session first, so that nothing can join a transaction that is being settled. */
function take(adapter: PostgresAdapter, id: unknown): Session | undefined {
  const key = String(id)
  const session = adapter.sessions[key]
  delete adapter.sessions[key]
  return session
}

/** Opens drizzle's own `transaction(...)` and holds it open until it is resolved or rejected. */
function begin(
  adapter: PostgresAdapter,
  options: Parameters<PostgresAdapter['beginTransaction']>[0],
): Promise<Session> {
  return new Promise((opened, failed) => {
    const done = adapter.drizzle.transaction(
      (db) =>
        new Promise<void>((commit, rollback) => {
          opened({
            db,
            resolve: async () => {
              // COMMIT of a transaction that a failed statement has spoilt answers ROLLBACK without
              // an error; any statement before it does not.
              await db.execute(sql`select`).then(() => commit(), rollback)
              await done
            },
            reject: async () => {
              rollback(ROLLED_BACK)
              await done.catch(() => undefined)
            },
          })
        }),
      options ?? undefined,
    )
    done.catch(failed)
  })
}
