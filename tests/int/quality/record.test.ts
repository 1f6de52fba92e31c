import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BuildRecord } from '../../../src/services/quality/record'
import { rest, tokenOf } from '../../support/api'
import {
  addPhoto,
  allTasksDone,
  answerForm,
  claimed,
  finish,
  inProduction,
  moveBuild,
  openForm,
  passForm,
  readyForPreQc,
  tasksOf,
} from '../../support/floor'
import type { TestUser } from '../../support/given'
import { COST, download, loadPricedCatalogue, readersOf } from '../../support/papers'
import { bootPayload, ORIGIN } from '../../support/payload'
import { approve, build, firstBuild, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const house = await bootPayload()
const { sql, databaseUrl } = house
const { coordinator, procurement, qc, assembler, stranger, service, admin } = await readersOf(house)
const crew = { coordinator, procurement, qc, assembler }
const folders: string[] = []

beforeAll(() => loadPricedCatalogue(house))
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const record = async (user: TestUser, id: string): Promise<BuildRecord> => {
  const { status, body, text } = await rest(user).get<BuildRecord>(`/builds/${id}/record`)
  if (status !== 200) throw new Error(`The record was refused: ${status} ${text}`)
  return body
}

const missing = ({ completeness }: BuildRecord): string[] =>
  completeness.filter(({ met }) => !met).map(({ guard }) => guard)

const sign = (user: TestUser, id: string, own: Record<string, unknown> = {}) =>
  rest(user).post<{ errors?: unknown }>(`/inspections/${id}/sign`, {
    password: user.password,
    outcome: 'PASS',
    ...own,
  })

/** A build that waits for its Final QC, with everything else in order. */
async function readyForFinalQc(own: Record<string, unknown> = {}): Promise<string> {
  const id = await allTasksDone(crew, own)
  await passForm(assembler, id, 'END_OF_LINE')
  await passForm(assembler, id, 'PACKAGING')
  await moveBuild(assembler, id, 'PRODUCTION_COMPLETE')
  await moveBuild(assembler, id, 'FINAL_QC')
  return id
}

async function released(own: Record<string, unknown> = {}): Promise<string> {
  const id = await readyForFinalQc(own)
  await passForm(qc, id, 'FINAL_QC')
  return id
}

async function unpacked(user: TestUser, id: string): Promise<string> {
  const answer = await download(user, `/builds/${id}/record.zip`)
  expect(answer.status).toBe(200)
  const folder = mkdtempSync(path.join(tmpdir(), 'torvan-record-'))
  folders.push(folder)
  for (const [name, bytes] of Object.entries(
    unzipSync(new Uint8Array(await answer.arrayBuffer())),
  )) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), bytes)
  }
  return folder
}

const verify = (folder: string): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(folder, 'verify.mjs')],
    { encoding: 'utf8' },
  )
  return { status, said: `${stdout}${stderr}`.trim() }
}

/** What only the owner of the database can do: rules and triggers do not see it. */
async function tamper(text: string, values: unknown[]): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    await owner.query('set session_replication_role = replica')
    await owner.query(text, values)
  } finally {
    await owner.end()
  }
}

const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-'

