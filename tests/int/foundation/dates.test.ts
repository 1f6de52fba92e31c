import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest, type Answer } from '../../support/api'
import { claimed, tasksOf } from '../../support/floor'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue, submission, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const office = rest(coordinator)

let build: string
let task: string
let entry: string
let order: { id: string; builds: string[] }
beforeAll(async () => {
  await loadCatalogue(payload)
  build = await claimed({ coordinator, procurement, qc, assembler })
  task = (await tasksOf(admin, build))[0]?.id ?? ''
  const [running] = await sql<{ id: string }>(
    `insert into time_entries (id, task_id, build_id, user_id, started_at)
     values (gen_random_uuid(), $1, $2, $3, now()) returning id`,
    [task, build, assembler.id],
  )
  entry = running?.id ?? ''
  const submitted = await submit(coordinator)
  order = { id: submitted.order.id, builds: submitted.builds.map(({ id }) => id) }
})

const BAD_DAYS = [
  '0000-01-01',
  '1899-12-31',
  '2026-02-30',
  '2027-02-29',
  '10000-01-01',
  '+010000-01-01',
  '275760-09-13',
  '275760-09-14',
  '2027-13-01',
  '31.03.2027',
  'soon',
]

/** Every door that a day comes in by, with the field that the refusal has to name. */
const DOORS: readonly [string, string, (day: unknown) => Promise<Answer<unknown>>][] = [
  [
    'an order that is submitted',
    'wantDate',
    (day) => office.post('/orders/submit', submission({ wantDate: day })),
  ],
  [
    'an order that is changed',
    'wantDate',
    (day) => office.patch(`/orders/${order.id}`, { wantDate: day }),
  ],
  [
    'a shipment',
    'date',
    (day) =>
      office.post(`/orders/${order.id}/shipments`, {
        builds: order.builds,
        carrier: 'Carrier',
        date: day,
      }),
  ],
  ['a task', 'dueDate', (day) => office.patch(`/tasks/${task}`, { dueDate: day })],
  [
    'several tasks',
    'dueDate',
    (day) => office.post('/tasks/batch', { tasks: [task], dueDate: day }),
  ],
  [
    'a substitution',
    'expiresOn',
    (day) =>
      rest(procurement).post('/substitutions', {
        askedId: 'T2-DL27-KIT',
        substituteId: unique('S'),
        scope: 'EVERYWHERE',
        reason: 'The maker stopped making it.',
        isActive: true,
        expiresOn: day,
      }),
  ],
  [
    'a nonconformance',
    'dueDate',
    (day) =>
      rest(qc).post('/nonconformances', {
        build,
        reason: 'SURFACE',
        description: 'A scratch beside the drain.',
        dueDate: day,
      }),
  ],
  [
    'a tool',
    'calibrationDue',
    (day) =>
      office.post('/tools', { code: unique('TOOL'), name: 'Torque wrench', calibrationDue: day }),
  ],
]

describe.each(DOORS)('the day of %s', (_what, field, send) => {
  it.each(BAD_DAYS)('is not %s', async (day) => {
    expect(await send(day)).toMatchObject(refusal(422, 'invalid_value', { field }))
  })

  it.each([[20270331], [{ year: 2027 }]])('is not %j', async (day) => {
    const answer = await send(day)
    expect([400, 422], answer.text).toContain(answer.status)
    expect(answer.body).toMatchObject({ errors: [{ field }] })
  })
})

it('refused days leave nothing behind, and the last day of the calendar is taken', async () => {
  expect(await sql('select from substitutions')).toEqual([])
  expect(await sql('select from tools where calibration_due is not null')).toEqual([])
  expect(await sql('select from tasks where due_date is not null')).toEqual([])
  expect(await sql('select from shipments')).toEqual([])
  expect((await office.patch(`/tasks/${task}`, { dueDate: '9999-12-31' })).status).toBe(200)
  expect((await office.patch(`/orders/${order.id}`, { wantDate: '9999-12-31' })).status).toBe(200)
  expect(await sql('select due_date from tasks where id = $1', [task])).toEqual([
    { due_date: '9999-12-31' },
  ])
})

it.each(BAD_DAYS)('GraphQL takes no %s either', async (day) => {
  const { body } = await graphql(
    coordinator,
    `
      mutation ($id: String!, $day: String) {
        updateOrder(id: $id, data: { wantDate: $day }) {
          id
        }
      }
    `,
    { id: order.id, day },
  )
  expect(body.errors?.[0]?.extensions).toMatchObject({
    errors: [{ code: 'invalid_value', field: 'wantDate' }],
  })
})

const BAD_MOMENTS = [
  '0000-01-01T08:00:00Z',
  '2026-02-30T08:00:00Z',
  '10000-01-01T08:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '2026-02-28',
  'yesterday',
]

