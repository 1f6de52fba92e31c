import { Client } from 'pg'
import { migrations } from '../../migrations'

/** Any number that nothing else in this database locks. */
const MIGRATION_LOCK = 7_281_946

/** Creates the database of the URL when it does not exist; two callers at once are fine. */
export async function ensureDatabase(databaseUrl: string): Promise<void> {
  if (await canConnect(databaseUrl)) return
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  await withClient(maintenanceUrl(databaseUrl), async (client) => {
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
    } catch (error) {
      if (!isCode(error, '42P04') && !isCode(error, '23505')) throw error
    }
  })
}

/** Runs the work while no other process migrates the same database. */
export const whileMigrating = <T>(databaseUrl: string, work: () => Promise<T>): Promise<T> =>
  withClient(databaseUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    return work()
  })

/** Names of the committed migrations that this database has not seen yet, oldest first. */
export const pendingMigrations = (databaseUrl: string): Promise<string[]> =>
  withClient(databaseUrl, async (client) => {
    const known = await client.query<{ exists: boolean }>(
      `select to_regclass('public.payload_migrations') is not null as exists`,
    )
    if (!known.rows[0]?.exists) return migrations.map(({ name }) => name)
    const { rows } = await client.query<{ name: string }>('select name from payload_migrations')
    const applied = new Set(rows.map(({ name }) => name))
    return migrations.map(({ name }) => name).filter((name) => !applied.has(name))
  })

async function canConnect(connectionString: string): Promise<boolean> {
  try {
    await withClient(connectionString, async (client) => client.query('select 1'))
    return true
  } catch (error) {
    if (isCode(error, '3D000')) return false
    throw error
  }
}

async function withClient<T>(
  connectionString: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString, application_name: 'torvan-migrate' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function maintenanceUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.pathname = '/postgres'
  return url.toString()
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
