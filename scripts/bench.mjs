// npm run bench [-- --quick]: ours beside bare Node + pg (and Payload as it comes), same data, same run.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cpuMsOf, drive, figuresOf } from '../tests/load/clients.mjs'
import { auditTrail, replay, rowsOfSubmit, startPeer } from '../tests/load/peers.mjs'
import { line, verdictsOn } from '../tests/load/report.mjs'
import { requestsTo, submitOnce } from '../tests/load/requests.mjs'
import { startApp } from './lib/app.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from './lib/postgres.mjs'
import { main } from './lib/processes.mjs'
import { ROOT, Trouble } from './lib/project.mjs'
import { say, step } from './lib/say.mjs'
import { listenForStop, stopRequested, stopSignal } from './lib/signals.mjs'

const QUICK = process.argv.includes('--quick')
const MS = QUICK ? 4_000 : 12_000
/** The sides of a comparison take turns, so that a slow moment of the machine meets all of them. */
const TURNS = 4
const WARM_UP_MS = 2_000
const PARTS = 20_000
const WRITTEN = 200
const REPLAYED = QUICK ? 100 : 1_000
const EVENTS = QUICK ? 50_000 : 1_000_000

/** A benchmark that takes longer than this hangs, which is a finding of its own. */
const LIMIT_MS = QUICK ? 170_000 : 600_000

await main(async () => {
  listenForStop(130)
  await ensureInstalled()
  await ensureBuilt()
  const dataDir = temporaryDataDir()
  const cleanUp = [() => removeTemporary(dataDir)]
  const rows = []
  let proved
  try {
    proved = await Promise.race([
      measureAll(dataDir, cleanUp, rows),
      pause(LIMIT_MS).then(() => {
        throw new Trouble(`The benchmark did not end within ${LIMIT_MS / 1000} seconds.`)
      }),
      stopRequested().then(() => stopSignal.throwIfAborted()),
    ])
  } finally {
    for (const undo of cleanUp.reverse()) await undo()
  }
  const verdicts = verdictsOn(rows, proved)
  say()
  for (const { target, figure, met } of verdicts)
    say(`${met ? 'met   ' : 'missed'}  ${target}: ${figure}`)
  say(`\nWritten to ${keep({ node: process.version, quick: QUICK, rows, ...proved, verdicts })}`)
  return rows.some(({ failed }) => failed > 0) ? 1 : 0
})

/**
 * Fills a plant, starts the peers and adds one row to `rows` for each measurement; answers those of the replay
 * and of the audit trail.
 *
 * @param {string} dataDir
 * @param {(() => Promise<unknown>)[]} cleanUp what has to be undone, last first
 * @param {object[]} rows
 */
