// npm run bench [-- --quick]: ours beside bare Node + pg (and Payload as it comes), same data, same run.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpuMsOf, drive } from '../tests/load/clients.mjs'
import { startApp } from './lib/app.mjs'
import { cleanEnvironment } from './lib/env.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from './lib/postgres.mjs'
import { main, startNode, stop } from './lib/processes.mjs'
import { ROOT } from './lib/project.mjs'
import { say } from './lib/say.mjs'

const QUICK = process.argv.includes('--quick')
const MS = QUICK ? 4_000 : 12_000
const PARTS = 20_000

await main(async () => {
  await ensureInstalled()
  const dataDir = temporaryDataDir()
  const app = await startApp({ dataDir, env: { RATE_LIMIT: '0' } })
  const children = []
  try {
    const { url, close } = await openDatabase(dataDir)
    const { default: pg } = await import('pg')
    const owner = new pg.Client({ connectionString: url })
    await owner.connect()
    say(`Loading ${PARTS} parts ...`)
    await owner.query(
      `insert into parts (id, part_number, name, kind, unit, is_active, rev, created_at, updated_at)
       select gen_random_uuid(), 'BENCH-' || n, 'Benchmark part ' || n, 'COMPONENT', 'EA', true, 1, now(), now()
       from generate_series(1, $1::int) n`,
      [PARTS],
    )
    await owner.query('analyze')

    const token = await signIn(app.url)
    const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' }
    const submitted = await submitOnce(app.url, headers)
    const part = (await owner.query(`select id from parts where part_number = 'BENCH-77'`)).rows[0]
      .id
    const bare = await child(children, 'tests/load/bare.mjs', {
      DATABASE_URL: url,
      BENCH_PART: part,
      BENCH_ROWS: JSON.stringify(await rowsOfSubmit(owner, submitted)),
    })
    const plainUrl = new URL(url)
    plainUrl.pathname = '/bench_plain'
    await owner.query('create database bench_plain')
    const plain = await child(children, 'tests/load/plain.ts', {
      DATABASE_URL: plainUrl.toString(),
      BENCH_PARTS: String(PARTS),
      NODE_ENV: 'development',
    })

    const web = webProcess(app.pid)
    const post = (path, body) => ({ method: 'POST', url: app.url + path, headers, body })
    const get = (path) => ({ url: app.url + path, headers })
    const parts = await partsToWrite(owner)
    const cases = [
      ['parts page', 16, () => get('/api/parts?limit=20&depth=0'), 'page', plain],
      ['part by id', 16, () => get(`/api/parts/${part}?depth=0`), 'one'],
      ['preview', 1, () => post('/api/configurator/preview', PREVIEW), null],
      ['submit, three basins', 4, (n) => post('/api/orders/submit', submission(n)), 'submit'],
      ['32 writers on 10 connections', 32, (n) => write(app.url, headers, parts, n), null],
    ]
    const rows = []
    for (const [name, clients, send, peer, framework] of cases) {
      rows.push(await measure(`${name}: ours`, clients, send, [web]))
      if (peer)
        rows.push(
          await measure(
            `${name}: bare node + pg`,
            clients,
            () => ({ url: `http://127.0.0.1:${bare.port}/${peer}` }),
            [bare.pid],
          ),
        )
      if (framework)
        rows.push(
          await measure(
            `${name}: plain Payload, no web framework`,
            clients,
            () => ({
              url: `http://127.0.0.1:${framework.port}/api/parts?limit=20&depth=0`,
              headers: { authorization: `JWT ${framework.token}` },
            }),
            [framework.pid],
          ),
        )
    }
    const lines = submitted.builds[0].bom.lineCount
    report(rows, lines)
    await owner.end()
    await close()
    return rows.some(({ failed }) => failed > 0) ? 1 : 0
  } finally {
    for (const one of children) await stop(one)
    await app.stop()
    await removeTemporary(dataDir)
  }

  async function measure(name, clients, send, pids) {
    await drive({ clients, ms: 1_000, send })
    const cpu = cpuMsOf(pids)
    const figures = await drive({ clients, ms: MS, send })
    const row = { name, clients, ...figures, cpuMs: (cpuMsOf(pids) - cpu) / figures.requests }
    say(line(row))
    return row
  }
})

const line = ({ name, clients, perSecond, p50, p95, cpuMs, failed }) =>
  `${name.padEnd(46)} ${String(clients).padStart(3)} clients ${perSecond.toFixed(1).padStart(8)} req/s  p50 ${p50.toFixed(1).padStart(6)} ms  p95 ${p95.toFixed(1).padStart(6)} ms  CPU ${cpuMs.toFixed(2).padStart(6)} ms/req${failed ? `  ${failed} FAILED` : ''}`

