import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormItem } from '../../../src/domain/quality/item'
import { systemRequest } from '../../../src/services/actor'
import { isFormIntact } from '../../../src/services/quality/signedContent'
import { MDRD } from '../../../src/shipped/mdrd'
import { graphql, rest } from '../../support/api'
import {
  addPhoto,
  allTasksDone,
  answerAll,
  answerForm,
  claimed,
  openForm,
  picture,
  readyForPreQc,
  tasksOf,
  type FloorInspection,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql, applicationUrl } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON', { firstName: 'Quinn', lastName: 'Carver' })
const qc2 = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const other = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }
const application = new Client({ connectionString: applicationUrl })

beforeAll(async () => {
  await application.connect()
  await loadCatalogue(payload)
})
afterAll(() => application.end())

const FAILURE = {
  reason: 'DIMENSIONAL',
  correctiveAction: 'Cut the opening again.',
  notes: 'The opening is 4 mm too narrow.',
}

const sign = (user: TestUser, id: string, own: Record<string, unknown> = {}) =>
  rest(user).post<{
    signature: { id: string }
    nonconformance: { id: string; number: string } | null
    build: { status: string; stage: string }
  }>(`/inspections/${id}/sign`, { password: user.password, outcome: 'PASS', ...own })

const answer = (user: TestUser, id: string, items: unknown, own: Record<string, unknown> = {}) =>
  rest(user).patch<{ doc: FloorInspection }>(`/inspections/${id}`, { items, ...own })

const stored = async (id: string) => {
  const [row] = await sql<{ state: string; items: FormItem[]; outcome: string | null }>(
    'select state::text as state, outcome::text as outcome, items from inspections where id = $1',
    [id],
  )
  if (!row) throw new Error('There is no such inspection.')
  return row
}

const statusOf = async (build: string) =>
  (await sql<{ status: string }>('select status from builds where id = $1', [build]))[0]?.status

const find = ({ items }: Pick<FloorInspection, 'items'>, of: (item: FormItem) => boolean) => {
  const item = items.find(of)
  if (!item) throw new Error('The form has no such item.')
  return item
}
const passFailIn = (form: FloorInspection) =>
  find(form, ({ type, photoRequired }) => type === 'PASS_FAIL' && !photoRequired)
const optionalIn = (form: FloorInspection) => find(form, ({ naAllowed }) => naAllowed)

/** A Pre-QC draft with every answer good, ready to be signed. */
async function answered(): Promise<{ build: string; form: FloorInspection }> {
  const build = await readyForPreQc(crew)
  const form = await openForm(qc, build, 'PRE_QC')
  await answerForm(qc, form)
  return { build, form }
}

