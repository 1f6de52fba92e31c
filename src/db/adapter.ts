import { postgresAdapter, type PostgresAdapter } from '@payloadcms/db-postgres'
import type { DatabaseAdapterObj } from 'payload'
import { applicationUrl } from './connection'
import { withDistinctJoins } from './distinctJoins'
import { honest } from './honestPostgres'
import { withSessionRows } from './sessionRows'

/**
 * The one database adapter: schema by migrations only, ids are uuidv7, transactions tell the truth,
 * and connections carry limits so that no statement or forgotten transaction can hold the house up.
 */
export const postgres = ({ migrationDir }: { migrationDir: string }) =>
  withSessionRows(
    honest(
      withDistinctJoins(
        listening(
          postgresAdapter({
            idType: 'uuidv7',
            push: false,
            migrationDir,
            disableCreateDatabase: true,
            pool: {
              connectionString: applicationUrl(process.env),
              max: 10,
              connectionTimeoutMillis: 15_000,
              statement_timeout: 60_000,
              idle_in_transaction_session_timeout: 60_000,
              application_name: 'torvan-workflow',
            },
          }),
        ),
      ),
    ),
  )

/**
 * Listens for connections that the server ends, idle or in the middle of a transaction. Without a
 * listener each is an uncaught exception that ends the process (stack 3); the pool replaces them, and
 * whoever used one hears of it by its next statement.
 */
function listening(
  inner: DatabaseAdapterObj<PostgresAdapter>,
): DatabaseAdapterObj<PostgresAdapter> {
  return {
    ...inner,
    init: (args) => {
      const adapter = inner.init(args)
      const connect = adapter.connect?.bind(adapter)
      adapter.connect = async (options) => {
        await connect?.(options)
        if (adapter.pool.listenerCount('error') > 0) return
        const warn = (error: Error) =>
          args.payload.logger.warn({ msg: `Database connection lost: ${error.message}` })
        adapter.pool.on('error', warn)
        adapter.pool.on('connect', (client) => client.on('error', warn))
      }
      return adapter
    },
  }
}