describe('the meter', () => {
  it('says at each stage what is missing and who owes it', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    const entered = await record(coordinator, id)
    expect(entered.complete).toBe(false)
    expect(missing(entered)).toEqual([
      'bomApproved',
      'preQcPassed',
      'tasksDone',
      'serialsRecorded',
      'eolPassed',
      'packingComplete',
      'finalQcPassed',
    ])
    expect(entered.completeness[0]).toMatchObject({ met: false, owedBy: 'Procurement' })

    await approve(procurement, bom.id)
    expect(missing(await record(coordinator, id))[0]).toBe('preQcPassed')

    await moveBuild(procurement, id, 'PRE_QC')
    await passForm(qc, id, 'PRE_QC')
    const started = await record(coordinator, id)
    expect(missing(started)[0]).toBe('tasksDone')
    expect(started.completeness.find(({ guard }) => guard === 'tasksDone')).toMatchObject({
      message: expect.stringContaining('still open'),
      owedBy: 'The assembler who claims it',
    })
  })

  it('is complete but for the signature of Final QC, and then released', async () => {
    const id = await allTasksDone(crew)
    const built = await record(assembler, id)
    expect(missing(built)).toEqual([
      'serialsRecorded',
      'eolPassed',
      'packingComplete',
      'finalQcPassed',
    ])
    expect(built.completeness.find(({ guard }) => guard === 'eolPassed')?.owedBy).toContain('Avery')

    await passForm(assembler, id, 'END_OF_LINE')
    expect(missing(await record(coordinator, id))).toEqual(['packingComplete', 'finalQcPassed'])
    await passForm(assembler, id, 'PACKAGING')
    const ready = await record(coordinator, id)
    expect(missing(ready)).toEqual(['finalQcPassed'])
    expect(ready.complete).toBe(true)

    await moveBuild(assembler, id, 'PRODUCTION_COMPLETE')
    await moveBuild(assembler, id, 'FINAL_QC')
    await passForm(qc, id, 'FINAL_QC')
    const done = await record(coordinator, id)
    expect(missing(done)).toEqual([])
    expect(done).toMatchObject({ complete: true, build: { status: 'Ready to ship' } })
    expect(done.signatures.map(({ isIntact }) => isIntact)).toEqual([true, true, true, true, true])
    expect(done.releases.map(({ kind, code }) => [kind, code])).toEqual([
      ['FAMILY', 'MDRD'],
      ['WORKFLOW', 'STANDARD'],
    ])
    expect(done.parts.length).toBeGreaterThan(0)
    expect(done.time.workedMinutes).toBe(done.time.plannedMinutes)
    expect(done.tasks.every(({ people }) => people.length === 1)).toBe(true)
    const order = done.timeline.map(({ at }) => at)
    expect(order).toEqual([...order].sort())
    expect(done.inspections.map(({ kind }) => kind).sort()).toEqual([
      'END_OF_LINE',
      'FINAL_QC',
      'PACKAGING',
      'PRE_QC',
      'PRODUCTION',
    ])
  })

  it('keeps Final QC from being passed while anything is missing', async () => {
    const id = await claimed(crew)
    await moveBuild(admin, id, 'FINAL_QC', { override: true, statusNote: 'Trade fair exhibit' })
    const form = await openForm(qc, id, 'FINAL_QC')
    await answerForm(qc, form)

    const answer = await sign(qc, form.id)
    expect(answer).toMatchObject(refusal(409, 'precondition_failed'))
    const [error] = answer.body.errors as { details: { unmet: { guard: string }[] } }[]
    expect(error?.details.unmet.map(({ guard }) => guard)).toEqual([
      'tasksDone',
      'serialsRecorded',
      'eolPassed',
      'packingComplete',
    ])
    expect((await record(qc, id)).build.overrides).toEqual(['Trade fair exhibit'])

    const failure = {
      reason: 'OTHER',
      correctiveAction: 'Finish it.',
      notes: 'It is not finished.',
    }
    expect((await sign(qc, form.id, { outcome: 'FAIL', failure })).status).toBe(200)
  })

  it('waits for a nonconformance that is not resolved', async () => {
    const id = await readyForFinalQc()
    const reported = await rest(qc).post<{ doc: { id: string } }>('/nonconformances', {
      build: id,
      reason: 'SURFACE',
      description: 'A scratch on the left edge.',
    })
    expect(reported.status).toBe(201)
    const form = await openForm(qc, id, 'FINAL_QC')
    await answerForm(qc, form)
    expect(missing(await record(qc, id))).toEqual(['noOpenNc', 'finalQcPassed'])
    expect(await sign(qc, form.id)).toMatchObject(refusal(409, 'precondition_failed'))

    const nc = reported.body.doc.id
    await rest(qc).patch(`/nonconformances/${nc}`, { status: 'IN_PROGRESS' })
    const resolved = await rest(coordinator).patch(`/nonconformances/${nc}`, {
      status: 'RESOLVED',
      resolution: 'Polished.',
    })
    expect(resolved.status).toBe(200)
    expect((await sign(qc, form.id)).status).toBe(200)
  })
})

