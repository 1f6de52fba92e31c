import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, firstBuild, loadCatalogue, submit } from '../../support/plant'
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
const one = async (text: string, id: string): Promise<Row> => (await sql(text, [id]))[0] ?? {}
const buildRow = (id: string) => one('select * from builds where id = $1', id)
const orderRow = (id: string) => one('select * from orders where id = $1', id)
const history = (id: string) =>
  sql(
    `select "from", "to", transition, by_role, note, is_override, seconds_in_from::int as seconds
     from status_events where build_id = $1 order by at, id`,
    [id],
  )
const move = (user: TestUser, id: string, to: string, own: Row = {}) =>
  rest(user).patch<{ doc: Row }>(`/builds/${id}`, { status: to, ...own })
const moved = async (...args: Parameters<typeof move>) => {
  const { status, text } = await move(...args)
  expect(status, text.slice(0, 300)).toBe(200)
}

async function pending(): Promise<string> {
  return firstBuild(await submit(coordinator)).id
}
async function released(): Promise<string> {
  const { id, bom } = firstBuild(await submit(coordinator))
  await approve(procurement, bom.id)
  await moved(procurement, id, 'PRE_QC')
  return id
}
/** Where only later work leads by itself: the Admin puts the build there. */
async function put(to: string): Promise<string> {
  const id = await pending()
  await moved(admin, id, to, { override: true, statusNote: 'Set up for a test' })
  return id
}

describe('T2: the body has arrived', () => {
  it('needs an approved bill of materials, and says so', async () => {
    const id = await pending()
    expect(await move(procurement, id, 'PRE_QC')).toMatchObject(
      refusal(409, 'precondition_failed', {
        message: expect.stringContaining('Bill of materials version 1'),
        details: expect.objectContaining({ guard: 'bomApproved', transition: 'T2' }),
      }),
    )
    expect(await history(id)).toHaveLength(1)
    expect((await buildRow(id)).status).toBe('PENDING')
  })

  it.each([
    ['Procurement', procurement],
    ['Coordinator', coordinator],
    ['Admin', admin],
  ])('is confirmed by %s after the approval; history, stage and order follow', async (_, user) => {
    const submitted = await submit(coordinator)
    const { id, bom } = firstBuild(submitted)
    await approve(procurement, bom.id)
    await sql(`update builds set status_since = now() - interval '90 seconds' where id = $1`, [id])

    await moved(user, id, 'PRE_QC')

    const row = await buildRow(id)
    expect(row).toMatchObject({ status: 'PRE_QC', stage: 'READY_FOR_PRE_QC', is_overridden: false })
    expect(row.arrived_at).toBeInstanceOf(Date)
    expect(await orderRow(submitted.order.id)).toMatchObject({
      status: 'PRE_QC',
      stage: 'READY_FOR_PRE_QC',
    })
    const [, event] = await history(id)
    expect(event).toMatchObject({
      from: 'PENDING',
      to: 'PRE_QC',
      transition: 'T2',
      by_role: user.role,
      is_override: false,
    })
    expect(event?.seconds).toBeGreaterThanOrEqual(90)
    expect(event?.seconds).toBeLessThan(90 + 180)
    const audited = await sql(
      `select actor, before->>'status' as was, after->>'status' as became from audit_events
       where resource = 'builds' and resource_id = $1 and action = 'status_move'`,
      [id],
    )
    expect(audited).toEqual([{ actor: user.id, was: 'PENDING', became: 'PRE_QC' }])
  })

  it.each([
    ['QC', qc],
    ['Service', service],
  ])('is not for %s, whatever the state', async (_, user) => {
    const id = await pending()
    expect(await move(user, id, 'PRE_QC')).toMatchObject(refusal(403, 'role_not_allowed'))
    expect((await buildRow(id)).status).toBe('PENDING')
  })
})

