import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rest, type Answer } from '../../support/api'
import { readyForPreQc } from '../../support/floor'
import { given } from '../../support/given'
import { overtaken } from '../../support/overtaken'
import { bootPayload } from '../../support/payload'
import {
  build,
  firstBuild,
  loadCatalogue,
  plainSink,
  submission,
  submit,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const house = await bootPayload()
const { payload, sql } = house
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')

let family = ''
beforeAll(async () => {
  await loadCatalogue(payload)
  const [found] = await sql<{ id: string }>(`select id from product_families where code = 'MDRD'`)
  family = found?.id ?? ''
})

type Json = Record<string, unknown>
const WHY = { reason: 'Replaced by the next family' }
const retire = (user = admin, body: Json = WHY) =>
  rest(user).post(`/product-families/${family}/retire`, body)
const reinstate = (user = admin, body: Json = { reason: 'Wanted again' }) =>
  rest(user).post(`/product-families/${family}/reinstate`, body)
const stateOf = async () =>
  (await sql<{ state: string }>(`select state from product_families where id = $1`, [family]))[0]
    ?.state

describe('a family is retired (handbook 15.10)', () => {
  it('by an Admin, with a reason, and only once', async () => {
    expect(await retire(coordinator)).toMatchObject(refusal(403, 'role_not_allowed'))
    expect(await retire(admin, {})).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'reason' }] },
    })
    expect(await retire(admin, { ...WHY, rev: 999 })).toMatchObject(refusal(409, 'stale_revision'))
    expect(await reinstate()).toMatchObject(refusal(409, 'wrong_state'))
    expect(await stateOf()).toBe('PUBLISHED')

    expect(await retire()).toMatchObject({ status: 200, body: { code: 'MDRD', state: 'RETIRED' } })
    expect(await retire()).toMatchObject(refusal(409, 'wrong_state'))
    expect(
      await sql(
        `select action, before, after, reason, actor from audit_events
         where resource = 'product-families' and resource_id = $1 and action = 'retire'`,
        [family],
      ),
    ).toEqual([
      {
        action: 'retire',
        before: { state: 'PUBLISHED' },
        after: { state: 'RETIRED', rev: expect.any(Number) },
        reason: WHY.reason,
        actor: admin.id,
      },
    ])
    expect((await reinstate()).status).toBe(200)
    expect(await stateOf()).toBe('PUBLISHED')
  })

  it('no order takes it, nothing is previewed or published for it, and it can be told why', async () => {
    await retire()
    const orders = await sql('select id from orders')
    expect(await rest(coordinator).post('/orders/submit', submission())).toMatchObject(
      refusal(422, 'family_retired', { field: 'builds.0.family' }),
    )
    expect(await sql('select id from orders')).toEqual(orders)
    const preview = { family: 'MDRD', configuration: plainSink() }
    expect(await rest(coordinator).post('/configurator/preview', preview)).toMatchObject(
      refusal(422, 'family_retired'),
    )
    expect(await rest(coordinator).get('/configurator/accessories?family=MDRD')).toMatchObject(
      refusal(422, 'family_retired'),
    )
    expect(await rest(qc).get('/configurator/checklists?family=MDRD')).toMatchObject(
      refusal(404, 'not_found'),
    )
    const published = await rest(admin).post(`/product-families/${family}/publish`, {
      password: admin.password,
      reason: 'Although it is retired',
    })
    expect(published).toMatchObject(refusal(409, 'wrong_state'))
    expect(await stateOf()).toBe('RETIRED')
    expect((await rest().get('/ready')).status).toBe(200)

    await reinstate()
    expect((await rest(coordinator).post('/orders/submit', submission())).status).toBe(201)
  })

  it('builds on their way stay on their release and carry on', async () => {
    const { id, bom } = firstBuild(await submit(coordinator, { builds: [build()] }))
    const pinned = async () =>
      (
        await sql<{ release: string }>(`select release_id as release from builds where id = $1`, [
          id,
        ])
      )[0]?.release
    const before = await pinned()
    await retire()
    const length = 66
    const preview = await rest(coordinator).post<{ complete: boolean }>('/configurator/preview', {
      family: 'MDRD',
      configuration: plainSink({ length }),
      build: id,
    })
    expect(preview.body.complete, preview.text.slice(0, 400)).toBe(true)
    const offered = await rest(coordinator).get(`/configurator/accessories?family=MDRD&build=${id}`)
    expect(offered.status).toBe(200)
    const changed = await rest(coordinator).patch(`/builds/${id}`, {
      configuration: plainSink({ length }),
    })
    expect(changed.status, changed.text.slice(0, 400)).toBe(200)
    expect(await pinned()).toBe(before)
    const [newest] = await sql<{ version: number; id: string }>(
      `select version::int as version, id from boms where build_id = $1 and is_active`,
      [id],
    )
    expect(newest?.version).toBeGreaterThan(bom.version)
    await reinstate()
    const other = await readyForPreQc({ coordinator, procurement })
    await retire()
    const opened = await rest(qc).post(`/builds/${other}/inspections`, { kind: 'PRE_QC' })
    expect(opened.status, opened.text.slice(0, 400)).toBe(201)
    await reinstate()
  })
})