describe('opening a form', () => {
  it('generates the first attempt once: the open draft is returned again, to everybody who may', async () => {
    const build = await readyForPreQc(crew)
    const first = await openForm(qc, build, 'PRE_QC')
    expect(first).toMatchObject({ kind: 'PRE_QC', attempt: 1, state: 'DRAFT' })
    expect(first.items.length).toBeGreaterThan(5)
    const again = await Promise.all([qc, qc2, admin].map((who) => openForm(who, build, 'PRE_QC')))
    expect(again.map(({ id }) => id)).toEqual([first.id, first.id, first.id])
  })

  it('is for those who fill it: roles first, then rows, then state', async () => {
    const build = await claimed(crew)
    const open = (user: TestUser | undefined, kind: string, id = build) =>
      rest(user).post(`/builds/${id}/inspections`, { kind })

    expect((await open(undefined, 'PRE_QC')).status).toBe(401)
    for (const who of [coordinator, procurement, service]) {
      expect(await open(who, 'PRE_QC')).toMatchObject(refusal(403, 'role_not_allowed'))
      expect(await open(who, 'END_OF_LINE')).toMatchObject(refusal(403, 'role_not_allowed'))
    }
    for (const kind of ['PRE_QC', 'FINAL_QC']) {
      expect(await open(assembler, kind)).toMatchObject(refusal(403, 'role_not_allowed'))
    }
    for (const kind of ['END_OF_LINE', 'PACKAGING', 'PRODUCTION']) {
      expect(await open(qc, kind)).toMatchObject(refusal(403, 'role_not_allowed'))
    }
    expect(await open(other, 'END_OF_LINE')).toMatchObject(refusal(404, 'not_found'))
    expect(await open(qc, 'PRE_QC', '01a207d9-0047-7372-9ca0-530792b2e0ce')).toMatchObject(
      refusal(404, 'not_found'),
    )
    expect(await open(qc, 'PRE_QC')).toMatchObject(refusal(409, 'wrong_state'))
    expect(await open(qc, 'FINAL_QC')).toMatchObject(refusal(409, 'wrong_state'))
    expect(await open(assembler, 'END_OF_LINE')).toMatchObject(refusal(409, 'precondition_failed'))
    expect(await open(assembler, 'PACKAGING')).toMatchObject(refusal(409, 'precondition_failed'))
    expect((await open(qc, 'SOMETHING')).status).toBe(422)

    const pending = firstBuild(await submit(coordinator)).id
    expect(await open(qc, 'PRE_QC', pending)).toMatchObject(refusal(409, 'wrong_state'))
  })

  it('happens by the command only', async () => {
    const build = await readyForPreQc(crew)
    const made = await rest(admin).post('/inspections', { build, kind: 'PRE_QC', attempt: 1 })
    expect(made.status).toBe(403)
    const { body } = await graphql(
      admin,
      `
        mutation ($build: String!) {
          createInspection(data: { build: $build, kind: PRE_QC }) {
            id
          }
        }
      `,
      { build },
    )
    expect(body.errors).toBeDefined()
    expect(await sql('select id from inspections where build_id = $1', [build])).toEqual([])
  })
})

