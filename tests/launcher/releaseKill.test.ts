import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { answerAll, serialsFor, type FloorInspection, type FloorTask } from '../support/floor'
import { PASSWORD, photoForm, plantToKill } from '../support/killedPlant'
import { requestsTo, submitOnce } from '../load/requests.mjs'

/*
 * A power cut for the processes while Final QC is signed: the signature, the release certificate with its
 * number and file, and the move are there whole or not at all, and the same act can be done again.
 */

/** The signing waits in the middle of its transaction to write into one of these, and is killed there. */
const MIDDLES = [
  { table: 'status_events', first: 'launcher' },
  { table: 'documents', first: 'database' },
  { table: 'documents', first: 'launcher' },
] as const

const { ask, send, rows, hasFile, ...plant } = plantToKill('admin', 'qc', 'assembler')
type Who = Parameters<typeof ask>[0]

it('a release is there whole or not at all, and can be signed again', async () => {
  const { build, form } = await finalQc()
  const key = randomUUID()
  for (const { table, first } of MIDDLES) {
    const { answer, letGo } = await signingHeldAt(table, form, key)
    plant.cutPower(first)
    await answer
    await letGo()
    await plant.start()
    expect(await releaseOf(build), `killed before ${table}`).toEqual(NOTHING)
  }

  expect((await sign(form, key)).status).toBe(200)
  plant.cutPower('launcher')
  await plant.start()
  const released = await releaseOf(build)
  expect(released).toEqual({ ...ONCE, numbers: [expect.stringMatching(/^RC-.+-1$/)] })

  expect((await sign(form, key)).status, 'the same act again').toBe(200)
  expect((await sign(form, randomUUID())).status, 'another act').toBe(409)
  expect(await releaseOf(build)).toEqual(released)
}, 900_000)

type Release = {
  status: string
  state: string
  signatures: number
  traces: number
  moves: number
  numbers: string[]
  /** Certificates whose bytes do not lie on the disk as their row says. */
  torn: string[]
}

const NOTHING: Release = {
  ...{ status: 'FINAL_QC', state: 'DRAFT', signatures: 0, traces: 0, moves: 0 },
  ...{ numbers: [], torn: [] },
}
const ONCE: Release = {
  ...{ status: 'QC_COMPLETE', state: 'SIGNED', signatures: 1, traces: 1, moves: 1 },
  ...{ numbers: [], torn: [] },
}

/** Everything that the signature of Final QC leaves behind. */
async function releaseOf(build: string): Promise<Release> {
  const [row] = await rows<Omit<Release, 'numbers' | 'torn'>>(
    `select b.status, i.state::text as state,
            (select count(*)::int from signatures s where s.resource_id = i.id::text) as signatures,
            (select count(*)::int from audit_events a where a.action = 'sign' and a.resource_id = i.id::text) as traces,
            (select count(*)::int from status_events e where e.build_id = b.id and e."to" = 'QC_COMPLETE') as moves
     from builds b join inspections i on i.build_id = b.id and i.kind = 'FINAL_QC' where b.id = $1`,
    [build],
  )
  if (!row) throw new Error('The form of Final QC is gone.')
  const files = await rows<{ number: string; filename: string; sha256: string }>(
    `select number, filename, sha256 from documents where build_id = $1 and number is not null order by number`,
    [build],
  )
  const torn = files.filter(({ filename, sha256 }) => !hasFile(filename, sha256))
  return {
    ...row,
    numbers: files.map(({ number }) => number),
    torn: torn.map(({ number }) => number),
  }
}

/** Signs Final QC and waits until the transaction stands before its next write into `table`. */
async function signingHeldAt(
  table: string,
  form: string,
  key: string,
): Promise<{ answer: Promise<unknown>; letGo: () => Promise<void> }> {
  const { client: holder, letGo } = await plant.connect()
  await holder.query('begin')
  await holder.query(`lock table ${table} in share mode`)
  const answer = sign(form, key).catch(() => null)
  for (;;) {
    const { rowCount } = await holder.query(
      `select from pg_locks where relation = $1::regclass and mode = 'RowExclusiveLock' and not granted`,
      [table],
    )
    if (rowCount) break
    await pause(20)
  }
  return { answer, letGo }
}

const sign = (form: string, key: string): Promise<Response> =>
  send('qc', `/inspections/${form}/sign`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ password: PASSWORD, outcome: 'PASS', note: 'Released.' }),
  })

/** The answered form of Final QC of a build that is assembled, tested and packed. */
async function finalQc(): Promise<{ build: string; form: string }> {
  const submitted: { builds: [{ id: string; bom: { id: string } }] } = await submitOnce(
    await requestsTo(plant.url()),
  )
  const [{ id: build, bom }] = submitted.builds
  await ask('admin', `/boms/${bom.id}/approve`, { password: PASSWORD })
  await move('admin', build, 'PRE_QC')
  await passed('qc', build, 'PRE_QC')
  await ask('assembler', `/builds/${build}/claim`, {})
  await completeTasks(build)
  await passed('assembler', build, 'END_OF_LINE')
  await passed('assembler', build, 'PACKAGING')
  await move('assembler', build, 'PRODUCTION_COMPLETE')
  await move('assembler', build, 'FINAL_QC')
  return { build, form: await answered('qc', build, 'FINAL_QC') }
}

const move = (who: Who, build: string, status: string): Promise<unknown> =>
  ask(who, `/builds/${build}`, { status }, 'PATCH')

async function completeTasks(build: string): Promise<void> {
  const { docs } = await ask<{ docs: FloorTask[] }>(
    'assembler',
    `/tasks?where[build][equals]=${build}&depth=0&limit=200&sort=sequence`,
  )
  const open = [...docs]
  const done = new Set<string>()
  while (open.length > 0) {
    const next = open.findIndex(({ dependsOn }) => dependsOn.every((id) => done.has(id)))
    const [task] = open.splice(next, 1)
    if (!task || next < 0) throw new Error('The open tasks wait for each other.')
    await ask('assembler', `/tasks/${task.id}/start`, {})
    await ask('assembler', `/tasks/${task.id}/complete`, {
      actualMinutes: 5,
      serials: serialsFor(task),
    })
    done.add(task.id)
  }
}

async function answered(who: Who, build: string, kind: string): Promise<string> {
  const form = await ask<FloorInspection>(who, `/builds/${build}/inspections`, { kind })
  const photos: string[] = []
  if (form.items.some(({ photoRequired }) => photoRequired)) {
    const taken = await ask<{ id: string }>(
      who,
      `/inspections/${form.id}/photos`,
      await photoForm(),
    )
    photos.push(taken.id)
  }
  await ask(who, `/inspections/${form.id}`, { items: answerAll(form.items, photos) }, 'PATCH')
  return form.id
}

async function passed(who: Who, build: string, kind: string): Promise<void> {
  const form = await answered(who, build, kind)
  await ask(who, `/inspections/${form}/sign`, { password: PASSWORD, outcome: 'PASS' })
}