describe('T10, T11: hold and resume', () => {
  it('needs a reason of its own, remembers the status and gives it back', async () => {
    const id = await pending()
    expect(await move(coordinator, id, 'ON_HOLD')).toMatchObject(
      refusal(422, 'reason_missing', { field: 'statusNote' }),
    )
    expect(await move(coordinator, id, 'ON_HOLD', { statusNote: 'no' })).toMatchObject(
      refusal(422, 'reason_missing'),
    )
    expect(await move(coordinator, id, 'ON_HOLD', { statusNote: 'x'.repeat(1001) })).toMatchObject({
      status: 422,
    })

    await moved(coordinator, id, 'ON_HOLD', {
      statusNote: 'Drawing is missing',
      holdClass: 'DRAWING',
    })
    expect(await buildRow(id)).toMatchObject({
      status: 'ON_HOLD',
      stage: 'HELD',
      held_from: 'PENDING',
      hold_class: 'DRAWING',
      status_note: 'Drawing is missing',
    })

    await moved(coordinator, id, 'PENDING')
    expect(await buildRow(id)).toMatchObject({
      status: 'PENDING',
      stage: 'BOM_REVIEW',
      held_from: null,
      hold_class: null,
      status_note: null,
    })
    expect(await history(id)).toMatchObject([
      { to: 'PENDING', transition: 'T1' },
      { to: 'ON_HOLD', transition: 'T10', note: 'Drawing is missing' },
      { from: 'ON_HOLD', to: 'PENDING', transition: 'T11', note: null },
    ])
  })

  it('the reason of an earlier move is not the reason of this one', async () => {
    const id = await pending()
    await moved(coordinator, id, 'ON_HOLD', { statusNote: 'Drawing is missing' })
    expect(await move(admin, id, 'CANCELLED')).toMatchObject(refusal(422, 'reason_missing'))
    expect((await buildRow(id)).status).toBe('ON_HOLD')
  })

  it('only leads back to where it came from', async () => {
    const id = await pending()
    await moved(coordinator, id, 'ON_HOLD', { statusNote: 'Customer asked' })
    expect(await move(coordinator, id, 'PRE_QC')).toMatchObject(refusal(409, 'unknown_transition'))
  })

  it('the assembler of the build reports a shortage from production, and nobody else does', async () => {
    const id = await put('IN_PRODUCTION')
    await rest(coordinator).patch(`/builds/${id}`, { assignedTo: assembler.id })
    const other = await someone.user('ASSEMBLER')
    const shortage = { statusNote: 'Solenoids are out' }

    const denied = await move(other, id, 'ON_HOLD', shortage)
    expect([403, 404]).toContain(denied.status)
    expect(await move(qc, id, 'ON_HOLD', shortage)).toMatchObject(refusal(403, 'role_not_allowed'))
    for (const who of [assembler, coordinator]) {
      expect(await move(who, id, 'ON_HOLD', { ...shortage, holdClass: 'NOPE' })).toMatchObject(
        refusal(422, 'option_unknown', { field: 'holdClass' }),
      )
    }
    for (const holdClass of ['CUSTOMER', 'DRAWING', 'QUALITY', 'OTHER']) {
      expect(await move(assembler, id, 'ON_HOLD', { ...shortage, holdClass })).toMatchObject(
        refusal(403, 'role_not_allowed', { field: 'holdClass' }),
      )
    }
    expect((await buildRow(id)).status).toBe('IN_PRODUCTION')
    await moved(assembler, id, 'ON_HOLD', shortage)
    expect((await buildRow(id)).hold_class).toBe('PARTS_SHORTAGE')

    expect((await history(id)).at(-1)).toMatchObject({
      transition: 'T10s',
      by_role: 'ASSEMBLER',
      note: 'Solenoids are out',
    })
    expect(await move(assembler, id, 'IN_PRODUCTION')).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
  })
})

