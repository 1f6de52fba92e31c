import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { overtaken } from '../../support/overtaken'
import { bootPayload } from '../../support/payload'
import { moveBuild, passForm } from '../../support/floor'
import {
  approve,
  firstBuild,
  loadCatalogue,
  submission,
  submit,
  type Submitted,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const house = await bootPayload()
const { payload, sql } = house
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')

type Json = Record<string, unknown>
const STANDARD = 'STANDARD'
const OTHER = 'INSPECT_AFTER_PRODUCTION'
const ids = new Map<string, string>()
const idOf = (code: string): string => ids.get(code) ?? ''

const act = (what: string, code: string, body: Json = { reason: 'Tried out' }, user = admin) =>
  rest(user).post(`/workflows/${idOf(code)}/${what}`, body)
const stateOf = async (code: string) =>
  (
    await sql<{ state: string; isDefault: boolean }>(
      `select state, is_default as "isDefault" from workflows where code = $1`,
      [code],
    )
  )[0]
const workflowOf = async (order: string) =>
  (
    await sql<{ code: string }>(
      `select r.code from orders o join configuration_releases r on r.id = o.workflow_id where o.id = $1`,
      [order],
    )
  )[0]?.code

beforeAll(async () => {
  await loadCatalogue(payload)
  for (const { id, code } of await sql<{ id: string; code: string }>(
    'select id, code from workflows',
  ))
    ids.set(code, id)
})

const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const then = async (code: string, on: string) => {
  const { body } = await rest(coordinator).get<{ usedByNewOrders: unknown }>(
    `/workflows/${idOf(code)}/in-force?on=${on}`,
  )
  return body
}

describe('a workflow is retired (handbook 15.10)', () => {
  it('once it is published, and never while new orders use it', async () => {
    expect(await act('retire', OTHER)).toMatchObject(refusal(409, 'wrong_state'))
    expect(await act('reinstate', OTHER)).toMatchObject(refusal(409, 'wrong_state'))
    expect(await act('retire', STANDARD)).toMatchObject(
      refusal(409, 'wrong_state', {
        message:
          'New orders use the workflow STANDARD. Let them use another one first, then retire it.',
      }),
    )
    expect(await stateOf(STANDARD)).toEqual({ state: 'PUBLISHED', isDefault: true })
  })

  it('by an Admin, with a reason, and only once', async () => {
    const published = await act('publish', OTHER, {
      password: admin.password,
      reason: 'Inspect later',
    })
    expect(published.status, published.text).toBe(201)
    expect(await act('retire', OTHER, { reason: 'Tried out' }, coordinator)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    expect(await act('retire', OTHER, {})).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'reason' }] },
    })
    expect(await act('retire', OTHER, { reason: 'Tried out', rev: 999 })).toMatchObject(
      refusal(409, 'stale_revision'),
    )
    expect(await stateOf(OTHER)).toMatchObject({ state: 'PUBLISHED' })

    expect(await act('retire', OTHER)).toMatchObject({
      status: 200,
      body: { code: OTHER, state: 'RETIRED' },
    })
    expect(await act('retire', OTHER)).toMatchObject(refusal(409, 'wrong_state'))
    expect(
      await sql(
        `select action, before, after, reason, actor from audit_events
         where resource = 'workflows' and resource_id = $1 and action = 'retire'`,
        [idOf(OTHER)],
      ),
    ).toEqual([
      {
        action: 'retire',
        before: { state: 'PUBLISHED' },
        after: { state: 'RETIRED', rev: expect.any(Number) },
        reason: 'Tried out',
        actor: admin.id,
      },
    ])
  })

  it('then nothing is published of it and no order uses it, until it is put back into use', async () => {
    expect(await act('default', OTHER)).toMatchObject(
      refusal(409, 'wrong_state', {
        message: `The workflow ${OTHER} is retired. Put it back into use first.`,
      }),
    )
    expect(
      await act('publish', OTHER, { password: admin.password, reason: 'Although it is retired' }),
    ).toMatchObject(refusal(409, 'wrong_state'))
    expect(await then(OTHER, day(2))).toMatchObject({
      release: null,
      retiredAt: expect.any(String),
    })
    expect((await act('reinstate', OTHER)).status).toBe(200)
    expect(await stateOf(OTHER)).toEqual({ state: 'PUBLISHED', isDefault: false })
    expect(await then(OTHER, day(2))).toMatchObject({ release: { version: 1 }, retiredAt: null })
  })

  it('while orders on their way stay on its release and carry on', async () => {
    const { order, builds } = await submit(coordinator)
    const { id, bom } = firstBuild({ order, builds })
    expect((await act('default', OTHER)).status).toBe(200)
    expect((await act('retire', STANDARD)).status).toBe(200)
    await approve(procurement, bom.id)
    await moveBuild(procurement, id, 'PRE_QC')
    await passForm(qc, id, 'PRE_QC')
    expect(await sql('select status from builds where id = $1', [id])).toEqual([
      { status: 'IN_PRODUCTION' },
    ])
    expect(await workflowOf(order.id)).toBe(STANDARD)
    expect(await workflowOf((await submit(coordinator)).order.id)).toBe(OTHER)

    expect((await act('reinstate', STANDARD)).status).toBe(200)
    expect((await act('default', STANDARD)).status).toBe(200)
  })
})

