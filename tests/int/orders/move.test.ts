import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>
const move = (user: TestUser, id: string, body: Row) =>
  rest(user).post<{ status: string; builds: { status: string }[] }>(`/orders/${id}/move`, body)
const statuses = async (order: string) =>
  (await sql('select status from builds where order_id = $1 order by position', [order])).map(
    ({ status }) => status,
  )
const orderRow = async (id: string): Promise<Row> =>
  (await sql('select * from orders where id = $1', [id]))[0] ?? {}
const twoBuilds = () => submit(coordinator, { builds: [build(), build()] })

describe('hold, resume and cancel of a whole order (handbook 4.1)', () => {
  it('reaches every live build, with reason, class and history', async () => {
    const { order, builds } = await submit(coordinator, { builds: [build(), build(), build()] })
    await rest(coordinator).patch(`/builds/${builds[2]?.id}`, {
      status: 'CANCELLED',
      statusNote: 'One sink less',
    })

    const held = await move(coordinator, order.id, {
      to: 'ON_HOLD',
      note: 'Customer asks to wait',
      holdClass: 'CUSTOMER',
    })
    expect(held).toMatchObject({
      status: 200,
      body: {
        status: 'ON_HOLD',
        builds: [{ status: 'ON_HOLD' }, { status: 'ON_HOLD' }, { status: 'CANCELLED' }],
      },
    })
    expect(await orderRow(order.id)).toMatchObject({ status: 'ON_HOLD', stage: 'HELD' })
    expect(
      await sql(
        `select note, transition from status_events where order_id = $1 and "to" = 'ON_HOLD'`,
        [order.id],
      ),
    ).toEqual([1, 2].map(() => ({ note: 'Customer asks to wait', transition: 'T10' })))
    expect(
      await sql('select hold_class from builds where order_id = $1 order by position', [order.id]),
    ).toEqual([{ hold_class: 'CUSTOMER' }, { hold_class: 'CUSTOMER' }, { hold_class: null }])

    const resumed = await move(coordinator, order.id, { to: 'RESUME' })
    expect(resumed).toMatchObject({ status: 200, body: { status: 'PENDING' } })
    expect(await statuses(order.id)).toEqual(['PENDING', 'PENDING', 'CANCELLED'])

    const cancelled = await move(coordinator, order.id, { to: 'CANCELLED', note: 'Withdrawn' })
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'CANCELLED' } })
    expect(await statuses(order.id)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED'])
  })

  it('each build returns to the status that it left', async () => {
    const { order, builds } = await twoBuilds()
    const [first] = builds
    await approve(procurement, first?.bom.id ?? '')
    await rest(procurement).patch(`/builds/${first?.id}`, { status: 'PRE_QC' })
    await move(admin, order.id, { to: 'ON_HOLD', note: 'Strike at the carrier' })
    await move(admin, order.id, { to: 'RESUME' })
    expect(await statuses(order.id)).toEqual(['PRE_QC', 'PENDING'])
  })

  it('all or none: one build that cannot follow keeps all where they are', async () => {
    const { order, builds } = await twoBuilds()
    const [first] = builds
    await approve(procurement, first?.bom.id ?? '')
    await rest(procurement).patch(`/builds/${first?.id}`, { status: 'PRE_QC' })

    const answer = await move(coordinator, order.id, { to: 'CANCELLED', note: 'Withdrawn' })

    expect(answer).toMatchObject(
      refusal(403, 'role_not_allowed', {
        message: expect.stringContaining(first?.buildNumber ?? '?'),
        details: expect.objectContaining({ build: first?.id }),
      }),
    )
    expect(await statuses(order.id)).toEqual(['PRE_QC', 'PENDING'])
    expect((await move(admin, order.id, { to: 'CANCELLED', note: 'Withdrawn' })).status).toBe(200)
    expect(await statuses(order.id)).toEqual(['CANCELLED', 'CANCELLED'])
  })

  it('a failure at the second build takes the first one back', async () => {
    const { order, builds } = await twoBuilds()
    await sql(`create function fail_second() returns trigger language plpgsql as $$ begin
      if new.build_id = '${builds[1]?.id}' then raise exception 'disk full'; end if; return new; end $$`)
    await sql(
      'create trigger fail_second before insert on status_events for each row execute function fail_second()',
    )
    const { status } = await move(coordinator, order.id, { to: 'ON_HOLD', note: 'Wait for it' })
    await sql('drop trigger fail_second on status_events')

    expect(status).toBe(500)
    expect(await statuses(order.id)).toEqual(['PENDING', 'PENDING'])
    expect(await orderRow(order.id)).toMatchObject({ status: 'PENDING', is_held: false })
    expect(
      await sql(
        `select id from audit_events where resource_id = any($1) and action = 'status_move'`,
        [builds.map(({ id }) => id)],
      ),
    ).toEqual([])
  })

  it.each([
    ['without a reason', { to: 'ON_HOLD' }, 422, 'reason_missing'],
    ['with two characters of reason', { to: 'ON_HOLD', note: ' ab ' }, 422, 'reason_missing'],
    ['with a reason too long', { to: 'ON_HOLD', note: 'x'.repeat(1001) }, 422, 'out_of_range'],
    ['to a step of single builds', { to: 'PRE_QC' }, 409, 'unknown_transition'],
    ['to nowhere', { to: 'NOWHERE', note: 'Trying' }, 409, 'unknown_transition'],
    ['to delivery before shipping', { to: 'DELIVERED' }, 409, 'unknown_transition'],
    ['resume of what is not held', { to: 'RESUME' }, 409, 'unknown_transition'],
    [
      'with an unknown class',
      { to: 'ON_HOLD', note: 'Waiting', holdClass: 'MOOD' },
      422,
      'invalid_value',
    ],
    ['without saying where', { note: 'Waiting' }, 422, 'required'],
    [
      'with an unknown field',
      { to: 'ON_HOLD', note: 'Waiting', force: true },
      422,
      'option_unknown',
    ],
  ])('refuses a move %s', async (_case, body, status, code) => {
    const { order } = await twoBuilds()
    expect(await move(coordinator, order.id, body)).toMatchObject(refusal(status, code))
    expect(await statuses(order.id)).toEqual(['PENDING', 'PENDING'])
  })

  it('is not made for a state that somebody has changed meanwhile (If-Match)', async () => {
    const { order, builds } = await twoBuilds()
    const [first] = builds
    const tagOf = async (path: string) => (await rest(coordinator).get(path)).headers.get('etag')
    const old = { 'if-match': (await tagOf(`/orders/${order.id}`)) ?? '' }
    const oldBuild = { 'if-match': (await tagOf(`/builds/${first?.id}`)) ?? '' }
    await rest(coordinator).patch(`/orders/${order.id}`, { language: 'FR' })

    const hold = { to: 'ON_HOLD', note: 'Waiting for it' }
    const ship = { builds: [first?.id], carrier: 'Carrier', date: '2026-01-02' }
    for (const [path, body, tag] of [
      [`/orders/${order.id}/move`, hold, old],
      [`/orders/${order.id}/shipments`, ship, old],
      [`/builds/${first?.id}/bom`, {}, oldBuild],
    ] as const) {
      expect(await rest(coordinator).post(path, body, tag), path).toMatchObject(
        refusal(409, 'stale_revision'),
      )
    }
    expect(await statuses(order.id)).toEqual(['PENDING', 'PENDING'])

    const fresh = { 'if-match': (await tagOf(`/builds/${first?.id}`)) ?? '' }
    expect((await rest(coordinator).post(`/builds/${first?.id}/bom`, {}, fresh)).status).toBe(201)
    const now = { 'if-match': (await tagOf(`/orders/${order.id}`)) ?? '' }
    expect((await rest(coordinator).post(`/orders/${order.id}/move`, hold, now)).status).toBe(200)
    expect(await statuses(order.id)).toEqual(['ON_HOLD', 'ON_HOLD'])
  })

  it.each([
    ['Procurement', procurement, 403],
    ['QC', qc, 403],
    ['Service', service, 403],
    ['an assembler without a build of it', assembler, 404],
  ])('%s may not', async (_, user, status) => {
    const { order } = await twoBuilds()
    const answer = await move(user, order.id, { to: 'ON_HOLD', note: 'I say so' })
    expect(answer.status).toBe(status)
    expect(await statuses(order.id)).toEqual(['PENDING', 'PENDING'])
  })

  it('an unknown order is 404, a stranger 401', async () => {
    const { order } = await twoBuilds()
    const hold = { to: 'ON_HOLD', note: 'Waiting for it' }
    for (const id of ['01a207d9-0047-7372-9ca0-530792b2e0ce', 'nonsense']) {
      expect(await move(admin, id, hold)).toMatchObject(refusal(404, 'not_found'))
    }
    expect((await rest().post(`/orders/${order.id}/move`, hold)).status).toBe(401)
  })

  it('six holds and cancels at once leave one truth', async () => {
    const { order } = await twoBuilds()
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        move(coordinator, order.id, {
          to: n % 2 ? 'CANCELLED' : 'ON_HOLD',
          note: `Wish number ${n}`,
        }),
      ),
    )
    for (const { status } of answers) expect([200, 403, 409]).toContain(status)
    const [one, two] = await statuses(order.id)
    expect(one).toBe(two)
    expect(await orderRow(order.id)).toMatchObject({ status: one })
    const events = await sql(
      `select "to", count(*)::int as n from status_events where order_id = $1 group by 1`,
      [order.id],
    )
    for (const { n } of events) expect(n).toBe(2)
  })

  it('one Idempotency-Key moves once', async () => {
    const { order } = await twoBuilds()
    const hold = () =>
      rest(coordinator).post(
        `/orders/${order.id}/move`,
        { to: 'ON_HOLD', note: 'Wait for it' },
        { 'idempotency-key': `hold-${order.id}` },
      )
    const answers = await Promise.all([hold(), hold(), hold()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(
      await sql(`select id from status_events where order_id = $1 and "to" = 'ON_HOLD'`, [
        order.id,
      ]),
    ).toHaveLength(2)
  })
})
