import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp } from '../../scripts/lib/app.mjs'
import { openDatabase, removeTemporary, temporaryDataDir } from '../../scripts/lib/postgres.mjs'
import {
  answerAll,
  picture,
  serialsFor,
  type FloorInspection,
  type FloorTask,
} from '../support/floor'
import { cutPower } from '../support/powerCut'
import { requestsTo, submitOnce } from '../load/requests.mjs'

/*
 * A power cut for the processes while somebody signs, takes a photo and completes a task: afterwards
 * each of them has happened or has not, and can be sent again with the same key.
 */

const PASSWORD = 'Torvan-demo-2026'
/** When to kill after everything was sent, and whom first. */
const ROUNDS = [
  { delayMs: 15, first: 'launcher' },
  { delayMs: 70, first: 'database' },
  { delayMs: 160, first: 'launcher' },
] as const

type App = Awaited<ReturnType<typeof startApp>>
type Sent = { path: string; token: string; body: BodyInit; key: string; json: boolean }

let dataDir: string
let app: App
let admin: string
let assembler: string

const start = async () => {
  app = await startApp({ dataDir, ...(app && { port: app.port }), env: { RATE_LIMIT: '0' } })
  admin = await signIn('admin@torvan.example')
  assembler = await signIn('assembler@torvan.example')
}

beforeAll(async () => {
  dataDir = temporaryDataDir()
  await start()
}, 600_000)

afterAll(async () => {
  await app.stop()
  await removeTemporary(dataDir)
}, 180_000)

it('signatures, photos and completed tasks are there whole or not at all', async () => {
  for (const { delayMs, first } of ROUNDS) {
    const acts = [await signature(), await completion(), ...(await photos(3))]
    const answers = acts.map((act) => send(act).catch(() => null))
    await pause(delayMs)
    cutPower(app, first)
    // a server whose database went first says that it cannot; that is no answer to the act
    const before = (await Promise.all(answers)).map((status) =>
      status !== null && status < 500 ? status : null,
    )

    await start()
    expect(await halfDone()).toEqual([])
    for (const [index, act] of acts.entries()) {
      const status = await send(act)
      expect(status, act.path).toBe(act.path.endsWith('/photos') ? 201 : 200)
      if (before[index] !== null) expect(status, act.path).toBe(before[index])
    }
    expect(await halfDone()).toEqual([])
    expect(await doneTwice()).toEqual([])
  }
}, 600_000)

/** A complete Pre-QC form, about to be signed. */
async function signature(): Promise<Sent> {
  const form = await preQc()
  return act(`/api/inspections/${form}/sign`, admin, { password: PASSWORD, outcome: 'PASS' })
}

/** A task in progress of a build in production, about to be completed. */
async function completion(): Promise<Sent> {
  const form = await preQc()
  const signed = await json<{ build: { id: string } }>(`/api/inspections/${form}/sign`, admin, {
    password: PASSWORD,
    outcome: 'PASS',
  })
  const build = signed.build.id
  await json(`/api/builds/${build}/claim`, assembler, {})
  const { docs } = await read<{ docs: FloorTask[] }>(
    `/api/tasks?where[build][equals]=${build}&depth=0&limit=200&sort=sequence`,
    assembler,
  )
  const task = docs.find(({ dependsOn }) => dependsOn.length === 0)
  if (!task) throw new Error('No task can be started.')
  await json(`/api/tasks/${task.id}/start`, assembler, {})
  return act(`/api/tasks/${task.id}/complete`, assembler, {
    actualMinutes: 7,
    serials: serialsFor(task),
  })
}

/** Photos for a form that stays a draft. */
async function photos(count: number): Promise<Sent[]> {
  const form = await preQc()
  return Promise.all(
    Array.from({ length: count }, async () => ({
      path: `/api/inspections/${form}/photos`,
      token: admin,
      body: await photo(),
      key: randomUUID(),
      json: false,
    })),
  )
}

async function photo(): Promise<FormData> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(await picture())], 'p.png', { type: 'image/png' }))
  return form
}

/** The answered Pre-QC form of a new build. */
async function preQc(): Promise<string> {
  const submitted: { builds: [{ id: string; bom: { id: string } }] } = await submitOnce(
    await requestsTo(app.url),
  )
  const [{ id, bom }] = submitted.builds
  await json(`/api/boms/${bom.id}/approve`, admin, { password: PASSWORD })
  await json(`/api/builds/${id}`, admin, { status: 'PRE_QC' }, 'PATCH')
  const form = await json<FloorInspection>(`/api/builds/${id}/inspections`, admin, {
    kind: 'PRE_QC',
  })
  const shot = await post({
    path: `/api/inspections/${form.id}/photos`,
    token: admin,
    body: await photo(),
    key: randomUUID(),
    json: false,
  })
  const { id: taken }: { id: string } = await shot.json()
  const items = answerAll(form.items, [taken])
  await json(`/api/inspections/${form.id}`, admin, { items }, 'PATCH')
  return form.id
}