function report(rows, lines) {
  const of = (name) => rows.find((row) => row.name.startsWith(name))
  const verdict = (what, figure, met) => say(`${met ? 'met   ' : 'missed'}  ${what}: ${figure}`)
  const page = of('parts page: ours')
  const plain = of('parts page: plain')
  const submit = of('submit, three basins: ours')
  const bare = of('submit, three basins: bare')
  const ratio = page.perSecond / plain.perSecond
  const times = submit.p50 / bare.p50
  say(`\nA submit writes ${lines} BOM lines.`)
  verdict('submit p95 under 300 ms with 4 clients', `${submit.p95.toFixed(0)} ms`, submit.p95 < 300)
  verdict('submit at most 10x the bare inserts', `${times.toFixed(1)}x (p50)`, times <= 10)
  verdict('preview under 20 ms', `p50 ${of('preview').p50.toFixed(1)} ms`, of('preview').p50 < 20)
  verdict('parts page 3x plain Payload', `${ratio.toFixed(1)}x req/s`, ratio >= 3)
  verdict(
    '32 writers never hang',
    `${of('32 writers').failed} failed`,
    of('32 writers').failed === 0,
  )
  const folder = join(ROOT, 'bench-results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify({ node: process.version, quick: QUICK, rows }, null, 2)}\n`)
  say(`\nWritten to ${file}`)
}

async function signIn(base) {
  const response = await fetch(`${base}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@torvan.example', password: 'Torvan-demo-2026' }),
  })
  return (await response.json()).token
}

const CONFIGURATION = {
  sinkModel: 'T2-B3',
  width: 30,
  length: 108,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  pegboard: false,
  basins: [
    { type: 'E_SINK', size: '24X20X8' },
    { type: 'E_SINK', size: '30X20X8' },
    { type: 'E_SINK', size: '20X20X8' },
  ],
  faucets: [],
  sprayers: [],
}
const PREVIEW = JSON.stringify({ family: 'MDRD', configuration: CONFIGURATION })

const submission = (n) =>
  JSON.stringify({
    customer: {
      companyName: 'Benchmark clinic',
      shippingAddress: {
        line1: '1',
        city: 'Halifax',
        region: 'NS',
        postalCode: 'B3H',
        country: 'Canada',
      },
    },
    poNumber: `BENCH-${process.pid}-${n}-${Math.random()}`,
    salesPerson: 'Benchmark',
    wantDate: '2099-01-01',
    language: 'EN',
    builds: [
      {
        buildNumber: `BENCH-${process.pid}-${n}-${Math.random()}`,
        family: 'MDRD',
        configuration: CONFIGURATION,
      },
    ],
  })

async function submitOnce(base, headers) {
  const response = await fetch(`${base}/api/orders/submit`, {
    method: 'POST',
    headers,
    body: submission(0),
  })
  if (response.status !== 201) throw new Error(`The submit was refused: ${await response.text()}`)
  return response.json()
}

/** The rows of one real submit, for the peer to write again. */
async function rowsOfSubmit(owner, { order, builds: [{ id, bom }] }) {
  const all = async (text, value) => (await owner.query(text, [value])).rows.map(({ row }) => row)
  const one = async (table, value) =>
    (await all(`select to_jsonb(t) as row from ${table} t where id = $1`, value))[0]
  return {
    order: await one('orders', order.id),
    build: await one('builds', id),
    bom: await one('boms', bom.id),
    lines: await all('select to_jsonb(t) as row from bom_lines t where bom_id = $1', bom.id),
    uses: await all('select to_jsonb(t) as row from item_uses t where build_id = $1', id),
    event: (await all('select to_jsonb(t) as row from status_events t where build_id = $1', id))[0],
  }
}

const partsToWrite = async (owner) =>
  (await owner.query(`select id from parts where part_number like 'BENCH-1%' limit 200`)).rows.map(
    ({ id }) => id,
  )

const write = (base, headers, parts, n) => ({
  method: 'PATCH',
  url: `${base}/api/parts/${parts[n % parts.length]}?depth=0`,
  headers,
  body: JSON.stringify({ description: `Written ${n}` }),
})

async function child(children, file, env) {
  const started = startNode([file], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    typescript: file.endsWith('.ts'),
  })
  children.push(started)
  const told = await new Promise((resolve, reject) => {
    started.once('message', resolve)
    started.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  return { ...told, pid: started.pid }
}

/** The web server among the children of the launcher. */
function webProcess(launcher) {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n')
  const found = lines.find(
    (one) => one.includes('scripts/web.mjs') && one.trim().split(/\s+/)[1] === String(launcher),
  )
  return Number(found?.trim().split(/\s+/)[0] ?? launcher)
}