describe('the record by role', () => {
  let id: string
  beforeAll(async () => {
    id = await released()
  }, 120_000)

  it('is read by everybody on the floor; the assembler only on own builds, service never', async () => {
    for (const user of [admin, coordinator, procurement, qc, assembler])
      expect((await rest(user).get(`/builds/${id}/record`)).status).toBe(200)
    expect(await rest(stranger).get(`/builds/${id}/record`)).toMatchObject(
      refusal(404, 'not_found'),
    )
    expect(await rest(service).get(`/builds/${id}/record`)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    expect((await rest().get(`/builds/${id}/record`)).status).toBe(401)
    for (const user of [procurement, assembler])
      expect((await rest(user).get(`/builds/${id}/record.zip`)).status).toBe(403)
  })

  it('shows Procurement the results of quality’s forms, without answers, photos and contents', async () => {
    const { inspections, signatures, files } = await record(procurement, id)
    for (const kind of ['PRE_QC', 'FINAL_QC'])
      expect(inspections.find((form) => form.kind === kind)).toMatchObject({
        outcome: 'PASS',
        items: [],
        header: [],
        statement: null,
      })
    expect(inspections.find(({ kind }) => kind === 'END_OF_LINE')?.items.length).toBeGreaterThan(10)
    const production = inspections.find(({ kind }) => kind === 'PRODUCTION')
    expect(production?.state).toMatch(/^Closed with the release, (\d+) of \1 answered$/)
    expect(files.map(({ title }) => title)).toEqual(['Release certificate'])
    expect(signatures.map(({ content }) => content !== null)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ])
    expect(signatures.every(({ isIntact }) => isIntact)).toBe(true)
  })

  it('tells no cost to anybody, on no way', async () => {
    for (const user of [admin, coordinator, procurement, qc, assembler]) {
      const { text } = await rest(user).get(`/builds/${id}/record`)
      expect(text).not.toContain(COST)
      expect(text).not.toMatch(/"(unit|total)?cost"/i)
    }
    const folder = await unpacked(admin, id)
    expect(readFileSync(path.join(folder, 'record.json'), 'utf8')).not.toMatch(/cost"|918273645/i)
  })

  it('names the photos of the forms, which the package holds as they were uploaded', async () => {
    const { files, inspections } = await record(qc, id)
    const photos = inspections.flatMap(({ items }) => items.flatMap((item) => item.photos))
    expect(photos.length).toBe(2)
    const certificate = files.find(({ type }) => type === 'QC_FORM')
    expect(files.map((file) => file.id).sort()).toEqual([...photos, certificate?.id].sort())

    const folder = await unpacked(qc, id)
    expect(verify(folder)).toEqual({
      status: 0,
      said: 'OK: 6 files and 5 signatures are as they were made.',
    })
    expect(isPdf(readFileSync(path.join(folder, 'record.pdf')))).toBe(true)
    const exported = await sql<{ action: string }>(
      `select action from audit_events where resource = 'builds' and resource_id = $1 and action = 'export'`,
      [id],
    )
    expect(exported.length).toBeGreaterThan(0)
  })

  it('answers with a name that is safe and is kept by no cache', async () => {
    const answer = await download(qc, `/builds/${id}/record.zip`)
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="record-[\w.-]+\.zip"$/,
    )
    expect(answer.headers.get('cache-control')).toContain('no-store')
  })
})

