import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startApp } from '../../scripts/lib/app.mjs'
import { cleanEnvironment } from '../../scripts/lib/env.mjs'
import { freePort, removeTemporary, temporaryDataDir } from '../../scripts/lib/postgres.mjs'
import { ROOT } from '../../scripts/lib/project.mjs'

type App = Awaited<ReturnType<typeof startApp>>

let dataDir: string
let apps: App[]

beforeEach(() => {
  dataDir = temporaryDataDir()
  apps = []
})

afterEach(async () => {
  for (const app of apps) await app.stop()
  await removeTemporary(dataDir)
})

async function start(options: Parameters<typeof startApp>[0] = {}): Promise<App> {
  const app = await startApp({ dataDir, demo: 'users', ...options })
  apps.push(app)
  return app
}

async function users(folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl(folder) })
  await client.connect()
  try {
    const { rows } = await client.query<{ email: string }>('select email from users order by 1')
    return rows.map(({ email }) => email)
  } finally {
    await client.end()
  }
}

/** What `npm run -s db:url` prints. */
const ownerUrl = (folder: string) =>
  execFileSync(process.execPath, ['scripts/db-url.mjs'], {
    cwd: ROOT,
    env: { ...cleanEnvironment(), DATA_DIR: folder },
    encoding: 'utf8',
  }).trim()

const isServed = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )

const isDatabaseUp = () => existsSync(join(dataDir, 'postgres', 'postmaster.pid'))

it('serves, stops with code 0 and leaves nothing running, and finds its data again', async () => {
  const first = await start()
  await expect.poll(first.output, { timeout: 30_000 }).toContain('admin@torvan.example')
  const before = await users(dataDir)
  expect(before).toHaveLength(7)
  expect(await first.stop()).toBe(0)
  expect(await isServed(first.url)).toBe(false)
  expect(isDatabaseUp()).toBe(false)

  const second = await start()
  expect(await users(dataDir)).toEqual(before)
  expect(await second.stop()).toBe(0)
})

it('comes up again by itself after a kill -9', async () => {
  const lost = await start()
  await lost.kill()
  for (let left = 100; left > 0 && (await isServed(lost.url)); left -= 1) await pause(100)
  expect(await isServed(lost.url)).toBe(false)
  process.kill(parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10), 9)

  const again = await start({ port: lost.port })
  expect(await users(dataDir)).toHaveLength(7)
  expect(await again.stop()).toBe(0)
})

it('serves two data folders of one clone at once', async () => {
  const elsewhere = temporaryDataDir()
  try {
    const one = await start()
    const two = await start({ dataDir: elsewhere, demo: '0' })
    expect(await users(dataDir)).toHaveLength(7)
    expect(await users(elsewhere)).toHaveLength(0)
    await one.stop()
    expect(await isServed(two.url)).toBe(true)
    await two.stop()
  } finally {
    await removeTemporary(elsewhere)
  }
})

it('names a busy port and starts nothing', async () => {
  const port = await freePort()
  const other = createServer().listen(port)
  await once(other, 'listening')
  try {
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use`)
    expect(isDatabaseUp()).toBe(false)
  } finally {
    other.close()
  }
})