describe('a family that is being retired at this moment (handbook 15.10)', () => {
  afterEach(() => sql(`update product_families set state = 'PUBLISHED'`))

  /** What a write answers that finds the family in the hands of somebody who retires it. */
  const whileRetired = <Body>(id: string, write: () => Promise<Answer<Body>>) =>
    overtaken(
      house,
      'product_families',
      [[`update product_families set state = 'RETIRED' where id = $1`, id]],
      write,
    )

  it('is pinned by no order that was on its way', async () => {
    const orders = await sql('select id from orders')
    const answer = await whileRetired(family, () =>
      rest(coordinator).post('/orders/submit', submission()),
    )
    expect(answer).toMatchObject(refusal(422, 'family_retired', { field: 'builds.0.family' }))
    expect(await sql('select id from orders')).toEqual(orders)
  })

  it('takes no build to the release that it had', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const answer = await whileRetired(family, () => rest(admin).post(`/builds/${id}/release`, WHY))
    expect(answer).toMatchObject(
      refusal(409, 'wrong_state', { message: 'No release of family MDRD is in force.' }),
    )
  })

  it('takes no build of another family', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const [twin] = await sql<{ id: string }>(
      `with release as (
         insert into configuration_releases
         select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'code', 'TWIN'))).*
         from configuration_releases r join product_families f on f.release_id = r.id where f.id = $1
         returning id)
       insert into product_families
       select (jsonb_populate_record(f, jsonb_build_object(
         'id', gen_random_uuid(), 'code', 'TWIN', 'name', 'Twin', 'release_id', release.id))).*
       from product_families f, release where f.id = $1
       returning id`,
      [family],
    )
    const answer = await whileRetired(twin?.id ?? '', () =>
      rest(coordinator).patch(`/builds/${id}`, { family: 'TWIN', configuration: plainSink() }),
    )
    expect(answer).toMatchObject(refusal(422, 'family_retired', { field: 'family' }))
    expect(await sql('select family from builds where id = $1', [id])).toEqual([{ family: 'MDRD' }])
  })
})

describe('the version in force on any date (handbook 15.10)', () => {
  const day = (offset: number) =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const inForce = async (on: string, user = procurement) => {
    const { status, body, text } = await rest(user).get<{
      release: { version: number } | null
      retiredAt: string | null
    }>(`/product-families/${family}/in-force?on=${on}`)
    expect(status, text).toBe(200)
    return body
  }

  it('is told for each day: before the first release none, since then the newest', async () => {
    expect(await inForce('2020-01-01')).toMatchObject({ release: null, retiredAt: null })
    expect((await inForce(day(2))).release).toMatchObject({ version: 1 })
    const { body } = await rest(coordinator).get(
      `/workflows/${(await sql<{ id: string }>(`select id from workflows where code = 'STANDARD'`))[0]?.id}/in-force?on=${day(2)}`,
    )
    expect(body).toMatchObject({ code: 'STANDARD', release: { version: 1 } })
  })

  it('none while the family is retired', async () => {
    await retire()
    expect(await inForce(day(2))).toMatchObject({ release: null, retiredAt: expect.any(String) })
    expect(await inForce('2020-01-01')).toMatchObject({ release: null, retiredAt: null })
    await reinstate()
    expect(await inForce(day(2))).toMatchObject({ release: { version: 1 }, retiredAt: null })
  })

  it('to those who read the configuration, for a day that there is', async () => {
    const path = `/product-families/${family}/in-force`
    expect(await rest(qc).get(`${path}?on=2026-01-01`)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    for (const on of ['', 'yesterday', '2026-02-30', '0000-01-01', '1899-12-31'])
      expect(await rest(admin).get(`${path}?on=${on}`), on).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'on' }] },
      })
    for (const on of ['1900-01-01', '9999-12-31'])
      expect((await rest(admin).get(`${path}?on=${on}`)).status, on).toBe(200)
  })
})
