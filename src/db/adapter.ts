import { postgresAdapter } from '@payloadcms/db-postgres'
import { applicationUrl } from './connection'

/**
 * The one database adapter: schema by migrations only, ids are uuidv7, connections carry limits so
 * that no statement or forgotten transaction can hold the house up.
 */
export const postgres = ({ migrationDir }: { migrationDir: string }) =>
  postgresAdapter({
    idType: 'uuidv7',
    push: false,
    migrationDir,
    pool: {
      connectionString: applicationUrl(process.env),
      max: 10,
      connectionTimeoutMillis: 15_000,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      application_name: 'torvan-workflow',
    },
  })