describe('answering a form', () => {
  it('merges answers by key and basin, and takes the whole form back', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const perBasin = find(form, ({ basin, type }) => basin === 1 && type === 'PASS_FAIL')
    const once = passFailIn(form)

    expect((await answer(qc, form.id, [{ key: once.key, result: 'PASS' }])).status).toBe(200)
    const { status, body } = await answer(qc2, form.id, [
      { key: perBasin.key, basin: 1, result: 'FAIL', note: 'Scratched.' },
    ])
    expect(status).toBe(200)
    expect(find(body.doc, ({ key }) => key === once.key).result).toBe('PASS')
    expect(find(body.doc, ({ key, basin }) => key === perBasin.key && basin === 1)).toMatchObject({
      result: 'FAIL',
      note: 'Scratched.',
    })

    const echoed = await answer(qc, form.id, body.doc.items)
    expect(echoed.status).toBe(200)
    expect(echoed.body.doc.items).toEqual(body.doc.items)
  })

  it('never changes the form itself', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const { key } = passFailIn(form)
    const before = await stored(form.id)
    for (const [sent, status, code] of [
      [[{ key, label: 'Anything goes' }], 400, 'malformed'],
      [[{ key, required: false }], 400, 'malformed'],
      [[{ key, surprise: 1 }], 422, 'option_unknown'],
      [[{ key: 'P999', result: 'PASS' }], 422, 'option_unknown'],
      [[{ key, basin: 7, result: 'PASS' }], 422, 'option_unknown'],
      [[{ key, result: 'MAYBE' }], 422, 'invalid_value'],
      [
        [
          { key, result: 'PASS' },
          { key, result: 'FAIL' },
        ],
        422,
        'invalid_value',
      ],
      [[{ result: 'PASS' }], 422, 'required'],
      ['everything passed', 400, 'malformed'],
      [{ key, result: 'PASS' }, 400, 'malformed'],
      [[null], 400, 'malformed'],
    ] as const) {
      expect(await answer(qc, form.id, sent), JSON.stringify(sent)).toMatchObject(
        refusal(status, code),
      )
    }
    await rest(admin).patch(`/inspections/${form.id}`, {
      state: 'SIGNED',
      outcome: 'PASS',
      attempt: 9,
      kind: 'FINAL_QC',
      header: [],
      statement: 'Nothing.',
      template: 'XX',
    })
    expect(await stored(form.id)).toEqual(before)
    expect(
      await sql('select kind, attempt::int as attempt, template from inspections where id = $1', [
        form.id,
      ]),
    ).toEqual([{ kind: 'PRE_QC', attempt: 1, template: 'PQ' }])
  })

  it('a number outside its limits fails by itself', async () => {
    const build = await allTasksDone(crew)
    const form = await openForm(assembler, build, 'END_OF_LINE')
    const measured = find(form, ({ type, max }) => type === 'NUMBER' && max !== null)
    const { key, basin, max } = measured
    const send = async (value: number, result?: string) => {
      const { body } = await answer(assembler, form.id, [
        { key, basin, value, ...(result && { result }) },
      ])
      return find(body.doc, (item) => item.key === key && item.basin === basin).result
    }
    expect(await send((max ?? 0) + 1)).toBe('FAIL')
    expect(await send((max ?? 0) + 1, 'PASS')).toBe('FAIL')
    expect(await send(max ?? 0)).toBe('PASS')
  })

  it('an instrument whose calibration has ended is not entered, by the calendar of the company', async () => {
    const build = await allTasksDone(crew)
    const form = await openForm(assembler, build, 'END_OF_LINE')
    const { key, basin } = find(form, ({ instrument }) => instrument === 'DUE')
    const send = (value: string) => answer(assembler, form.id, [{ key, basin, value }])
    const kept = async () => find(await stored(form.id), (item) => item.key === key).value

    const expired = await send('2001-12-31')
    expect(expired).toMatchObject(refusal(422, 'invalid_value', { field: 'items.0.value' }))
    expect(expired.text).toContain('calibration ended on 2001-12-31')
    expect(await kept()).toBeNull()
    expect((await send('2099-12-31')).status).toBe(200)
    expect(await kept()).toBe('2099-12-31')
  })

  it('an old revision is refused, and photos have to be of the same build', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const { key } = passFailIn(form)
    expect((await answer(qc, form.id, [{ key, result: 'PASS' }], { rev: form.rev })).status).toBe(
      200,
    )
    expect(await answer(qc2, form.id, [{ key, result: 'FAIL' }], { rev: form.rev })).toMatchObject(
      refusal(409, 'stale_revision'),
    )
    const elsewhere = await openForm(qc, await readyForPreQc(crew), 'PRE_QC')
    const foreign = await addPhoto(qc, 'inspections', elsewhere.id)
    expect(await answer(qc, form.id, [{ key, photos: [foreign] }])).toMatchObject(
      refusal(422, 'invalid_value'),
    )
  })

  it('only a picture stands for a photo, not whatever else was filed with the build', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const { key } = find(form, ({ photoRequired }) => photoRequired)
    const file = async (type: string, name: string, content: Buffer, mime: string) => {
      const upload = new FormData()
      upload.set('file', new File([new Uint8Array(content)], name, { type: mime }))
      upload.set('_payload', JSON.stringify({ type, title: name, build }))
      const { status, body, text } = await rest(coordinator).post<{ doc: { id: string } }>(
        '/documents',
        upload,
      )
      expect(status, text).toBe(201)
      return body.doc.id
    }
    const paper = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    for (const id of [
      await file('OTHER', 'order.pdf', paper, 'application/pdf'),
      await file('TECHNICAL_DRAWING', 'drawing.png', await picture(), 'image/png'),
    ]) {
      const sent = await answer(qc, form.id, [{ key, result: 'PASS', photos: [id] }])
      expect(sent).toMatchObject(refusal(422, 'invalid_value'))
      expect(sent.text).toContain('no photo of this build')
    }
    const photo = await addPhoto(qc, 'inspections', form.id)
    expect((await answer(qc, form.id, [{ key, result: 'PASS', photos: [photo] }])).status).toBe(200)
    expect(find(await stored(form.id), (item) => item.key === key).photos).toEqual([photo])
  })

  it('happens once under its key, in parallel and later, and never with another body', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const { key, basin } = passFailIn(form)
    const send = (result: string, name = 'first', user = qc) =>
      rest(user).patch<{ doc: FloorInspection }>(
        `/inspections/${form.id}?depth=0`,
        { items: [{ key, basin, result }] },
        { 'idempotency-key': `${name}-${form.id}` },
      )
    const plain = await rest(qc).patch<{ doc: FloorInspection; message: string }>(
      `/inspections/${form.id}?depth=0`,
      { items: [{ key, basin, result: 'FAIL', note: 'Off.' }] },
    )
    const [first, again] = await Promise.all([send('PASS'), send('PASS')])
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.body).toEqual(first.body)
    expect(Object.keys(first.body)).toEqual(Object.keys(plain.body))
    expect(first.body.doc.rev).toBe(plain.body.doc.rev + 1)

    expect((await send('FAIL', 'second')).body.doc.rev).toBe(first.body.doc.rev + 1)
    expect((await send('PASS')).body).toEqual(first.body)
    expect(find(await stored(form.id), (item) => item.key === key).result).toBe('FAIL')
    expect(await send('FAIL')).toMatchObject(refusal(422, 'idempotency_key_reused'))

    for (const [user, status] of [
      [coordinator, 403],
      [undefined, 401],
    ] as const) {
      const refused = await rest(user).patch(
        `/inspections/${form.id}`,
        { items: [{ key, basin, result: 'PASS' }] },
        { 'idempotency-key': `first-${form.id}` },
      )
      expect(refused.status, user?.role).toBe(status)
    }
    const odd = () =>
      rest(qc).patch(`/inspections/${form.id}`, '{"items":', {
        'idempotency-key': `odd-${form.id}`,
      })
    expect((await odd()).status).toBe(400)
  })

  it('is for those who fill it; Procurement sees the outcome but no answers of Pre-QC', async () => {
    const { form } = await answered()
    for (const who of [coordinator, procurement, assembler, service]) {
      const { status } = await answer(who, form.id, [{ key: passFailIn(form).key, result: 'FAIL' }])
      expect([403, 404], who.role).toContain(status)
    }
    await sign(qc, form.id)
    const seen = await rest(procurement).get<FloorInspection>(`/inspections/${form.id}`)
    expect(seen.body).toMatchObject({ kind: 'PRE_QC', outcome: 'PASS', state: 'SIGNED' })
    for (const field of ['items', 'header', 'note', 'failure', 'statement']) {
      expect(seen.body).not.toHaveProperty(field)
    }
    const asked = await graphql<{ Inspection: Record<string, unknown> }>(
      procurement,
      `
        query ($id: String!) {
          Inspection(id: $id) {
            outcome
            items
            header
          }
        }
      `,
      { id: form.id },
    )
    expect(asked.body.data?.Inspection).toEqual({ outcome: 'PASS', items: null, header: null })
    expect((await rest(coordinator).get(`/inspections/${form.id}`)).body).toHaveProperty('items')
    expect((await rest(service).get(`/inspections/${form.id}`)).status).toBe(403)
  })
})

