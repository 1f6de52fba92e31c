import { beforeAll, describe, expect, it } from 'vitest'
import { pagesOf } from '../../domain/print/reading'
import { rest } from '../../support/api'
import {
  addPhoto,
  answerForm,
  claimed,
  finish,
  openForm,
  passForm,
  readyForPreQc,
  tasksOf,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { buildNumberOf, COST, download, loadPricedCatalogue, readersOf } from '../../support/papers'
import { bootPayload } from '../../support/payload'
import { build, plainSink, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const house = await bootPayload()
const { sql } = house
const { coordinator, procurement, qc, assembler, stranger, service, admin } = await readersOf(house)
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadPricedCatalogue(house))

/** The text of a print that is answered; no print tells a cost. */
async function print(user: TestUser, path: string): Promise<string> {
  const answer = await download(user, path)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const pages = await pagesOf(new Uint8Array(await answer.arrayBuffer()))
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('Torvan Medical')
    expect(page).toMatch(new RegExp(`${index + 1} (of|de) ${pages.length}`))
  }
  const text = pages.join(' ')
  expect(text).not.toContain(COST)
  return text
}

const statusesOf = async (users: readonly TestUser[], path: string): Promise<number[]> => {
  const statuses: number[] = []
  for (const user of users) statuses.push((await download(user, path)).status)
  return statuses
}

const exportsOf = (resource: string, id: string) =>
  sql<{ actor: string; document: string }>(
    `select actor, after->>'document' as document from audit_events
     where action = 'export' and resource = $1 and resource_id = $2 order by seq`,
    [resource, id],
  )

const FR = { language: 'FR', specialInstructions: 'Handle with care', priority: 'RUSH' }

describe('the order summary (handbook 13)', () => {
  it('says who ordered which sinks, without prices, in the language of the order', async () => {
    const accessories = [{ partNumber: 'T2-OA-SC-2020-SS', quantity: 3 }]
    const { order } = await submit(coordinator, {
      ...FR,
      builds: [build({ accessories }), build({ configuration: plainSink({ feet: 'SEISMIC' }) })],
    })
    const path = `/orders/${order.id}/summary.pdf`
    const text = await print(coordinator, path)
    for (const said of [
      'Sommaire de commande',
      order.orderNumber,
      order.poNumber,
      'Harbour Clinic',
      '1 Harbour Street',
      'Urgente',
      'Handle with care',
      'T2-OA-SC-2020-SS',
      'Nomenclature Version 1',
    ])
      expect(text).toContain(said)
    const sinks = await sql<{ n: string }>(
      'select build_number as n from builds where order_id = $1',
      [order.id],
    )
    for (const { n } of sinks) expect(text).toContain(`Fabrication ${n}`)
    expect(await exportsOf('orders', order.id)).toEqual([
      { actor: coordinator.id, document: 'order summary' },
    ])
  })

  it('is for the office and quality, and refused to the floor and Service', async () => {
    const { order } = await submit(coordinator)
    const path = `/orders/${order.id}/summary.pdf`
    expect(await statusesOf([admin, coordinator, procurement, qc], path)).toEqual([
      200, 200, 200, 200,
    ])
    expect(await statusesOf([assembler, service], path)).toEqual([403, 403])
    expect((await rest().get(path)).status).toBe(401)
    expect(
      await rest(admin).get('/orders/01900000-0000-7000-8000-00000000ffff/summary.pdf'),
    ).toMatchObject(refusal(404, 'not_found'))
  })
})

describe('the traveller (handbook 13)', () => {
  it('goes with a sink from the start, and shows what is done', async () => {
    const waiting = await readyForPreQc(crew, FR)
    const early = await print(coordinator, `/builds/${waiting}/traveller.pdf`)
    expect(early).toContain('Fiche suiveuse')
    expect(early).toContain('Les tâches sont créées')

    const id = await claimed(crew)
    const tasks = await tasksOf(assembler, id)
    const [first] = tasks
    if (!first) throw new Error('The build has no task.')
    await finish(assembler, first)
    const text = await print(assembler, `/builds/${id}/traveller.pdf`)
    for (const said of [
      'Build traveller',
      await buildNumberOf(house, id),
      `/scan/builds/${id}`,
      'Avery Builder',
      'T2-B1',
      'MDRD 1',
      'Pre-QC attempt 1: pass',
      ...tasks.map(({ title }) => title),
      ...tasks.flatMap(({ criticalParts }) =>
        criticalParts.map(({ partNumber }) => `${partNumber}:`),
      ),
    ])
      expect(text).toContain(said)
    expect(await exportsOf('builds', id)).toEqual([{ actor: assembler.id, document: 'traveller' }])
  })

  it('is printed by everybody on the floor; the assembler’s own only, Service never', async () => {
    const id = await claimed(crew)
    const path = `/builds/${id}/traveller.pdf`
    expect(await statusesOf([admin, coordinator, procurement, qc, assembler], path)).toEqual([
      200, 200, 200, 200, 200,
    ])
    expect(await rest(stranger).get(path)).toMatchObject(refusal(404, 'not_found'))
    expect(await rest(service).get(path)).toMatchObject(refusal(403, 'role_not_allowed'))
  })
})