describe('T12, T13: cancel', () => {
  it('by the Coordinator while PENDING, with a reason; then nothing leads on', async () => {
    const submitted = await submit(coordinator)
    const { id } = firstBuild(submitted)
    expect(await move(coordinator, id, 'CANCELLED')).toMatchObject(refusal(422, 'reason_missing'))
    await moved(coordinator, id, 'CANCELLED', { statusNote: 'Funding withdrawn' })

    expect(await orderRow(submitted.order.id)).toMatchObject({
      status: 'CANCELLED',
      total_cost: null,
    })
    expect((await history(id)).at(-1)).toMatchObject({ transition: 'T12' })
    expect(await move(coordinator, id, 'PENDING')).toMatchObject({ status: 409 })
    expect(await move(admin, id, 'PENDING')).toMatchObject({ status: 409 })
  })

  it('after PENDING by the Admin alone, also from hold', async () => {
    const id = await released()
    const why = { statusNote: 'Clinic closed' }
    expect(await move(coordinator, id, 'CANCELLED', why)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    await moved(coordinator, id, 'ON_HOLD', why)
    expect(await move(coordinator, id, 'CANCELLED', why)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    await moved(admin, id, 'CANCELLED', why)
    expect((await history(id)).at(-1)).toMatchObject({ from: 'ON_HOLD', transition: 'T13' })
  })

  it('keeps its build number taken (handbook 4.6)', async () => {
    const submitted = await submit(coordinator)
    const { id, buildNumber } = firstBuild(submitted)
    await moved(coordinator, id, 'CANCELLED', { statusNote: 'Funding withdrawn' })
    const { body } = await rest(coordinator).get<{ buildNumbers: Row }>(
      `/orders/check?buildNumber=${buildNumber}`,
    )
    expect(body.buildNumbers).toEqual({ [buildNumber]: { taken: true } })
  })
})

describe('T14: override', () => {
  it('goes anywhere with a reason, and is marked for good', async () => {
    const id = await pending()
    expect(await move(admin, id, 'FINAL_QC', { override: true })).toMatchObject(
      refusal(422, 'reason_missing'),
    )
    await moved(admin, id, 'FINAL_QC', { override: true, statusNote: 'Trade fair exhibit' })

    expect(await buildRow(id)).toMatchObject({ status: 'FINAL_QC', is_overridden: true })
    expect((await history(id)).at(-1)).toMatchObject({
      from: 'PENDING',
      to: 'FINAL_QC',
      transition: 'T14',
      is_override: true,
      note: 'Trade fair exhibit',
    })
    expect(
      await sql(
        `select actor, reason, after->>'status' as "to" from audit_events
         where resource = 'builds' and resource_id = $1 and action = 'override'`,
        [id],
      ),
    ).toEqual([{ actor: admin.id, reason: 'Trade fair exhibit', to: 'FINAL_QC' }])
    expect(await sql('select id from signatures where build_id = $1', [id])).toEqual([])

    await moved(coordinator, id, 'ON_HOLD', { statusNote: 'Back to ordinary' })
    expect((await buildRow(id)).is_overridden, 'the mark stays').toBe(true)
  })

  it('is deaf for everybody else', async () => {
    const id = await pending()
    const forced = { override: true, statusNote: 'Please let me' }
    for (const user of [coordinator, procurement, qc]) {
      const { status } = await move(user, id, 'QC_COMPLETE', forced)
      expect([403, 409], user.role).toContain(status)
    }
    expect(await buildRow(id)).toMatchObject({ status: 'PENDING', is_overridden: false })
    expect(await history(id)).toHaveLength(1)
  })

  it('knows the states of the pinned workflow and no others', async () => {
    const id = await pending()
    expect(
      await move(admin, id, 'NOWHERE', { override: true, statusNote: 'Just trying' }),
    ).toMatchObject(refusal(409, 'unknown_transition'))
    expect(await move(admin, id, 'NOWHERE')).toMatchObject({ status: 409 })
  })
})

describe('transitions whose guards need later work say what is missing', () => {
  it.each([
    ['PRE_QC', 'IN_PRODUCTION', qc, 'Pre-QC has not been done yet'],
    ['IN_PRODUCTION', 'PRODUCTION_COMPLETE', assembler, 'tasks are still open'],
    ['PRODUCTION_COMPLETE', 'FINAL_QC', qc, 'There is no packing list yet'],
    ['FINAL_QC', 'QC_COMPLETE', qc, 'Final QC has not been done yet'],
    ['QC_COMPLETE', 'SHIPPED', coordinator, 'The shipment lacks ship date and carrier'],
  ] as const)('%s -> %s', async (from, to, user, missing) => {
    const id = await put(from)
    await rest(admin).patch(`/builds/${id}`, { assignedTo: assembler.id })
    const answer = await move(user, id, to)
    expect(answer).toMatchObject(
      refusal(409, 'precondition_failed', { message: expect.stringContaining(missing) }),
    )
    expect((await buildRow(id)).status).toBe(from)
  })

  it('delivery needs nothing more', async () => {
    const id = await put('SHIPPED')
    await moved(coordinator, id, 'DELIVERED')
    expect((await history(id)).at(-1)).toMatchObject({ transition: 'T9' })
  })

  it('a step over others is no transition at all', async () => {
    const id = await released()
    expect(await move(admin, id, 'FINAL_QC')).toMatchObject({ status: expect.any(Number) })
    expect(await move(qc, id, 'QC_COMPLETE')).toMatchObject(refusal(409, 'unknown_transition'))
    expect((await buildRow(id)).status).toBe('PRE_QC')
  })
})

describe('GET /builds/:id/moves', () => {
  type Offer = {
    to: string
    label: string
    allowed: boolean
    unmet: { guard: string; message: string }[]
  }
  const offers = async (user: TestUser, id: string) =>
    (await rest(user).get<Offer[]>(`/builds/${id}/moves`)).body

  it('offers each role its own moves, with what is unmet in words', async () => {
    const id = await pending()
    expect(await offers(coordinator, id)).toMatchObject([
      {
        to: 'PRE_QC',
        label: 'Body arrived',
        allowed: false,
        unmet: [
          {
            guard: 'bomApproved',
            message: expect.stringContaining('version 1 is not approved yet'),
          },
        ],
      },
      { to: 'ON_HOLD', allowed: true, unmet: [] },
      { to: 'CANCELLED', allowed: true, unmet: [] },
    ])
    expect((await offers(procurement, id)).map(({ to }) => to)).toEqual(['PRE_QC'])
    expect(await offers(qc, id)).toEqual([])
    expect((await rest(service).get(`/builds/${id}/moves`)).status).toBe(403)
    expect((await rest().get(`/builds/${id}/moves`)).status).toBe(401)
  })

  it('what it allows, the write accepts', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    const [first] = await offers(procurement, id)
    expect(first).toMatchObject({ to: 'PRE_QC', allowed: true, unmet: [] })
    await moved(procurement, id, first?.to ?? '')
  })
})

describe('GraphQL obeys the same gate', () => {
  const mutation = `mutation ($id: String!, $data: mutationBuildUpdateInput!) {
    updateBuild(id: $id, data: $data) { id status stage }
  }`

  it('refuses and moves like REST', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    const to = (user: TestUser, data: Row) => graphql(user, mutation, { id, data })

    const early = await to(procurement, { status: 'PRE_QC' })
    expect(early.body.errors?.[0]?.extensions).toMatchObject({
      code: 'precondition_failed',
      statusCode: 409,
    })
    const stranger = await to(qc, { status: 'PRE_QC' })
    expect(stranger.body.errors?.[0]?.extensions).toMatchObject({ code: 'role_not_allowed' })
    expect((await buildRow(id)).status).toBe('PENDING')

    await approve(procurement, bom.id)
    const { body } = await to(procurement, { status: 'PRE_QC' })
    expect(body.errors).toBeUndefined()
    expect(body.data).toMatchObject({
      updateBuild: { status: 'PRE_QC', stage: 'READY_FOR_PRE_QC' },
    })
    expect((await history(id)).at(-1)).toMatchObject({ transition: 'T2' })
  })
})