describe('who did what when', () => {
  it('holds notes, photos and instructions of tasks, every step, and an override with its reason', async () => {
    const id = await claimed(crew)
    const tasks = await tasksOf(assembler, id)
    const [task, other] = tasks.filter(({ instruction }) => instruction !== null)
    if (!task || !other) throw new Error('Two tasks have an instruction.')
    await sql('delete from tasks_rels where parent_id in ($1, $2)', [task.id, other.id])
    const blocked = await rest(assembler).post(`/tasks/${task.id}/block`, {
      reason: 'The drill is broken',
      blockClass: 'TOOL',
    })
    expect(blocked.status).toBe(200)
    const photo = await addPhoto(assembler, 'tasks', task.id)
    await finish(assembler, task, { note: 'Sat tight on the left.' })
    await finish(admin, other)
    const reported = await rest(qc).post<{ doc: { id: string; number: string } }>(
      '/nonconformances',
      { build: id, reason: 'SURFACE', description: 'A scratch on the left edge.' },
    )
    const { id: nc, number } = reported.body.doc
    for (const own of [{ status: 'IN_PROGRESS' }, { status: 'RESOLVED', resolution: 'Polished.' }])
      expect((await rest(coordinator).patch(`/nonconformances/${nc}`, own)).status).toBe(200)
    const given = await rest(coordinator).patch(`/builds/${id}`, { assignedTo: stranger.id })
    expect(given.status).toBe(200)
    await moveBuild(admin, id, 'FINAL_QC', { override: true, statusNote: 'Trade fair exhibit' })
    const form = await openForm(admin, id, 'FINAL_QC')
    await answerForm(admin, form)
    const failure = { reason: 'OTHER', correctiveAction: 'Finish it.', notes: 'Not finished.' }
    const separationReason = 'Nobody else is in the house.'
    expect(
      (await sign(admin, form.id, { outcome: 'FAIL', failure, separationReason })).status,
    ).toBe(200)

    const kept = await record(qc, id)
    const [row] = await sql<{ text: string }>(
      `select code || ', revision ' || revision || ': ' || title as text from work_instructions where id = $1`,
      [task.instruction],
    )
    expect(kept.tasks.find((one) => one.number === String(task.sequence))).toMatchObject({
      note: 'Sat tight on the left.',
      photos: [photo],
      instruction: row?.text,
    })
    const nameOf = ({ firstName, lastName }: TestUser) => `${firstName} ${lastName}`
    const told = kept.timeline.map(({ who, what, note }) => [who, what, note])
    const step = `Task ${task.sequence} ${task.title}:`
    for (const expected of [
      [nameOf(assembler), `Given to ${nameOf(assembler)}`, 'Claimed'],
      [nameOf(coordinator), `Given to ${nameOf(stranger)}, before with ${nameOf(assembler)}`, null],
      [nameOf(assembler), `${step} To do → Blocked`, 'The drill is broken'],
      [nameOf(assembler), `${step} Blocked → In progress`, null],
      [nameOf(coordinator), `Nonconformance ${number}: Open → In progress`, null],
      [nameOf(coordinator), `Nonconformance ${number}: In progress → Resolved`, null],
      [nameOf(admin), expect.stringMatching(/^.*Final QC 1: .*\(override\)$/), separationReason],
    ])
      expect(told).toContainEqual(expected)
    const facts = kept.nonconformances.find((one) => one.number === number)?.facts
    expect(facts?.find(({ label }) => label === 'Resolved by')?.value).toMatch(
      new RegExp(`^${nameOf(coordinator)}, .*20\\d\\d.*\\d:\\d\\d`),
    )
    const order = kept.timeline.map(({ at }) => at)
    expect(order).toEqual([...order].sort())

    const folder = await unpacked(qc, id)
    expect(verify(folder).status).toBe(0)
    const packed = readFileSync(path.join(folder, 'record.json'), 'utf8')
    for (const text of ['Sat tight on the left.', separationReason, row?.text ?? ''])
      expect(packed).toContain(JSON.stringify(text).slice(1, -1))
  })
})