describe('signing a form', () => {
  it('that asks nothing is refused: the sink stays where it is', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    await sql(`update inspections set items = '[]' where id = $1`, [form.id])
    const refused = await sign(qc, form.id)
    expect(refused).toMatchObject(refusal(422, 'required'))
    expect(refused.body).toMatchObject({
      errors: [{ field: 'items', message: expect.stringContaining('This form asks nothing') }],
    })
    expect(await stored(form.id)).toMatchObject({ state: 'DRAFT', outcome: null })
    expect(await statusOf(build)).toBe('PRE_QC')
  })

  it('a wrong password signs nothing, is kept in the trail and counts', async () => {
    const { build, form } = await answered()
    const counted = async () =>
      (
        await sql<{ n: number }>(
          `select (select coalesce(login_attempts, 0) from users where id = $1)::int as n`,
          [qc.id],
        )
      )[0]?.n ?? 0
    const before = await counted()
    expect(await sign(qc, form.id, { password: 'Not-my-password-1' })).toMatchObject(
      refusal(403, 'wrong_password'),
    )
    expect((await sign(qc, form.id, { password: '' })).status).toBe(422)
    expect(await counted()).toBe(before + 1)
    expect(await stored(form.id)).toMatchObject({ state: 'DRAFT', outcome: null })
    expect(await sql('select id from signatures where resource_id = $1', [form.id])).toEqual([])
    expect(await statusOf(build)).toBe('PRE_QC')
    const [kept] = await sql(
      `select actor from audit_events where action = 'signature_refused' order by at desc limit 1`,
    )
    expect(kept).toEqual({ actor: qc.id })
    expect((await sign(qc, form.id)).status).toBe(200)
    expect(await counted()).toBe(0)
  })

  it('names every answer that is missing', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const { status, body } = await sign(qc, form.id)
    expect(status).toBe(422)
    const required = form.items.flatMap((item, index) => (item.required ? [`items.${index}`] : []))
    expect(body).toMatchObject({ errors: expect.any(Array) })
    const fields = JSON.stringify(body)
    for (const field of required) expect(fields).toContain(`"${field}"`)
    expect((await stored(form.id)).state).toBe('DRAFT')
  })

  it('"does not apply" needs a note, and so does a failure', async () => {
    const { form } = await answered()
    const item = optionalIn(form)
    const set = (own: Record<string, unknown>) =>
      answer(qc, form.id, [{ key: item.key, basin: item.basin, ...own }])
    const field = `items.${form.items.indexOf(item)}`
    await set({ result: 'NA', note: null })
    expect(await sign(qc, form.id)).toMatchObject(refusal(422, 'required', { field }))
    await set({ result: 'FAIL' })
    expect(await sign(qc, form.id, { outcome: 'FAIL', failure: FAILURE })).toMatchObject(
      refusal(422, 'required', { field }),
    )
    await set({ result: 'NA', note: 'Ordered without it.' })
    expect((await sign(qc, form.id)).status).toBe(200)
  })

  it('the verdict agrees with the answers, and a failure says why', async () => {
    const { form } = await answered()
    const { key } = passFailIn(form)
    expect(await sign(qc, form.id, { outcome: 'FAIL' })).toMatchObject(
      refusal(422, 'required', { field: 'failure' }),
    )
    for (const lacking of ['reason', 'correctiveAction', 'notes']) {
      const { status } = await sign(qc, form.id, {
        outcome: 'FAIL',
        failure: { ...FAILURE, [lacking]: '' },
      })
      expect(status, lacking).toBe(422)
    }
    await answer(qc, form.id, [{ key, result: 'FAIL', note: 'Off by 4 mm.' }])
    expect(await sign(qc, form.id)).toMatchObject(
      refusal(422, 'invalid_value', { field: 'outcome' }),
    )
    expect(await sign(qc, form.id, { meaning: 'REJECTION' })).toMatchObject({ status: 422 })
    expect((await stored(form.id)).state).toBe('DRAFT')
  })

  it('a pass moves the build, makes its tasks and opens the production form', async () => {
    const { build, form } = await answered()
    const { status, body } = await sign(qc, form.id, { note: 'As drawn.' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'SIGNED',
      outcome: 'PASS',
      nonconformance: null,
      build: { status: 'IN_PRODUCTION', stage: 'READY_FOR_PRODUCTION' },
    })
    const tasks = await tasksOf(coordinator, build)
    expect(tasks.length).toBeGreaterThan(5)
    expect(
      await sql(
        `select kind, state::text as state from inspections where build_id = $1 order by kind`,
        [build],
      ),
    ).toEqual([
      { kind: 'PRE_QC', state: 'SIGNED' },
      { kind: 'PRODUCTION', state: 'DRAFT' },
    ])
    const [event] = await sql(
      `select "from", "to", by_id, note from status_events where build_id = $1 order by at desc limit 1`,
      [build],
    )
    expect(event).toEqual({ from: 'PRE_QC', to: 'IN_PRODUCTION', by_id: qc.id, note: 'As drawn.' })
  })

  it('a failure keeps the build, opens a case with what failed, and bars the next attempt until it is resolved', async () => {
    const { build, form } = await answered()
    const { key, label } = passFailIn(form)
    await answer(qc, form.id, [{ key, result: 'FAIL', note: 'Off by 4 mm.' }])
    const { status, body } = await sign(qc, form.id, { outcome: 'FAIL', failure: FAILURE })
    expect(status).toBe(200)
    expect(body.build).toMatchObject({ status: 'PRE_QC', stage: 'PRE_QC_CORRECTION' })
    const nc = body.nonconformance
    expect(nc?.number).toMatch(/^NC-\d{4}-\d{4}$/)
    const read = await rest(qc).get(`/nonconformances/${nc?.id}?depth=0`)
    expect(read.body).toMatchObject({
      status: 'OPEN',
      source: 'INSPECTION',
      build,
      inspection: form.id,
      form: 'PRE_QC',
      attempt: 1,
      reason: 'DIMENSIONAL',
      severity: 'MAJOR',
      rework: true,
      retest: false,
      description: FAILURE.notes,
      correctiveAction: FAILURE.correctiveAction,
      failedItems: [{ key, label, note: 'Off by 4 mm.' }],
      createdBy: qc.id,
    })

    const next = () => rest(qc).post(`/builds/${build}/inspections`, { kind: 'PRE_QC' })
    expect(await next()).toMatchObject(refusal(409, 'precondition_failed'))
    const resolved = await rest(coordinator).patch(`/nonconformances/${nc?.id}`, {
      status: 'RESOLVED',
      resolution: 'The opening was cut again.',
    })
    expect(resolved.status).toBe(200)
    const second = await openForm(qc2, build, 'PRE_QC')
    expect(second).toMatchObject({ attempt: 2, state: 'DRAFT' })
    expect(second.items.every(({ result, value }) => result === null && value === null)).toBe(true)
    await answerForm(qc2, second)
    expect((await sign(qc2, second.id)).body.build.status).toBe('IN_PRODUCTION')
    expect((await rest(qc).get(`/nonconformances/${nc?.id}?depth=0`)).body).toMatchObject({
      status: 'CLOSED',
      effectiveness: 'Attempt 2 of the form passed.',
      verifiedBy: qc2.id,
    })
    expect(await stored(form.id)).toMatchObject({ state: 'SIGNED', outcome: 'FAIL' })
  })

  it('stores who, as what, when, where the clock stands, and what it covers', async () => {
    const { build, form } = await answered()
    const { body } = await sign(qc, form.id, { meaning: 'REVIEW', note: 'Looked at twice.' })
    const [row] = await sql('select * from signatures where id = $1', [body.signature.id])
    const [{ time_zone: zone } = {}] = await sql('select time_zone from settings')
    expect(row).toMatchObject({
      signer_id: qc.id,
      printed_name: 'Quinn Carver',
      role: 'QC_PERSON',
      meaning: 'REVIEW',
      resource: 'inspections',
      resource_id: form.id,
      build_id: build,
      note: 'Looked at twice.',
      time_zone: zone,
      content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      signed_at: expect.any(Date),
    })
    expect(await isFormIntact(await systemRequest(payload), form.id)).toBe(true)
  })

  it('two people at once leave one signature', async () => {
    const { build, form } = await answered()
    const answers = await Promise.all([qc, qc2, admin].map((who) => sign(who, form.id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    for (const { status, body } of answers) {
      if (status === 409) expect(body).toMatchObject({ errors: [{ code: 'wrong_state' }] })
    }
    const [count] = await sql(
      `select (select count(*)::int from signatures where resource_id = $1) as signatures,
              (select count(*)::int from status_events where build_id = $2 and "to" = 'IN_PRODUCTION') as moves,
              (select count(*)::int from inspections where build_id = $2 and kind = 'PRODUCTION') as forms`,
      [form.id, build],
    )
    expect(count).toEqual({ signatures: 1, moves: 1, forms: 1 })
  })

  it('the same key signs once and answers the same', async () => {
    const { form } = await answered()
    const send = () =>
      rest(qc).post(
        `/inspections/${form.id}/sign`,
        { password: qc.password, outcome: 'PASS' },
        { 'idempotency-key': `sign-${form.id}` },
      )
    const [first, second] = await Promise.all([send(), send()])
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    expect(await sql('select id from signatures where resource_id = $1', [form.id])).toHaveLength(1)
  })

  it('is a matter of the role, also for a form that is complete', async () => {
    const { form } = await answered()
    for (const who of [coordinator, procurement, assembler, service]) {
      const { status } = await sign(who, form.id)
      expect([403, 404], who.role).toContain(status)
    }
    expect((await rest().post(`/inspections/${form.id}/sign`, {})).status).toBe(401)
    expect((await stored(form.id)).state).toBe('DRAFT')
  })
})

describe('a signed form is locked for everybody', () => {
  it('through REST and GraphQL, whoever asks', async () => {
    const { build, form } = await answered()
    const photo = await addPhoto(qc, 'inspections', form.id)
    await sign(qc, form.id)
    await sql('update builds set assigned_to_id = $2 where id = $1', [build, assembler.id])
    const [before] = await sql('select * from inspections where id = $1', [form.id])
    const [file] = await sql('select * from documents where id = $1', [photo])
    const item = { key: passFailIn(form).key, result: 'FAIL', note: 'After all not.' }

    for (const who of [qc, qc2, admin]) {
      expect(await answer(who, form.id, [item])).toMatchObject(refusal(409, 'wrong_state'))
      expect(await sign(who, form.id)).toMatchObject(refusal(409, 'wrong_state'))
    }
    for (const who of [qc, admin, coordinator, procurement, assembler, service, undefined]) {
      const patched = await rest(who).patch(`/inspections/${form.id}`, {
        state: 'DRAFT',
        outcome: null,
      })
      expect(patched.status, who?.role).toBeGreaterThanOrEqual(400)
      expect((await rest(who).delete(`/inspections/${form.id}`)).status).toBeGreaterThanOrEqual(400)
      expect((await rest(who).delete(`/documents/${photo}`)).status).toBeGreaterThanOrEqual(400)
      const retitled = await rest(who).patch(`/documents/${photo}`, { title: 'Another sink' })
      expect(retitled.status, who?.role).toBeGreaterThanOrEqual(400)
      expect(retitled.status, who?.role).toBeLessThan(500)
      const { body } = await graphql(
        who,
        `
          mutation ($id: String!, $items: JSON!) {
            updateInspection(id: $id, data: { items: $items }) {
              id
            }
          }
        `,
        { id: form.id, items: [item] },
      )
      expect(body.errors, who?.role).toBeDefined()
    }
    expect((await sql('select * from inspections where id = $1', [form.id]))[0]).toEqual(before)
    expect((await sql('select * from documents where id = $1', [photo]))[0]).toEqual(file)
  })

  it('and for the account of the application in the database', async () => {
    const { form } = await answered()
    const photo = await addPhoto(qc, 'inspections', form.id)
    await sign(qc, form.id)
    const tryTo = (text: string) =>
      application.query(text, [text.includes('documents') ? photo : form.id])
    for (const text of [
      `update inspections set note = 'x' where id = $1`,
      `update inspections set items = '[]' where id = $1`,
      `update inspections set state = 'DRAFT', outcome = null, signature_id = null where id = $1`,
      `delete from inspections where id = $1`,
      `update documents set title = 'x' where id = $1`,
      `update documents set inspection_id = null where id = $1`,
      `update documents set sha256 = 'x' where id = $1`,
      `delete from documents where id = $1`,
    ]) {
      await expect(tryTo(text), text).rejects.toMatchObject({ code: '42501' })
    }
    for (const text of [
      `update signatures set printed_name = 'x'`,
      `delete from signatures`,
      `truncate inspections cascade`,
      `alter table inspections disable trigger all`,
      `set session_replication_role = replica`,
    ]) {
      await expect(application.query(text), text).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('takes no further files, and keeps those that it names wherever they belong', async () => {
    const { build, form } = await answered()
    const voided = randomUUID()
    await sql(
      `insert into inspections
       select (jsonb_populate_record(i, jsonb_build_object('id', $2::text, 'attempt', 9, 'state', 'VOID'))).*
       from inspections i where i.id = $1`,
      [form.id, voided],
    )
    const named = await addPhoto(qc, 'inspections', form.id)
    const loose = await addPhoto(qc, 'inspections', form.id)
    await sql('update documents set inspection_id = $3 where id in ($1, $2)', [
      named,
      loose,
      voided,
    ])
    const { key, photos } = find(form, ({ photoRequired }) => photoRequired)
    const answers = [{ key, result: 'PASS', photos: [...photos, named] }]
    expect((await answer(qc, form.id, answers)).status).toBe(200)
    await sign(qc, form.id)

    for (const text of [
      `update documents set sha256 = repeat('0', 64) where id = '${named}'`,
      `update documents set build_id = null where id = '${named}'`,
      `delete from documents where id = '${named}'`,
      `update documents set inspection_id = '${form.id}' where id = '${loose}'`,
      `insert into documents select (jsonb_populate_record(d, jsonb_build_object('id', '${randomUUID()}',
         'inspection_id', '${form.id}', 'filename', 'x.png'))).* from documents d where id = '${loose}'`,
    ]) {
      await expect(application.query(text), text).rejects.toMatchObject({ code: '42501' })
    }
    await application.query(`update documents set title = 'Another' where id = '${loose}'`)

    const req = await systemRequest(payload)
    expect(await isFormIntact(req, form.id)).toBe(true)
    await sql(
      `begin; set local session_replication_role = replica;
       update documents set sha256 = repeat('0', 64) where id = '${named}'; commit`,
    )
    expect(await isFormIntact(req, form.id)).toBe(false)
    expect(await statusOf(build)).toBe('IN_PRODUCTION')
  })

  it('what a superuser alters no longer matches the signature', async () => {
    const alterations = [
      (id: string) =>
        `update inspections set items = jsonb_set(items, '{0,note}', '"x"') where id = '${id}'`,
      (id: string) => `update inspections set outcome = 'FAIL' where id = '${id}'`,
      (id: string) => `update inspections set header = '[]' where id = '${id}'`,
      (id: string) => `update inspections set attempt = 2 where id = '${id}'`,
      (id: string) => `update documents set sha256 = repeat('0', 64) where inspection_id = '${id}'`,
      (id: string) => `delete from documents where inspection_id = '${id}'`,
    ]
    const req = await systemRequest(payload)
    for (const alter of alterations) {
      const { form } = await answered()
      await sign(qc, form.id)
      expect(await isFormIntact(req, form.id)).toBe(true)
      await sql(`begin; set local session_replication_role = replica; ${alter(form.id)}; commit`)
      expect(await isFormIntact(req, form.id), alter('id')).toBe(false)
    }
  })

  it('a draft that was answered in parallel loses nothing that was answered', async () => {
    const build = await readyForPreQc(crew)
    const form = await openForm(qc, build, 'PRE_QC')
    const good = answerAll(form.items).filter(({ key }) => key !== 'P1')
    const answers = await Promise.all(good.map((item) => answer(qc, form.id, [item])))
    expect(answers.map(({ status }) => status)).toEqual(good.map(() => 200))
    const { items } = await stored(form.id)
    for (const { key, basin } of good) {
      expect(items.find((item) => item.key === key && item.basin === basin)?.result).not.toBeNull()
    }
  })
})

describe('a packing list that an older release cannot count', () => {
  it.each([
    ['half a piece', { op: 'add', of: [{ op: 'value', path: 'sinkModel#basins' }, 0.5] }],
    ['an option without an answer', { op: 'value', path: 'pegboardColor' }],
    ['less than nothing', { op: 'add', of: [1, -3] }],
  ])('is refused with the line named: %s', async (_, quantity) => {
    const build = await allTasksDone(crew)
    const test = await openForm(assembler, build, 'END_OF_LINE')
    await answerForm(assembler, test)
    expect((await sign(assembler, test.id)).status).toBe(200)
    const content = structuredClone(MDRD)
    for (const { sections } of content.checklists)
      for (const { items } of sections)
        for (const item of items) if (item.key === 'K1') Object.assign(item, { quantity })
    await sql(
      `with newer as (
         insert into configuration_releases
         select (jsonb_populate_record(r, jsonb_build_object(
           'id', gen_random_uuid(), 'sha256', md5(random()::text), 'content', $2::jsonb,
           'version', (select max(version) + 1 from configuration_releases where code = r.code)))).*
         from configuration_releases r join builds b on b.release_id = r.id where b.id = $1
         returning id)
       update builds set release_id = (select id from newer) where id = $1`,
      [build, JSON.stringify(content)],
    )
    const opened = await rest(assembler).post<{ errors: { message: string }[] }>(
      `/builds/${build}/inspections`,
      { kind: 'PACKAGING' },
    )
    expect(opened).toMatchObject(refusal(409, 'precondition_failed'))
    expect(opened.body.errors[0]?.message).toContain('K1 Anti-fatigue mat')
    expect(
      await sql(`select id from inspections where build_id = $1 and kind = 'PACKAGING'`, [build]),
    ).toEqual([])
  })
})
