import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { claimDataDir, secretOf } from './datadir.mjs'
import { openDatabase } from './postgres.mjs'
import { CONTRACT_VARIABLES, ROOT, Trouble } from './project.mjs'

/** Reads `.env` of the repository root; what is set already stays. */
export function loadEnvFile() {
  const file = join(ROOT, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/**
 * This process's environment without anything that configures the product: a test must not reach
 * the database, mail server or bucket of whoever runs it. What `.env` sets is set to nothing, since
 * Next reads that file by itself.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment() {
  const file = join(ROOT, '.env')
  const named = existsSync(file) ? Object.keys(parseEnv(readFileSync(file, 'utf8'))) : []
  const unwanted = new Set([...CONTRACT_VARIABLES, 'NODE_ENV'])
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.has(name))),
    ...Object.fromEntries(named.map((name) => [name, ''])),
  }
}

/** The port to serve on. */
export function portOf(env = process.env) {
  const text = env.PORT || '3000'
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Trouble(`PORT must be a number from 1 to 65535, and it is "${text}".`)
  return port
}

/**
 * The environment that every command runs in: the database of this run, started when it is the
 * embedded one, and everything that has a default. Packages must be installed.
 *
 * @returns {Promise<{ env: NodeJS.ProcessEnv, close: () => Promise<void> }>} `DATABASE_URL` is the
 *   owner's; `close` gives the embedded server back
 */
export async function prepare() {
  const dataDir = claimDataDir()
  const secret = process.env.PAYLOAD_SECRET || secretOf(dataDir)
  const database = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, close: async () => undefined }
    : await openDatabase(dataDir)
  return {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      PAYLOAD_SECRET: secret,
      SERVER_URL: process.env.SERVER_URL || `http://localhost:${portOf()}`,
    },
    close: database.close,
  }
}
