import { postgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { applicationUrl } from './connection'
import { honest } from './honestPostgres'
import { withSessionRows } from './sessionRows'

/**
 * The one database adapter: schema by migrations only, ids are uuidv7, transactions tell the truth,
 * and connections carry limits so that no statement or forgotten transaction can hold the house up.
 */
export const postgres = ({ migrationDir }: { migrationDir: string }) =>
  withSessionRows(
    honest(
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
  )

/**
 * Listens for connections that the server ends while they idle. Without a listener such an event is
 * an uncaught exception that ends a worker process (trap list, stack 3); the pool replaces them.
 */
export function listenToPool(payload: Payload): void {
  payload.db.pool.on('error', (error) => {
    payload.logger.warn({ msg: `Database connection lost: ${error.message}` })
  })
}