describe('the report of an inspection (handbook 13)', () => {
  it('holds every answer, its photos and the signature with its meaning and hash', async () => {
    const id = await readyForPreQc(crew)
    const form = await openForm(qc, id, 'PRE_QC')
    const path = `/inspections/${form.id}/report.pdf`
    await answerForm(qc, form, {
      P2: { result: 'PASS', note: 'Drawing of 3 May.' },
      'P1-length': { value: 60.25 },
    })
    expect(await print(qc, path)).toContain('not signed')

    await rest(qc).post(`/inspections/${form.id}/sign`, {
      password: qc.password,
      outcome: 'PASS',
    })
    const text = await print(coordinator, path)
    const [signed] = await sql<{ hash: string; photo: string }>(
      `select s.content_hash as hash, (select min(sha256) from documents where inspection_id = i.id) as photo
       from inspections i join signatures s on s.id = i.signature_id where i.id = $1`,
      [form.id],
    )
    for (const said of [
      'Inspection report: Pre-QC',
      `${await buildNumberOf(house, id)}-PQ-1`,
      'MDRD 1',
      'Verdict: pass',
      'Drawing of 3 May.',
      '60.25',
      'photo.png',
      signed?.photo,
      'Electronically signed by Quinn Control',
      'Approval',
      signed?.hash,
      'The signed content is unchanged.',
    ])
      expect(text).toContain(said)
    for (const { key } of form.items) expect(text).toContain(key)
    expect(await exportsOf('inspections', form.id)).toEqual([
      { actor: qc.id, document: 'inspection report' },
      { actor: coordinator.id, document: 'inspection report' },
    ])
  })

  it('speaks the language of the order and says what was decided about a failure', async () => {
    const id = await readyForPreQc(crew, { language: 'ES' })
    const form = await openForm(qc, id, 'PRE_QC')
    await answerForm(qc, form, { P2: { result: 'FAIL', note: 'No drawing.' } })
    const failure = {
      reason: 'DOCUMENTATION_MISSING',
      correctiveAction: 'Attach it.',
      notes: 'The drawing is missing.',
    }
    await rest(qc).post(`/inspections/${form.id}/sign`, {
      password: qc.password,
      outcome: 'FAIL',
      failure,
    })
    const text = await print(qc, `/inspections/${form.id}/report.pdf`)
    for (const said of [
      'Informe de inspección: Control de recepción',
      'Veredicto: NO CONFORME',
      'Falta documentación',
      'Attach it.',
      'Rechazo',
    ])
      expect(text).toContain(said)
  })

  it('is for quality, the coordinator and the Admin', async () => {
    const id = await readyForPreQc(crew)
    const path = `/inspections/${await passForm(qc, id, 'PRE_QC')}/report.pdf`
    expect(await statusesOf([admin, coordinator, qc], path)).toEqual([200, 200, 200])
    expect(await statusesOf([procurement, assembler, service], path)).toEqual([403, 403, 403])
  })
})

describe('the report of a nonconformance (handbook 8.8, 13)', () => {
  it('tells what was found, decided, done and said, and by whom', async () => {
    const id = await claimed(crew)
    const reported = await rest(qc).post<{ doc: { id: string; number: string } }>(
      '/nonconformances',
      {
        build: id,
        reason: 'SURFACE',
        description: 'A scratch on the left edge.',
        rootCause: 'The crate was too small.',
        disposition: 'REWORK',
      },
    )
    const nc = reported.body.doc
    await addPhoto(qc, 'nonconformances', nc.id)
    await rest(coordinator).post('/nonconformance-comments', {
      nonconformance: nc.id,
      text: 'The polisher comes at noon.',
    })
    const path = `/nonconformances/${nc.id}/report.pdf`
    expect(await print(qc, path)).toContain('not yet')
    await rest(qc).patch(`/nonconformances/${nc.id}`, { status: 'IN_PROGRESS' })
    await rest(coordinator).patch(`/nonconformances/${nc.id}`, {
      status: 'RESOLVED',
      resolution: 'Polished.',
    })

    const text = await print(coordinator, path)
    const [photo] = await sql<{ sha256: string }>(
      'select sha256 from documents where nonconformance_id = $1',
      [nc.id],
    )
    for (const said of [
      'Nonconformance report',
      nc.number,
      await buildNumberOf(house, id),
      'Surface',
      'Resolved',
      'A scratch on the left edge.',
      'The crate was too small.',
      'Rework',
      'Polished.',
      'The polisher comes at noon.',
      'Reported Quinn Control',
      photo?.sha256,
    ])
      expect(text).toContain(said)
    expect(await exportsOf('nonconformances', nc.id)).toEqual([
      { actor: qc.id, document: 'nonconformance report' },
      { actor: coordinator.id, document: 'nonconformance report' },
    ])
    expect(await statusesOf([procurement, assembler, service], path)).toEqual([403, 403, 403])
  })

  it('needs no build: a case of a part has its report in English', async () => {
    const part = await given(house.payload).part({ name: 'Bent bracket' })
    const { body } = await rest(qc).post<{ doc: { id: string } }>('/nonconformances', {
      source: 'SUPPLIER',
      part: part.id,
      reason: 'DIMENSIONAL',
      description: 'Two millimetres too long.',
    })
    const text = await print(qc, `/nonconformances/${body.doc.id}/report.pdf`)
    expect(text).toContain(`${part.partNumber} Bent bracket`)
    expect(text).toContain('Found by Supplier')
  })
})

it('describes the prints in the document of the API', async () => {
  const { body } = await rest(admin).get<{
    paths: Record<string, { get?: { [key: string]: unknown } }>
  }>('/openapi.json')
  const capabilities = [
    '/api/orders/{id}/summary.pdf',
    '/api/builds/{id}/traveller.pdf',
    '/api/inspections/{id}/report.pdf',
    '/api/nonconformances/{id}/report.pdf',
  ].map((path) => body.paths[path]?.get?.['x-capability'])
  expect(capabilities).toEqual([
    'orders.export',
    'traveller.print',
    'record.export',
    'record.export',
  ])
  expect(body.paths['/api/documents/{id}/approve']).toHaveProperty('post')
})
