import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { runNode } from '../../scripts/lib/processes.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from '../../scripts/lib/postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's URL of the migrated template. */
    templateUrl: string
    secret: string
  }
}

const ROOT = path.resolve(import.meta.dirname, '../..')
const SECRET = process.env.PAYLOAD_SECRET ?? randomBytes(32).toString('hex')

/**
 * Finds or starts a PostgreSQL and migrates a template database once; every test file copies it.
 * The template is named after what it is made from, so an unchanged one is used again.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer()
  const templateUrl = urlOf(server.url, `torvan_template_${fingerprint()}`)
  if (!(await exists(server.url, templateUrl))) await migrate(templateUrl)
  project.provide('templateUrl', templateUrl)
  project.provide('secret', SECRET)
  return server.close
}

async function findServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL
  if (given) return { url: given, close: async () => undefined }
  const dataDir = temporaryDataDir()
  const { url } = await openDatabase(dataDir)
  return { url, close: () => removeTemporary(dataDir) }
}

/** Migrates beside the final name and renames at the end: a half-made template is never seen. */
async function migrate(templateUrl: string): Promise<void> {
  const building = `${templateUrl}_${randomBytes(3).toString('hex')}`
  const { code, output } = await runNode([path.join(ROOT, 'scripts/migrate.ts')], {
    env: { ...process.env, DATABASE_URL: building, PAYLOAD_SECRET: SECRET },
    typescript: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (code !== 0) throw new Error(`The template database could not be migrated.\n${output}`)
  await asOwner(building, async (client) => {
    await client
      .query(`alter database ${nameOf(building)} rename to ${nameOf(templateUrl)}`)
      .catch(() => client.query(`drop database ${nameOf(building)}`))
  })
}

const exists = (serverUrl: string, templateUrl: string): Promise<boolean> =>
  asOwner(serverUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      nameOf(templateUrl),
    ])
    return rowCount === 1
  })

async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: urlOf(url, 'postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1)

function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.toString()
}

/** Changes with anything that a fresh database is made from. */
function fingerprint(): string {
  const hash = createHash('sha256').update(SECRET)
  for (const folder of ['migrations', 'src', 'collections', 'hooks', 'scripts/lib']) {
    for (const file of readdirSync(path.join(ROOT, folder), {
      recursive: true,
      encoding: 'utf8',
    }).sort()) {
      if (/\.(ts|mjs)$/.test(file))
        hash.update(file).update(readFileSync(path.join(ROOT, folder, file)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
