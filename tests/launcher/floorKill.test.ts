import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { answerAll, serialsFor, type FloorInspection, type FloorTask } from '../support/floor'
import { PASSWORD, photoForm, plantToKill } from '../support/killedPlant'
import { requestsTo, submitOnce } from '../load/requests.mjs'

/*
 * A power cut for the processes while somebody signs, takes a photo and completes a task: afterwards
 * each of them has happened or has not, and can be sent again with the same key.
 */

/** When to kill after everything was sent, and whom first. */
const ROUNDS = [
  { delayMs: 15, first: 'launcher' },
  { delayMs: 70, first: 'database' },
  { delayMs: 160, first: 'launcher' },
] as const

const { ask, rows, hasFile, ...plant } = plantToKill('admin', 'assembler')

type Sent = { who: 'admin' | 'assembler'; path: string; body: BodyInit; key: string }

it('signatures, photos and completed tasks are there whole or not at all', async () => {
  for (const { delayMs, first } of ROUNDS) {
    const acts = [await signature(), await completion(), ...(await photos(3))]
    const answers = acts.map((act) => send(act).catch(() => null))
    await pause(delayMs)
    plant.cutPower(first)
    // a server whose database went first says that it cannot; that is no answer to the act
    const before = (await Promise.all(answers)).map((status) =>
      status !== null && status < 500 ? status : null,
    )

    await plant.start()
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
  return act('admin', `/inspections/${form}/sign`, { password: PASSWORD, outcome: 'PASS' })
}

/** A task in progress of a build in production, about to be completed. */
async function completion(): Promise<Sent> {
  const form = await preQc()
  const signed = await ask<{ build: { id: string } }>('admin', `/inspections/${form}/sign`, {
    password: PASSWORD,
    outcome: 'PASS',
  })
  const build = signed.build.id
  await ask('assembler', `/builds/${build}/claim`, {})
  const { docs } = await ask<{ docs: FloorTask[] }>(
    'assembler',
    `/tasks?where[build][equals]=${build}&depth=0&limit=200&sort=sequence`,
  )
  const task = docs.find(({ dependsOn }) => dependsOn.length === 0)
  if (!task) throw new Error('No task can be started.')
  await ask('assembler', `/tasks/${task.id}/start`, {})
  return act('assembler', `/tasks/${task.id}/complete`, {
    actualMinutes: 7,
    serials: serialsFor(task),
  })
}

/** Photos for a form that stays a draft. */
async function photos(count: number): Promise<Sent[]> {
  const path = `/inspections/${await preQc()}/photos`
  return Promise.all(
    Array.from({ length: count }, async () => ({
      who: 'admin' as const,
      path,
      body: await photoForm(),
      key: randomUUID(),
    })),
  )
}

/** The answered Pre-QC form of a new build. */
async function preQc(): Promise<string> {
  const submitted: { builds: [{ id: string; bom: { id: string } }] } = await submitOnce(
    await requestsTo(plant.url()),
  )
  const [{ id, bom }] = submitted.builds
  await ask('admin', `/boms/${bom.id}/approve`, { password: PASSWORD })
  await ask('admin', `/builds/${id}`, { status: 'PRE_QC' }, 'PATCH')
  const form = await ask<FloorInspection>('admin', `/builds/${id}/inspections`, { kind: 'PRE_QC' })
  const path = `/inspections/${form.id}`
  const taken = await ask<{ id: string }>('admin', `${path}/photos`, await photoForm())
  await ask('admin', path, { items: answerAll(form.items, [taken.id]) }, 'PATCH')
  return form.id
}

const act = (who: Sent['who'], path: string, body: unknown): Sent => ({
  who,
  path,
  body: JSON.stringify(body),
  key: randomUUID(),
})

async function send({ who, path, body, key }: Sent): Promise<number> {
  const response = await plant.send(who, path, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body,
    signal: AbortSignal.timeout(30_000),
  })
  await response.arrayBuffer()
  return response.status
}

/** Names what is incomplete about signatures, tasks and files of the plant. */
async function halfDone(): Promise<string[]> {
  const faults = await rows<{ what: string; fault: string }>(`
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
      ('in progress without a clock', t.status = 'IN_PROGRESS' and not exists (
        select from time_entries e where e.task_id = t.id)),
      ('in progress with the minutes of its end', t.status = 'IN_PROGRESS' and t.actual_minutes is not null),
      ('completed, and its items are open', t.status = 'COMPLETED' and exists (
        select from inspections p
        cross join jsonb_to_recordset(p.items) as item(key text, basin int, result text)
        join jsonb_to_recordset(t.ticks) as tick(key text, basin int)
          on tick.key = item.key and tick.basin is not distinct from item.basin
        where p.build_id = t.build_id and p.kind = 'PRODUCTION' and item.result is null))
    ) x(fault, applies) where applies`)
  const files = await rows<{ filename: string; small: string | null; sha256: string }>(
    `select filename, sizes_thumbnail_filename as small, sha256 from documents where type = 'PHOTO' and sha256 is not null`,
  )
  const torn = files.filter(
    ({ filename, small, sha256 }) => !hasFile(filename, sha256) || (small && !hasFile(small)),
  )
  return [
    ...faults.map(({ what, fault }) => `${what}: ${fault}`),
    ...torn.map(({ filename }) => `${filename}: a row without its bytes`),
  ]
}

/** What a repeated act must not have done again. */
const doneTwice = () =>
  rows(`select resource_id as what from signatures where resource = 'inspections' group by 1 having count(*) > 1
       union all
       select sha256 from documents where title = 'p.png' group by 1 having count(*) > 1
       union all
       select resource_id from audit_events
       where resource = 'tasks' and after->>'status' = 'COMPLETED' group by 1 having count(*) > 1`)