describe('eight clients move one build at once: one winner', () => {
  it.each([
    ['with the same rev', true],
    ['without rev', false],
  ])('%s', async (_case, withRev) => {
    const { id, bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    const { rev } = await buildRow(id)

    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        move(procurement, id, 'PRE_QC', withRev ? { rev: Number(rev) } : {}),
      ),
    )

    const codes = answers.map(({ status }) => status).sort()
    expect(codes).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
    expect(await history(id)).toHaveLength(2)
  })

  it('hold and release at once: exactly one of the two', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    const { rev } = await buildRow(id)
    const answers = await Promise.all([
      move(coordinator, id, 'ON_HOLD', { statusNote: 'Wait a moment', rev: Number(rev) }),
      move(procurement, id, 'PRE_QC', { rev: Number(rev) }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await history(id)).toHaveLength(2)
  })
})

describe('the order follows its builds (handbook 4.1)', () => {
  it('shows the least advanced live build, a hold mark, and the end of all', async () => {
    const submitted = await submit(coordinator, { builds: [build(), build(), build()] })
    const [first, second, third] = submitted.builds
    if (!first || !second || !third) throw new Error('three builds were submitted')
    const order = () => orderRow(submitted.order.id)
    for (const { bom } of submitted.builds) await approve(procurement, bom.id)
    const revBefore = (await order()).rev

    await moved(procurement, first.id, 'PRE_QC')
    expect(await order()).toMatchObject({ status: 'PENDING', is_held: false, rev: revBefore })

    await moved(coordinator, second.id, 'ON_HOLD', { statusNote: 'Drawing is missing' })
    expect(await order()).toMatchObject({ status: 'PENDING', is_held: true })

    await moved(coordinator, third.id, 'CANCELLED', { statusNote: 'One sink less' })
    expect(await order(), 'the held build counts with the status it left').toMatchObject({
      status: 'PENDING',
      is_held: true,
    })

    await moved(coordinator, first.id, 'ON_HOLD', { statusNote: 'Same drawing' })
    expect(await order()).toMatchObject({ status: 'ON_HOLD', stage: 'HELD' })

    await moved(coordinator, second.id, 'PENDING')
    await moved(coordinator, first.id, 'PRE_QC')
    await moved(procurement, second.id, 'PRE_QC')
    expect(await order()).toMatchObject({ status: 'PRE_QC', is_held: false })

    for (const { id } of [first, second]) {
      await moved(admin, id, 'CANCELLED', { statusNote: 'Nothing remains' })
    }
    expect(await order()).toMatchObject({ status: 'CANCELLED' })
  })
})

it('the history refuses change by the application and by its owner', async () => {
  const id = await pending()
  for (const text of [
    `update status_events set note = 'x' where build_id = '${id}'`,
    `delete from status_events where build_id = '${id}'`,
    'truncate status_events',
  ]) {
    await expect(sql(text), text).rejects.toThrow(/append-only/)
    await expect(payload.db.pool.query(text), text).rejects.toThrow(/permission|append-only/)
  }
})