describe('a moment', () => {
  it.each(BAD_MOMENTS)('of a corrected time is not %s', async (moment) => {
    const right = { startedAt: new Date().toISOString(), endedAt: new Date().toISOString() }
    for (const field of ['startedAt', 'endedAt'])
      expect(
        await rest(assembler).post(`/time-entries/${entry}/correct`, {
          ...right,
          reason: 'Went home without stopping it',
          [field]: moment,
        }),
      ).toMatchObject(refusal(422, 'invalid_value', { field }))
    expect(await sql('select ended_at from time_entries where id = $1', [entry])).toEqual([
      { ended_at: null },
    ])
  })

  it('of a corrected time may stand in any time zone', async () => {
    expect(
      await rest(assembler).post(`/time-entries/${entry}/correct`, {
        startedAt: '2026-03-02T08:00:00+23:00',
        endedAt: '2026-03-02T09:00:00+23:00',
        reason: 'Went home without stopping it',
      }),
    ).toMatchObject({
      status: 200,
      body: { startedAt: '2026-03-01T09:00:00.000Z', minutes: 60 },
    })
  })

  it.each([...BAD_MOMENTS.filter((moment) => moment !== '2026-02-28'), ...BAD_DAYS.slice(4)])(
    'that a list is filtered by is not %s',
    async (moment) => {
      const asked = encodeURIComponent(moment)
      for (const filter of [
        `where[createdAt][greater_than]=${asked}`,
        `where[createdAt][equals]=${asked}`,
        `where[createdAt][in]=2026-01-01,${asked}`,
        `where[or][0][and][0][updatedAt][less_than_equal]=${asked}`,
      ])
        expect(await rest(admin).get(`/parts?${filter}`), filter).toMatchObject(
          refusal(400, 'malformed', {
            field: filter.includes('updatedAt') ? 'updatedAt' : 'createdAt',
          }),
        )
      expect(
        await office.get(`/builds?where[order.createdAt][greater_than]=${asked}`),
      ).toMatchObject(refusal(400, 'malformed', { field: 'order.createdAt' }))
    },
  )

  it.each(['2026-01-01', '0001-01-01', '9999-12-31T23:59:59.999Z', 'null', ''])(
    'that a list is filtered by may be “%s”',
    async (moment) => {
      const { status } = await rest(admin).get(`/parts?where[createdAt][greater_than]=${moment}`)
      expect(status).toBe(200)
    },
  )

  it.each(['0000-01-01', '10000-01-01', '275760-09-13', '2026-02-30', 'soon', 1e17])(
    'of a record is not %s',
    async (moment) => {
      const partNumber = unique('P')
      expect(
        await rest(procurement).post('/parts', { partNumber, name: 'x', createdAt: moment }),
      ).toMatchObject(refusal(400, 'malformed', { field: 'createdAt' }))
      expect(await sql('select from parts where part_number = $1', [partNumber])).toEqual([])
    },
  )
})

it('a draft keeps whatever was typed as its want date, and the submit judges it', async () => {
  for (const wantDate of ['0000-01-01', '275760-09-13', '2026-02-30']) {
    const content = submission({ wantDate })
    const { status, body } = await office.post<{ doc: { id: string } }>('/order-drafts', {
      title: 'Harbour Clinic',
      step: 2,
      content,
    })
    expect(status).toBe(201)
    const draft = body.doc.id
    expect((await office.get<{ content: unknown }>(`/order-drafts/${draft}`)).body.content).toEqual(
      content,
    )
    expect(await office.post('/orders/submit', { ...content, draft })).toMatchObject(
      refusal(422, 'invalid_value', { field: 'wantDate' }),
    )
  }
})

it('when a record was made and changed is said by the server, whatever the caller sends', async () => {
  const times = { createdAt: '2001-01-01T00:00:00.000Z', updatedAt: '2001-01-01T00:00:00.000Z' }
  const made = await rest(procurement).post<{ doc: { id: string } }>('/parts', {
    ...{ partNumber: 'TIME-1', name: 'Backdated', kind: 'COMPONENT', unit: 'EA' },
    ...times,
  })
  expect(made.status, made.text).toBe(201)
  const { id } = made.body.doc
  expect((await rest(procurement).patch(`/parts/${id}`, { name: 'Again', ...times })).status).toBe(
    200,
  )
  const changed = await graphql(
    procurement,
    `mutation { updatePart(id: "${id}", data: { name: "Once more", createdAt: "2001-01-01T00:00:00.000Z" }) { name } }`,
  )
  expect(changed.text).toContain('Once more')
  expect(
    await sql(
      `select created_at > now() - interval '1 hour' as made, updated_at > now() - interval '1 hour' as changed
       from parts where id = $1`,
      [id],
    ),
  ).toEqual([{ made: true, changed: true }])
})
