import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claimDataDir } from '../../scripts/lib/datadir.mjs'
import { isLiving } from '../../scripts/lib/identity.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from '../../scripts/lib/postgres.mjs'

let dataDir: string
let holders: Holder[]

beforeEach(() => {
  dataDir = temporaryDataDir()
  holders = []
})

afterEach(async () => {
  for (const { child } of holders) child.kill('SIGKILL')
  await removeTemporary(dataDir)
})

interface Holder {
  child: ChildProcess
  url: string
  started: boolean
  close: () => Promise<void>
}

/** Another process that uses the database of a data folder. */
async function hold(folder = dataDir): Promise<Holder> {
  const child = fork(new URL('hold.mjs', import.meta.url), [folder])
  const [{ url, started }] = (await once(child, 'message')) as [{ url: string; started: boolean }]
  const close = async () => {
    const end = once(child, 'exit')
    child.send('close')
    await end
  }
  const holder = { child, url, started, close }
  holders.push(holder)
  return holder
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

const answers = (url: string) =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  )

const pidFile = () => join(dataDir, 'postgres', 'postmaster.pid')
const serverPid = () => parseInt(readFileSync(pidFile(), 'utf8'), 10)

async function killed(pid: number) {
  process.kill(pid, 'SIGKILL')
  for (let left = 200; left > 0; left -= 1) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await pause(25)
  }
}

it('starts a server that only this machine and this folder know, and stops it', async () => {
  const { url, started, close } = await openDatabase(dataDir)
  expect(started).toBe(true)
  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  expect(await query(url, 'show unix_socket_directories')).toEqual([
    { unix_socket_directories: '' },
  ])
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o077).toBe(0)
  const guess = new URL(url)
  guess.password = 'postgres'
  expect(await answers(guess.href)).toBe(false)

  await close()
  expect(await answers(url)).toBe(false)
  expect(existsSync(pidFile())).toBe(false)
})

it('keeps data, port and password from one start to the next', async () => {
  const first = await openDatabase(dataDir)
  await query(first.url, 'create table kept as select 7 as n')
  await first.close()
  const second = await openDatabase(dataDir)
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }])
  await second.close()
})

it('attaches to the running server, and the last one out stops it', async () => {
  const other = await hold()
  const { url, started, close } = await openDatabase(dataDir)
  expect([other.started, started]).toEqual([true, false])
  expect(other.url).toBe(url)
  await other.close()
  expect(await answers(url)).toBe(true)
  await close()
  expect(await answers(url)).toBe(false)
})

it('starts one server for many commands at once', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => hold()))
  expect(all.filter(({ started }) => started)).toHaveLength(1)
  expect(new Set(all.map(({ url }) => url)).size).toBe(1)
  await Promise.all(all.map(({ close }) => close()))
  expect(existsSync(pidFile())).toBe(false)
})

it('adopts the server of a killed command, and then stops it', async () => {
  const lost = await hold()
  const pid = serverPid()
  await killed(lost.child.pid ?? 0)
  expect(await answers(lost.url)).toBe(true)
  const { url, started, close } = await openDatabase(dataDir)
  expect(started).toBe(false)
  expect(serverPid()).toBe(pid)
  await close()
  expect(await answers(url)).toBe(false)
  expect(readdirSync(join(dataDir, 'run', 'users'))).toEqual([])
})

it('recovers what was committed after a kill -9 of everything', async () => {
  const lost = await hold()
  await query(lost.url, 'create table orders as select generate_series(1, 1000) as n')
  const busy = new pg.Client({ connectionString: lost.url })
  busy.on('error', () => undefined)
  await busy.connect()
  await busy.query('begin')
  await busy.query('insert into orders values (0)')
  const pid = serverPid()
  await killed(lost.child.pid ?? 0)
  await killed(pid)
  await busy.end().catch(() => undefined)

  const { url, started, close } = await openDatabase(dataDir)
  expect(started).toBe(true)
  expect(await query(url, 'select count(*)::int as n, min(n) as least from orders')).toEqual([
    { n: 1000, least: 1 },
  ])
  await close()
})

it('is not deceived by a stale pid file whose pid now is another program', async () => {
  const first = await openDatabase(dataDir)
  await first.close()
  writeFileSync(pidFile(), `${process.pid}\n${join(dataDir, 'postgres')}\n0\n1\n`)
  const second = await openDatabase(dataDir)
  expect(second.started).toBe(true)
  await second.close()
})

it('is not deceived by a killed server that nobody has buried yet', async () => {
  const parent = await hold()
  parent.child.kill('SIGSTOP')
  process.kill(serverPid(), 'SIGKILL')
  const { started, url, close } = await openDatabase(dataDir)
  expect(started).toBe(true)
  expect(await answers(url)).toBe(true)
  await close()
})

it('begins anew when it was killed while it made the cluster', async () => {
  mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18')
  const { url, close } = await openDatabase(dataDir)
  expect(await answers(url)).toBe(true)
  await close()
})

it('moves to another port when its own is taken meanwhile', async () => {
  const first = await openDatabase(dataDir)
  const { createServer } = await import('node:net')
  await first.close()
  const thief = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
  await once(thief, 'listening')
  const second = await openDatabase(dataDir)
  expect(second.url).not.toBe(first.url)
  expect(await answers(second.url)).toBe(true)
  await second.close()
  thief.close()
})

it('serves several data folders at once', async () => {
  const elsewhere = temporaryDataDir()
  try {
    const [one, two] = await Promise.all([openDatabase(dataDir), openDatabase(elsewhere)])
    expect(new URL(one.url).port).not.toBe(new URL(two.url).port)
    await one.close()
    expect(await answers(two.url)).toBe(true)
    await two.close()
  } finally {
    await removeTemporary(elsewhere)
  }
})

it('tells when the data folder belongs to somebody else', () => {
  const me = statSync(dataDir).uid
  expect(claimDataDir({ DATA_DIR: dataDir }, me)).toBe(dataDir)
  expect(() => claimDataDir({ DATA_DIR: dataDir }, me + 1)).toThrow(/belongs to/)
})

it('knows a process by more than its pid', () => {
  expect(isLiving(`${process.pid}-1`)).toBe(false)
})