const act = (path: string, token: string, body: unknown): Sent => ({
  path,
  token,
  body: JSON.stringify(body),
  key: randomUUID(),
  json: true,
})

const post = ({ path, token, body, key, json: isJson }: Sent): Promise<Response> =>
  fetch(app.url + path, {
    method: 'POST',
    headers: {
      authorization: `JWT ${token}`,
      'idempotency-key': key,
      ...(isJson && { 'content-type': 'application/json' }),
    },
    body,
    signal: AbortSignal.timeout(30_000),
  })

async function send({ token: old, ...sent }: Sent): Promise<number> {
  const token = sent.path.includes('/tasks/') ? assembler : admin
  const response = await post({ ...sent, token: token || old })
  await response.arrayBuffer()
  return response.status
}

async function json<Answer>(
  path: string,
  token: string,
  body: unknown,
  method: 'POST' | 'PATCH' = 'POST',
): Promise<Answer> {
  const response = await fetch(app.url + path, {
    method,
    headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return response.json()
}

async function read<Answer>(path: string, token: string): Promise<Answer> {
  const response = await fetch(app.url + path, { headers: { authorization: `JWT ${token}` } })
  if (!response.ok) throw new Error(`GET ${path}: ${await response.text()}`)
  return response.json()
}

async function signIn(email: string): Promise<string> {
  const response = await fetch(`${app.url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  const { token }: { token: string } = await response.json()
  return token
}

async function ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const { url, close } = await openDatabase(dataDir)
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
    await close()
  }
}

/** Names what is incomplete about signatures, tasks and files of the plant. */
async function halfDone(): Promise<string[]> {
  const rows = await ask<{ what: string; fault: string }>(`
    select i.title as what, x.fault from inspections i cross join lateral (values
      ('signed without its signature', i.state = 'SIGNED' and not exists (
        select from signatures s where s.id = i.signature_id and s.resource_id = i.id::text)),
      ('a signature without being signed', i.state <> 'SIGNED' and exists (
        select from signatures s where s.resource_id = i.id::text)),
      ('passed, and the build stayed', i.kind = 'PRE_QC' and i.outcome = 'PASS' and exists (
        select from builds b where b.id = i.build_id and b.status = 'PRE_QC')),
      ('passed, and no tasks', i.kind = 'PRE_QC' and i.outcome = 'PASS' and not exists (
        select from tasks t where t.build_id = i.build_id)),
      ('passed, and no production form', i.kind = 'PRE_QC' and i.outcome = 'PASS' and not exists (
        select from inspections p where p.build_id = i.build_id and p.kind = 'PRODUCTION')),
      ('signed without a trace', i.state = 'SIGNED' and not exists (
        select from audit_events a where a.action = 'sign' and a.resource_id = i.id::text))
    ) x(fault, applies) where applies
    union all
    select t.title, x.fault from tasks t cross join lateral (values
      ('completed, and a clock runs', t.status = 'COMPLETED' and exists (
        select from time_entries e where e.task_id = t.id and e.ended_at is null)),
      ('completed by nobody', t.status = 'COMPLETED' and t.completed_by_id is null),
      ('in progress without a clock', t.status = 'IN_PROGRESS' and t.actual_minutes is not null),
      ('completed, and its items are open', t.status = 'COMPLETED' and exists (
        select from inspections p
        cross join jsonb_to_recordset(p.items) as item(key text, basin int, result text)
        join jsonb_to_recordset(t.ticks) as tick(key text, basin int)
          on tick.key = item.key and tick.basin is not distinct from item.basin
        where p.build_id = t.build_id and p.kind = 'PRODUCTION' and item.result is null))
    ) x(fault, applies) where applies`)
  const files = await ask<{ filename: string; small: string | null; sha256: string }>(
    `select filename, sizes_thumbnail_filename as small, sha256 from documents where type = 'PHOTO' and sha256 is not null`,
  )
  const torn = files.filter(({ filename, small, sha256 }) => !isWhole(filename, small, sha256))
  return [
    ...rows.map(({ what, fault }) => `${what}: ${fault}`),
    ...torn.map(({ filename }) => `${filename}: a row without its bytes`),
  ]
}

function isWhole(filename: string, small: string | null, sha256: string): boolean {
  const file = join(dataDir, 'uploads', filename)
  if (!existsSync(file)) return false
  if (small !== null && !existsSync(join(dataDir, 'uploads', small))) return false
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256
}

/** What a repeated act must not have done again. */
const doneTwice = () =>
  ask(`select resource_id as what from signatures where resource = 'inspections' group by 1 having count(*) > 1
       union all
       select sha256 from documents where title = 'p.png' group by 1 having count(*) > 1
       union all
       select resource_id from audit_events
       where resource = 'tasks' and after->>'status' = 'COMPLETED' group by 1 having count(*) > 1`)