describe('a workflow that gives way at this moment', () => {
  it('is pinned by no order that was on its way: it takes the one that came after', async () => {
    const { status, body, text } = await overtaken(
      house,
      'workflows',
      [
        ['update workflows set is_default = false where is_default'],
        [`update workflows set state = 'RETIRED' where code = $1`, STANDARD],
        ['update workflows set is_default = true where code = $1', OTHER],
      ],
      () => rest(coordinator).post<Submitted>('/orders/submit', submission()),
    )
    expect(status, text).toBe(201)
    expect(await workflowOf(body.order.id)).toBe(OTHER)
    expect((await act('reinstate', STANDARD)).status).toBe(200)
  })
})

describe('the workflow that new orders used on a day (handbook 15.10)', () => {
  /** Days are told apart by moving what was written today back by so many of them. */
  const movedBack = (days: number) =>
    sql(
      `begin; set local session_replication_role = replica;
       update audit_events set at = at - interval '${days} days' where resource = 'workflows';
       update configuration_releases set created_at = created_at - interval '${days} days' where kind = 'WORKFLOW';
       commit`,
    )
  const used = async (on: string) => (await then(OTHER, on)).usedByNewOrders

  it('is the one put to use last until the end of that day', async () => {
    const standard = { code: STANDARD, version: 1 }
    const other = { code: OTHER, version: 1 }
    await movedBack(20)
    expect((await act('default', STANDARD)).status).toBe(200)
    await movedBack(20)
    expect((await act('default', OTHER)).status).toBe(200)
    await movedBack(20)

    expect(await used('2020-01-01')).toBeNull()
    expect(await used(day(-30))).toMatchObject(standard)
    expect(await used(day(-10))).toMatchObject(other)
    expect(await then(STANDARD, day(-10))).toMatchObject({
      release: { version: 1 },
      usedByNewOrders: other,
    })
  })

  it('before the first change it is the one that gave way; without any, the one used now', async () => {
    const forget = (which: string) =>
      sql(
        `begin; set local session_replication_role = replica;
         delete from audit_events where resource = 'workflows' and after ? 'isDefault' and ${which}; commit`,
      )
    await forget(`at < now() - interval '30 days'`)
    expect(await used(day(-30))).toMatchObject({ code: STANDARD, version: 1 })
    expect(await used(day(-10))).toMatchObject({ code: OTHER, version: 1 })
    await forget('true')
    expect(await used(day(-30))).toMatchObject({ code: OTHER, version: 1 })
  })

  it('and nothing of the kind is told of a family', async () => {
    const [family] = await sql<{ id: string }>(
      `select id from product_families where code = 'MDRD'`,
    )
    const { body } = await rest(admin).get(`/product-families/${family?.id}/in-force?on=${day(2)}`)
    expect(body).toMatchObject({ release: { version: 1 }, usedByNewOrders: null })
  })
})
