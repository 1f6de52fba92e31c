import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { approve, build, firstBuild, loadCatalogue, plainSink, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')

beforeAll(() => loadCatalogue(payload))
afterEach(() => sql('update substitutions set is_active = false'))

type Row = Record<string, unknown>
type Line = {
  partNumber: string
  name: string
  kind: string
  because: string
  quantity: number
  attributes: Record<string, string> | null
  children: Line[]
}
const KIT = 'T2-DL27-KIT'
const CASTERS = 'T2-LEVELING-CASTOR-475'
const SEISMIC = 'T2-SEISMIC-FEET'

const record = (user: TestUser, own: Row = {}) =>
  rest(user).post<{ doc: { id: string; rev: number; createdBy: { id: string } } }>(
    '/substitutions',
    {
      askedId: KIT,
      scope: 'EVERYWHERE',
      reason: 'The maker stopped making it.',
      isActive: true,
      ...own,
    },
  )
const regenerate = async (buildId: string) => {
  const { status, body, text } = await rest(coordinator).post<{ id: string; version: number }>(
    `/builds/${buildId}/bom`,
  )
  if (status !== 201) throw new Error(text)
  return body
}
const linesOf = async (bom: string): Promise<Line[]> => {
  const all = (lines: Line[]): Line[] => lines.flatMap((line) => [line, ...all(line.children)])
  const { body } = await rest(procurement).get<{ lines: Line[] }>(`/boms/${bom}/tree`)
  return all(body.lines)
}
const lineOf = async (bom: string, partNumber: string) =>
  (await linesOf(bom)).find((line) => line.partNumber === partNumber)

describe('two substitutions that would change places', () => {
  const there = { askedId: CASTERS, substituteId: SEISMIC }
  const back = { askedId: SEISMIC, substituteId: CASTERS }
  const swap = refusal(422, 'invalid_value', { field: 'substituteId' })

  it('are not in force together where both would hold', async () => {
    const { id } = firstBuild(await submit(coordinator))
    const { id: other } = firstBuild(await submit(coordinator))
    const first = await record(procurement, { ...there, scope: 'FAMILY', family: 'MDRD' })
    expect(first.status, first.text).toBe(201)
    for (const where of [
      { scope: 'EVERYWHERE' },
      { scope: 'FAMILY', family: 'MDRD' },
      { scope: 'BUILD', build: id },
    ])
      expect(await record(procurement, { ...back, ...where }), where.scope).toMatchObject(swap)
    expect(await sql('select id from substitutions where asked_id = $1', [SEISMIC])).toEqual([])

    const path = `/substitutions/${first.body.doc.id}`
    const narrowed = await rest(procurement).patch(path, { scope: 'BUILD', build: id })
    expect(narrowed.status, narrowed.text).toBe(200)
    expect(await record(procurement, { ...back, scope: 'BUILD', build: id })).toMatchObject(swap)
    expect((await record(procurement, { ...back, scope: 'BUILD', build: other })).status).toBe(201)

    await rest(procurement).patch(path, { isActive: false })
    expect((await record(procurement, { ...back, scope: 'BUILD', build: id })).status).toBe(201)
    expect(await rest(procurement).patch(path, { isActive: true })).toMatchObject(swap)
  })

  it('nor when both are recorded, or put into force, in the same moment', async () => {
    const pair = [there, back].map((own) => ({ ...own, scope: 'EVERYWHERE' }))
    const recorded = await Promise.all(pair.map((own) => record(procurement, own)))
    expect(recorded.map(({ status }) => status).toSorted()).toEqual([201, 422])

    await sql('update substitutions set is_active = false')
    const paused = await Promise.all(
      pair.map((own) => record(procurement, { ...own, isActive: false })),
    )
    const started = await Promise.all(
      paused.map(({ body }) =>
        rest(procurement).patch(`/substitutions/${body.doc.id}`, { isActive: true }),
      ),
    )
    expect(started.map(({ status }) => status).toSorted()).toEqual([200, 422])
    expect(await sql('select count(*)::int as active from substitutions where is_active')).toEqual([
      { active: 1 },
    ])
  })

  it('nor over a third item, and the refusal names the way', async () => {
    const third = await someone.part()
    const scope = 'EVERYWHERE'
    const steps = [there, { askedId: SEISMIC, substituteId: third.partNumber }]
    for (const step of steps)
      expect((await record(procurement, { ...step, scope })).status).toBe(201)
    const closing = { askedId: third.partNumber, substituteId: CASTERS, scope }
    const refused = await record(procurement, closing)
    expect(refused).toMatchObject(swap)
    expect(refused.text).toContain(
      `${third.partNumber} → ${CASTERS} → ${SEISMIC} → ${third.partNumber}`,
    )
  })
})

describe('the next generation (handbook 10)', () => {
  it('takes the substitute, says for what and why, and needs an approval of its own', async () => {
    const substitute = await someone.part({ name: 'Legs of another maker', cost: 1250 })
    const { id, bom } = firstBuild(await submit(coordinator))
    await approve(procurement, bom.id)
    const first = await lineOf(bom.id, KIT)
    expect(first).toBeDefined()

    const recorded = await record(procurement, { substituteId: substitute.partNumber })
    expect(recorded.status, recorded.text).toBe(201)
    expect(recorded.body.doc.createdBy).toMatchObject({ id: procurement.id })
    const next = await regenerate(id)

    expect(await lineOf(next.id, KIT)).toBeUndefined()
    expect(await lineOf(next.id, substitute.partNumber)).toMatchObject({
      kind: 'PART',
      name: 'Legs of another maker',
      quantity: first?.quantity,
      because: expect.stringMatching(/Substitute for T2-DL27-KIT: The maker stopped making it\.$/),
      attributes: { substitutedFor: KIT, substitution: recorded.body.doc.id },
    })
    // the version before stays as it was approved
    expect(await lineOf(bom.id, KIT)).toMatchObject({ quantity: first?.quantity })
    const [stored] = await sql('select state, is_active from boms where id = $1', [next.id])
    expect(stored).toEqual({ state: 'DRAFT', is_active: true })
    await rest(coordinator).post(`/boms/${next.id}/submit`)
    await approve(procurement, next.id)
  })

  it('has its own code of the former system, not that of what it replaces', async () => {
    const { id, bom } = firstBuild(await submit(coordinator))
    expect((await lineOf(bom.id, CASTERS))?.attributes).toMatchObject({ legacyCode: '711.95' })

    await record(procurement, { askedId: CASTERS, substituteId: SEISMIC })
    const { attributes } = (await lineOf((await regenerate(id)).id, SEISMIC)) ?? {}
    expect(attributes).toMatchObject({
      substitutedFor: CASTERS,
      legacyCode: '711.96',
    })
    const plain = await someone.part()
    await sql('update substitutions set is_active = false')
    await record(procurement, { askedId: CASTERS, substituteId: plain.partNumber })
    const replaced = await lineOf((await regenerate(id)).id, plain.partNumber)
    expect(replaced?.attributes).not.toHaveProperty('legacyCode')
  })

  it('applies to a submit and to a preview as well', async () => {
    const substitute = await someone.part()
    await record(procurement, {
      substituteId: substitute.partNumber,
      scope: 'FAMILY',
      family: 'MDRD',
    })
    const { bom } = firstBuild(await submit(coordinator))
    expect(await lineOf(bom.id, substitute.partNumber)).toMatchObject({
      attributes: { substitutedFor: KIT },
    })
    const preview = await rest(coordinator).post<{ lines: Line[] }>('/configurator/preview', {
      family: 'MDRD',
      configuration: plainSink(),
    })
    expect(preview.body.lines.map(({ partNumber }) => partNumber)).toContain(substitute.partNumber)
  })

  it('for one build leaves its neighbour alone', async () => {
    const substitute = await someone.part()
    const [one, other] = (await submit(coordinator, { builds: [build(), build()] })).builds
    if (!one || !other) throw new Error('Two builds were submitted.')
    await record(procurement, {
      substituteId: substitute.partNumber,
      scope: 'BUILD',
      build: one.id,
    })
    expect(await lineOf((await regenerate(one.id)).id, substitute.partNumber)).toBeDefined()
    expect(await lineOf((await regenerate(other.id)).id, KIT)).toBeDefined()
    const asked = { family: 'MDRD', configuration: plainSink() }
    const preview = (body: Row) =>
      rest(coordinator).post<{ lines: Line[] }>('/configurator/preview', body)
    expect((await preview({ ...asked, build: one.id })).text).toContain(substitute.partNumber)
    expect((await preview(asked)).text).not.toContain(substitute.partNumber)
  })

  it('passes over expired and inactive ones; the last day still counts', async () => {
    const substitute = await someone.part()
    const { id } = firstBuild(await submit(coordinator))
    const { body } = await record(procurement, { substituteId: substitute.partNumber })
    await sql(`update substitutions set expires_on = '2020-01-01' where id = $1`, [body.doc.id])
    expect(await lineOf((await regenerate(id)).id, substitute.partNumber)).toBeUndefined()

    await sql(
      `update substitutions set expires_on = to_char((now() + interval '1 minute') at time zone (select time_zone from settings), 'YYYY-MM-DD') where id = $1`,
      [body.doc.id],
    )
    expect(await lineOf((await regenerate(id)).id, substitute.partNumber)).toBeDefined()

    const off = await rest(procurement).patch(`/substitutions/${body.doc.id}`, { isActive: false })
    expect(off.status, off.text).toBe(200)
    expect(await lineOf((await regenerate(id)).id, substitute.partNumber)).toBeUndefined()
  })

  it('with a substitute that no record answers to makes an unresolved line, which blocks', async () => {
    const { id } = firstBuild(await submit(coordinator))
    await record(procurement, { substituteId: 'NOT-ENTERED-YET' })
    const next = await regenerate(id)
    expect(await lineOf(next.id, 'NOT-ENTERED-YET')).toMatchObject({
      kind: 'UNRESOLVED',
      attributes: { substitutedFor: KIT },
    })
    await rest(coordinator).post(`/boms/${next.id}/submit`)
    const refused = await rest(procurement).post(`/boms/${next.id}/approve`, {
      password: procurement.password,
    })
    expect(refused).toMatchObject(refusal(422, 'unresolved_item'))
  })

  it('cures what is retired or missing', async () => {
    const substitute = await someone.part()
    const { id } = firstBuild(await submit(coordinator))
    await sql('update assemblies set is_active = false where part_number = $1', [KIT])
    const refused = await rest(coordinator).post(`/builds/${id}/bom`)
    expect(refused.body).toMatchObject({ errors: [{ code: 'inactive_item', item: KIT }] })

    await record(procurement, { substituteId: substitute.partNumber })
    expect(await lineOf((await regenerate(id)).id, substitute.partNumber)).toBeDefined()
    await sql('update assemblies set is_active = true where part_number = $1', [KIT])
  })
})

describe('the record', () => {
  const substituteId = unique('S')

  it('is made and changed by Procurement and Admin, read by QC, unknown to the floor', async () => {
    for (const user of [coordinator, qc, assembler])
      expect((await record(user, { substituteId })).status).toBe(403)
    const { body } = await record(procurement, { askedId: unique('A'), substituteId })
    expect((await rest(qc).get(`/substitutions/${body.doc.id}`)).status).toBe(200)
    expect((await rest(assembler).get(`/substitutions/${body.doc.id}`)).status).toBe(403)
    expect((await rest(procurement).delete(`/substitutions/${body.doc.id}`)).status).toBe(403)
    const audited = await sql(
      `select action, role from audit_events where resource = 'substitutions' and resource_id = $1 and action <> 'access_refused'`,
      [body.doc.id],
    )
    expect(audited).toEqual([{ action: 'create', role: 'PROCUREMENT' }])
  })

  it.each([
    ['itself', { substituteId: KIT }, 'substituteId'],
    ['a family that is not there', { scope: 'FAMILY', family: 'MRDR' }, 'family'],
    ['no build', { scope: 'BUILD' }, 'build'],
    ['a day that is none', { expiresOn: '2026-02-30' }, 'expiresOn'],
    ['a last day that is over', { expiresOn: '2020-01-01' }, 'expiresOn'],
  ])('is refused for %s', async (_, own, field) => {
    const { status, body } = await record(procurement, { substituteId, ...own })
    expect(status).toBe(422)
    expect(body).toMatchObject({ errors: [{ field }] })
  })

  it('has a reason of 10 characters at least, and of 1000 at most', async () => {
    const own = { askedId: unique('A'), substituteId }
    for (const [reason, said] of [
      ['Too short', 'Enter at least 10 characters.'],
      ['x'.repeat(1001), 'Enter at most 1000 characters.'],
    ])
      expect((await record(procurement, { ...own, reason })).body).toMatchObject({
        errors: [{ field: 'reason', message: said }],
      })
    expect((await record(procurement, { ...own, reason: 'Legs ended' })).status).toBe(201)
  })

  it('is one in force for an item and scope, by the database too', async () => {
    const askedId = unique('A')
    await record(procurement, { askedId, substituteId })
    const again = await record(procurement, { askedId, substituteId: unique('S') })
    expect(again).toMatchObject(refusal(409, 'duplicate_value'))
    expect(again.body).toMatchObject({
      errors: [{ field: 'askedId', message: expect.stringContaining('in force there already') }],
    })
    const insert = (columns: string, values: string) =>
      sql(
        `insert into substitutions (id, asked_id, substitute_id, reason, rev, ${columns})
         values (gen_random_uuid(), 'X', 'Y', 'Long enough it is', 1, ${values})`,
      )
    await expect(insert('scope, family', `'EVERYWHERE', 'MDRD'`)).rejects.toThrow(
      'substitutions_family',
    )
    await expect(insert('scope', `'BUILD'`)).rejects.toThrow('substitutions_build')
    await expect(insert('scope, expires_on', `'EVERYWHERE', 'soon'`)).rejects.toThrow(
      'substitutions_expiry',
    )
  })
})
