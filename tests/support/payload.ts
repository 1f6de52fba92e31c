import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { getPayload, type Payload } from 'payload'
import { Client, Pool, type QueryResultRow } from 'pg'
import { afterAll, inject } from 'vitest'

/** Reads the database as its owner, past every rule of the product. */
export type Sql = <Row extends QueryResultRow = QueryResultRow>(
  text: string,
  values?: unknown[],
) => Promise<Row[]>

export type House = {
  payload: Payload
  sql: Sql
  /** Owner's URL of this file's database. */
  databaseUrl: string
  /** URL of the same database as the restricted role of the application. */
  applicationUrl: string
}

/**
 * A database of its own for this test file, copied from the migrated template, and the product booted
 * on it as the restricted role. Call it once, at the top of the file; it is removed at the end:
 *
 * ```ts
 * const { payload, sql } = await bootPayload()
 * ```
 */
export async function bootPayload(): Promise<House> {
  const templateUrl = inject('templateUrl')
  const name = `torvan_test_${randomBytes(6).toString('hex')}`
  const databaseUrl = withDatabase(templateUrl, name)
  await onServer(templateUrl, async (client) => copyTemplate(client, name, templateUrl))

  const dataDir = mkdtempSync(path.join(tmpdir(), 'torvan-test-'))
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    PAYLOAD_SECRET: inject('secret'),
    SERVER_URL: ORIGIN,
    DATA_DIR: dataDir,
    RATE_LIMIT: process.env.RATE_LIMIT ?? '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
  })
  delete process.env.TORVAN_DB_OWNER

  const { default: config } = await import('../../payload.config')
  const { applicationUrl } = await import('../../src/db/connection')
  const payload = await getPayload({ config })
  payload.logger.level = process.env.LOG_LEVEL ?? 'fatal'
  const owner = new Pool({ connectionString: databaseUrl, max: 4 })
  owner.on('error', () => undefined) // the server ends them when the database is dropped

  afterAll(async () => {
    await payload.destroy()
    await owner.end()
    await onServer(templateUrl, (client) => patiently(client, `drop database ${name} with (force)`))
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    payload,
    sql: async (text, values) => (await owner.query(text, values)).rows,
    databaseUrl,
    applicationUrl: applicationUrl(process.env),
  }
}

export const ORIGIN = 'http://localhost:3000'

const copyTemplate = (client: Client, name: string, templateUrl: string): Promise<void> =>
  patiently(client, `create database ${name} template ${new URL(templateUrl).pathname.slice(1)}`)

/** A database is neither copied nor dropped while somebody is connected; wait for them. */
async function patiently(client: Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement)
      return
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === '55006'
      if (!isBusy || attempt === 300) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.toString()
}