describe('a signed row that a superuser altered', () => {
  it('no longer has the signed hash, and record, check and package say so', async () => {
    const id = await released()
    const [form] = await sql<{ id: string; title: string; signature: string }>(
      `select id, title, signature_id as signature from inspections where build_id = $1 and kind = 'PRE_QC'`,
      [id],
    )
    const verified = () =>
      rest(procurement).get<{ intact: boolean }>(`/signatures/${form?.signature}/verify`)
    expect((await verified()).body).toEqual({ intact: true })
    await tamper(
      `update inspections set items = jsonb_set(items, '{0,note}', '"never said"') where id = $1`,
      [form?.id],
    )

    const { signatures, inspections } = await record(qc, id)
    expect(signatures.filter(({ isIntact }) => !isIntact).map(({ subject }) => subject)).toEqual([
      form?.title,
    ])
    expect(inspections.find(({ kind }) => kind === 'PRE_QC')?.signature?.isIntact).toBe(false)
    expect((await record(procurement, id)).signatures.some(({ isIntact }) => !isIntact)).toBe(true)
    expect((await verified()).body).toEqual({ intact: false })
    expect(verify(await unpacked(qc, id))).toMatchObject({
      status: 1,
      said: expect.stringMatching(/Pre-QC 1, signed by .*, was altered after signing/),
    })
  })

  it('is found out in the lines of an approved bill of materials too', async () => {
    const id = await readyForPreQc(crew)
    await tamper(
      `update bom_lines set quantity = quantity + 1
       where id = (select l.id from bom_lines l join boms m on m.id = l.bom_id where m.build_id = $1 limit 1)`,
      [id],
    )
    const { signatures } = await record(coordinator, id)
    expect(signatures).toMatchObject([{ resource: 'boms', isIntact: false }])
    expect(verify(await unpacked(coordinator, id))).toMatchObject({
      status: 1,
      said: expect.stringContaining('Bill of materials, version 1'),
    })
  })

  it.each([
    ['the printed name', `printed_name = 'Somebody Else'`],
    ['the meaning', `meaning = 'REVIEW'`],
    ['the time', `signed_at = signed_at - interval '1 day'`],
    ['the note', `note = 'Only after a second look.'`],
  ])('is found out in %s under a form and under a bill of materials', async (_, change) => {
    const id = await inProduction(crew)
    const given = await sql<{ id: string }>('select id from signatures where build_id = $1', [id])
    expect(given.length).toBe(2)
    await tamper(`update signatures set ${change} where build_id = $1`, [id])

    const { signatures, inspections } = await record(qc, id)
    expect(signatures.map(({ isIntact }) => isIntact)).toEqual([false, false])
    expect(inspections.find(({ kind }) => kind === 'PRE_QC')?.signature?.isIntact).toBe(false)
    for (const { id: signature } of given)
      expect((await rest(qc).get(`/signatures/${signature}/verify`)).body).toEqual({
        intact: false,
      })
    expect(verify(await unpacked(qc, id))).toMatchObject({
      status: 1,
      said: expect.stringContaining('was altered after signing'),
    })
  })

  it('keeps the word of a signature of before its facts were hashed, and takes no new one without', async () => {
    const id = await inProduction(crew)
    const forget = `update signatures set facts_hash = null where build_id = $1`
    await expect(tamper(forget, [id])).rejects.toMatchObject({ code: '23514' })

    const [rule] = await sql<{ text: string }>(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'signatures_facts'`,
    )
    await sql('alter table signatures drop constraint signatures_facts')
    await tamper(forget, [id])
    await sql(`alter table signatures add constraint signatures_facts ${rule?.text}`)

    const { signatures } = await record(qc, id)
    expect(signatures.map(({ isIntact, factsHash }) => [isIntact, factsHash])).toEqual([
      [true, null],
      [true, null],
    ])
    expect(verify(await unpacked(qc, id)).status).toBe(0)
  })

  it('is found out in the bytes of a photo', async () => {
    const id = await readyForPreQc(crew)
    const form = await openForm(qc, id, 'PRE_QC')
    const photo = await addPhoto(qc, 'inspections', form.id)
    const [file] = await sql<{ filename: string }>('select filename from documents where id = $1', [
      photo,
    ])
    const stored = path.join(process.env.DATA_DIR ?? '', 'uploads', file?.filename ?? '')
    writeFileSync(stored, 'other bytes')
    expect(verify(await unpacked(qc, id))).toMatchObject({
      status: 1,
      said: expect.stringContaining('altered after it was uploaded'),
    })
    rmSync(stored)
    expect(verify(await unpacked(qc, id))).toMatchObject({
      status: 1,
      said: expect.stringContaining('missing in the package'),
    })
  })
})

describe('the record as data', () => {
  it('leaves a row for each time that it is fetched (handbook 13)', async () => {
    const id = await readyForPreQc(crew)
    await record(admin, id)
    expect(await lastExport(admin)).toMatchObject({
      stream: 'ACTIVITY',
      resource: 'builds',
      resource_id: id,
      after: { document: 'record', format: 'json', complete: false },
    })
    expect((await rest(stranger).get(`/builds/${id}/record`)).status).toBe(404)
    expect(await lastExport(stranger)).toBeUndefined()
  })
})

const lastExport = async ({ id }: TestUser) => {
  const [row] = await sql(
    `select stream, resource, resource_id, after from audit_events
     where action = 'export' and actor = $1 order by seq desc limit 1`,
    [id],
  )
  return row
}

describe('labels', () => {
  it('are printed for rows that one may read, one or a sheet', async () => {
    const id = await claimed(crew)
    const [part] = await sql<{ id: string }>('select id from parts limit 1')
    const [assembly] = await sql<{ id: string }>('select id from assemblies limit 1')
    for (const route of [
      `/builds/${id}/label.pdf`,
      `/builds/labels.pdf?ids=${id}`,
      `/parts/${part?.id}/label.pdf`,
      `/parts/labels.pdf?ids=${part?.id}&skip=3`,
      `/assemblies/${assembly?.id}/label.pdf?sheet=A4_3X8`,
      `/assemblies/labels.pdf?ids=${assembly?.id}`,
    ]) {
      const answer = await download(coordinator, route)
      expect(answer.status, route).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(isPdf(new Uint8Array(await answer.arrayBuffer())), route).toBe(true)
      const [kind] = route.split('/').slice(1)
      expect(await lastExport(coordinator), route).toMatchObject({
        stream: 'ACTIVITY',
        resource: kind,
        resource_id: { builds: id, parts: part?.id, assemblies: assembly?.id }[kind ?? ''],
        after: { document: 'label', format: 'pdf', labels: [expect.any(String)] },
      })
    }
    expect(await lastExport(stranger)).toBeUndefined()
    expect((await download(assembler, `/builds/${id}/label.pdf`)).status).toBe(200)
    expect((await download(stranger, `/builds/${id}/label.pdf`)).status).toBe(404)
    expect((await download(service, `/builds/${id}/label.pdf`)).status).toBe(403)
    const many = Array.from({ length: 101 }, () => id).join(',')
    expect((await rest(coordinator).get(`/builds/labels.pdf?ids=${many}`)).status).toBe(422)
    expect((await rest(coordinator).get('/builds/labels.pdf')).status).toBeLessThan(500)
    expect((await rest(coordinator).get('/builds/labels.pdf?ids=x')).status).toBe(422)
  })
})

describe('a shipment', () => {
  it(
    'takes some builds of an order, prints its slip and is delivered',
    { timeout: 240_000 },
    async () => {
      const { order, builds } = await submit(coordinator, { builds: [build(), build(), build()] })
      const [first, second, third] = builds
      await sql(`update builds set status = 'QC_COMPLETE' where id in ($1, $2)`, [
        first?.id,
        second?.id,
      ])
      const ship = (ids: (string | undefined)[]) =>
        rest(coordinator).post<{ id: string; title: string; order: { status: string } }>(
          `/orders/${order.id}/shipments`,
          { builds: ids, carrier: 'Freight line', trackingNumber: 'T 1', date: '2027-03-01' },
        )
      expect(await ship([first?.id, third?.id])).toMatchObject(refusal(409, 'wrong_state'))
      const shipped = await ship([first?.id, second?.id])
      expect(shipped).toMatchObject({ status: 201, body: { order: { status: 'PENDING' } } })

      const slip = await download(coordinator, `/shipments/${shipped.body.id}/packing-slip.pdf`)
      expect(slip.status).toBe(200)
      expect(slip.headers.get('content-disposition')).toMatch(
        /^inline; filename="packing-slip-[\w.-]+\.pdf"$/,
      )
      expect(isPdf(new Uint8Array(await slip.arrayBuffer()))).toBe(true)
      expect(
        (await download(assembler, `/shipments/${shipped.body.id}/packing-slip.pdf`)).status,
      ).toBe(403)
      const { shipments } = await record(coordinator, first?.id ?? '')
      expect(shipments).toMatchObject([{ carrier: 'Freight line', trackingNumber: 'T 1' }])
      expect((await record(coordinator, third?.id ?? '')).shipments).toEqual([])

      await moveBuild(coordinator, first?.id ?? '', 'DELIVERED')
      expect((await record(coordinator, first?.id ?? '')).build.status).toBe('Delivered')
    },
  )
})

describe('a scanned label', () => {
  const scan = async (user: TestUser | null, kind: string, id: string): Promise<string> => {
    const { GET } = await import('../../../src/app/scan/[kind]/[id]/route')
    const headers = new Headers(user ? { authorization: `JWT ${await tokenOf(user)}` } : {})
    const answer = await GET(new Request(`${ORIGIN}/scan/${kind}/${id}`, { headers }), {
      params: Promise.resolve({ kind, id }),
    })
    expect(answer.status).toBe(303)
    return answer.headers.get('location') ?? ''
  }
  const page = (collection: string, id: string) => `/admin/collections/${collection}/${id}`

  it('leads each role to the right page', async () => {
    const id = await readyForPreQc(crew)
    expect(await scan(qc, 'builds', id)).toBe(page('builds', id))
    const preQc = await openForm(qc, id, 'PRE_QC')
    expect(await scan(qc, 'builds', id)).toBe(page('inspections', preQc.id))
    expect(await scan(coordinator, 'builds', id)).toBe(page('builds', id))

    const taken = await claimed(crew)
    const [first, second] = await tasksOf(assembler, taken)
    if (!first || !second) throw new Error('The build has tasks.')
    expect(await scan(assembler, 'builds', taken)).toBe(page('tasks', first.id))
    await finish(assembler, first)
    expect(await scan(assembler, 'builds', taken)).toBe(page('tasks', second.id))
    expect(await scan(stranger, 'builds', taken)).toBe(page('builds', taken))

    const built = await allTasksDone(crew)
    expect(await scan(assembler, 'builds', built)).toBe(page('builds', built))
    const test = await openForm(assembler, built, 'END_OF_LINE')
    expect(await scan(assembler, 'builds', built)).toBe(page('inspections', test.id))
  })

  it('leads to the catalogue, to the sign-in and back, and nowhere else', async () => {
    const [part] = await sql<{ id: string }>('select id from parts limit 1')
    const id = part?.id ?? ''
    expect(await scan(coordinator, 'parts', id)).toBe(page('parts', id))
    expect(await scan(service, 'assemblies', id)).toBe(page('assemblies', id))
    expect(await scan(null, 'parts', id)).toBe(`/admin/login?redirect=%2Fscan%2Fparts%2F${id}`)
    for (const [kind, strange] of [
      ['parts', '//evil.example'],
      ['users', id],
      ['https:', 'evil.example'],
      ['builds', '..'],
    ] as const)
      for (const user of [null, coordinator]) expect(await scan(user, kind, strange)).toBe('/admin')
  })
})