async function measureAll(dataDir, cleanUp, rows) {
  const app = await step('Starting the application', () =>
    startApp({ dataDir, env: { RATE_LIMIT: '0' } }),
  )
  cleanUp.push(app.stop)
  const { url, close } = await openDatabase(dataDir)
  cleanUp.push(close)
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: url })
  // What goes wrong with the connection is told by the query that needed it.
  owner.on('error', () => undefined)
  cleanUp.push(() => owner.end())
  await owner.connect()
  const parts = await step(`Loading ${PARTS} parts`, () => loadParts(owner))
  const requests = await requestsTo(app.url)
  const submitted = await submitOnce(requests)

  const bare = await startPeer('tests/load/bare.mjs', {
    DATABASE_URL: url,
    BENCH_PART: parts[0],
    BENCH_ROWS: JSON.stringify(await rowsOfSubmit(owner, submitted)),
  })
  cleanUp.push(bare.stop)
  const plainUrl = new URL(url)
  plainUrl.pathname = '/bench_plain'
  await owner.query('create database bench_plain')
  const plain = await step('Starting plain Payload', () =>
    startPeer('tests/load/plain.ts', {
      DATABASE_URL: plainUrl.toString(),
      BENCH_PARTS: String(PARTS),
      NODE_ENV: 'development',
      DISABLE_PAYLOAD_HMR: 'true',
    }),
  )
  cleanUp.push(plain.stop)

  const ours = { pid: webProcess(app.pid), as: 'ours' }
  const beside = { pid: bare.pid, as: 'bare node + pg' }
  const framework = { pid: plain.pid, as: 'plain Payload, no web framework' }
  const ask = (path) => () => ({ url: `http://127.0.0.1:${bare.port}/${path}` })
  const askPlain = () => ({
    url: `http://127.0.0.1:${plain.port}/api/parts?limit=20&depth=0`,
    headers: { authorization: `JWT ${plain.token}` },
  })
  say(`\nA submit writes ${submitted.builds[0].bom.lineCount} BOM lines.\n`)
  const bill = (format) => () => requests.bill(submitted.builds[0].bom.id, format)
  const write = (n) => requests.write(parts[n % parts.length], n)
  const comparisons = [
    ['parts page', 16, [ours, requests.page], [beside, ask('page')], [framework, askPlain]],
    ['part by id', 16, [ours, () => requests.part(parts[0])], [beside, ask('one')]],
    ['search for parts', 4, [ours, requests.search], [beside, ask('search')]],
    ['preview', 1, [ours, requests.preview]],
    ['bill as XLSX', 1, [ours, bill('xlsx')]],
    ['bill as PDF', 1, [ours, bill('pdf')]],
    ['submit, three basins', 4, [ours, requests.submit], [beside, ask('submit')]],
    ['32 writers on 10 connections', 32, [ours, write]],
  ]
  for (const [what, clients, ...sides] of comparisons) {
    for (const row of await compare(what, clients, sides)) {
      rows.push(row)
      say(line(row))
    }
  }
  const replayed = await step(
    `Entering ${REPLAYED} builds and replaying a changed family over them`,
    () => replay(app.url, REPLAYED, LIMIT_MS),
  )
  const audited = await step(`Writing ${EVENTS} audit events and verifying the trail`, () =>
    auditTrail(owner, { DATABASE_URL: url, DATA_DIR: dataDir }, EVENTS, LIMIT_MS),
  )
  return { replayed, audited }
}

/** One row for each side: the same clients against each in turn, warm before the first. */
async function compare(what, clients, sides) {
  const measured = sides.map(([{ as, pid }, send]) => ({ as, pid, send, drives: [], cpuMs: 0 }))
  for (const { send } of measured) await drive({ clients, ms: WARM_UP_MS, send })
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const side of measured) {
      const { pid, send, drives } = side
      const sent = drives.reduce((all, { times }) => all + times.length, 0)
      const cpu = cpuMsOf([pid])
      drives.push(await drive({ clients, ms: MS / TURNS, send, sent }))
      side.cpuMs += cpuMsOf([pid]) - cpu
    }
  }
  return measured.map(({ as, drives, cpuMs }) => {
    const figures = figuresOf(drives)
    return { name: `${what}: ${as}`, clients, ...figures, cpuMs: cpuMs / figures.requests }
  })
}

/** Adds the parts and answers the ids of those that are read and written. */
async function loadParts(owner) {
  await owner.query(
    `insert into parts (id, part_number, name, kind, unit, is_active, rev, created_at, updated_at)
     select gen_random_uuid(), 'BENCH-' || n, 'Benchmark part ' || n, 'COMPONENT', 'EA', true, 1, now(), now()
     from generate_series(1, $1::int) n`,
    [PARTS],
  )
  await owner.query('analyze')
  const { rows } = await owner.query(
    `select id from parts where part_number like 'BENCH-1%' limit $1`,
    [WRITTEN],
  )
  return rows.map(({ id }) => id)
}

/** Writes the result to a file of its own and answers where. */
function keep(result) {
  const folder = join(ROOT, 'bench-results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
  return file
}

/** The web server among the children of the launcher. */
function webProcess(launcher) {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n')
  const found = lines.find(
    (one) => one.includes('scripts/web.mjs') && one.trim().split(/\s+/)[1] === String(launcher),
  )
  return Number(found?.trim().split(/\s+/)[0] ?? launcher)
}
