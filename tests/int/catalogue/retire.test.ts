import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { meetsRetired } from '../../../src/domain/catalog/retirement'
import type { RuleWay } from '../../../src/domain/configurator/ruleWays'
import { successorsFor } from '../../../src/services/catalogue/successors'
import { graphql, rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
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

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')

const KIT = 'T2-DL27-KIT'
const REASON = 'The maker stopped making it.'

beforeAll(() => loadCatalogue(payload))
afterEach(() => sql('update assemblies set is_active = true where part_number = $1', [KIT]))

type Standing = {
  item: { id: string; isActive: boolean; rev: number }
  successor: { collection: string; id: string; partNumber: string } | null
}
const retire = (
  slug: 'assemblies' | 'parts',
  id: string,
  successor: string | null,
  user: TestUser = admin,
) => rest(user).post<Standing>(`/${slug}/${id}/retire`, { successor, reason: REASON })

const kit = async (): Promise<string> => {
  const [row] = await sql<{ id: string }>('select id from assemblies where part_number = $1', [KIT])
  if (!row) throw new Error('The demo catalogue has no legs.')
  return row.id
}

describe('retiring with a successor (handbook S7.1, architecture 5.5)', () => {
  it('takes a part or an assembly as successor, keeps the reason, and tells it to every reader', async () => {
    const old = await someone.part({})
    const part = await someone.part({})
    const assembly = await someone.assembly({})
    expect(await retire('parts', old.id, part.id)).toMatchObject({
      status: 200,
      body: {
        item: { isActive: false, rev: 2 },
        successor: { collection: 'parts', partNumber: part.partNumber },
      },
    })
    const changed = await retire('parts', old.id, assembly.id)
    expect(changed.body.successor).toMatchObject({ collection: 'assemblies', id: assembly.id })

    for (const reader of [admin, procurement, coordinator, qc]) {
      const { body } = await rest(reader).get(`/parts/${old.id}?depth=0`)
      expect(body).toMatchObject({
        isActive: false,
        successorPart: null,
        successorAssembly: assembly.id,
        rev: 3,
      })
      expect((await rest(reader).get<Standing>(`/parts/${old.id}/standing`)).body).toMatchObject({
        item: { isActive: false },
        successor: { partNumber: assembly.partNumber },
      })
    }
    const history = await rest(qc).get<{ docs: unknown[] }>(`/history/parts/${old.id}`)
    expect(history.body.docs[0]).toMatchObject({
      action: 'retire',
      reason: REASON,
      actorName: admin.fullName,
      before: { successorPart: part.id },
      after: { isActive: false, successorAssembly: assembly.id },
    })
  })

  it('follows a chain to what can be used, and forgets it with the reactivation', async () => {
    const [a, b, c] = [await someone.part({}), await someone.part({}), await someone.part({})]
    await retire('parts', a.id, b.id)
    await retire('parts', b.id, c.id)
    const standing = () => rest(qc).get<Standing>(`/parts/${a.id}/standing`)
    expect((await standing()).body.successor).toMatchObject({ id: c.id })

    const back = await rest(admin).post<Standing>(`/parts/${b.id}/reactivate`, { reason: 'Again.' })
    expect(back).toMatchObject({ status: 200, body: { item: { isActive: true }, successor: null } })
    expect((await standing()).body.successor).toMatchObject({ id: b.id })
    const again = await rest(admin).post(`/parts/${b.id}/reactivate`, { reason: 'Again.' })
    expect(again).toMatchObject(refusal(409, 'wrong_state'))

    const { status } = await rest(admin).patch(`/parts/${a.id}`, { isActive: true })
    expect(status).toBe(200)
    expect(
      await sql('select is_active, successor_part_id from parts where id = $1', [a.id]),
      'by the checkbox of the form as well',
    ).toEqual([{ is_active: true, successor_part_id: null }])
  })

  it('advertises no successor that was retired in its turn, without another', async () => {
    const [a, b] = [await someone.part({}), await someone.part({})]
    await retire('parts', a.id, b.id)
    await retire('parts', b.id, null)
    const { body } = await rest(qc).get<Standing>(`/parts/${a.id}/standing`)
    expect(body.successor).toBeNull()
    expect(await successorsFor(payload, [a.id])).toEqual(new Map())
  })

  it('refuses circles by their path, retired successors, unknown ones and the same again', async () => {
    const [a, b, c] = [await someone.part({}), await someone.assembly({}), await someone.part({})]
    expect(await retire('parts', a.id, a.id)).toMatchObject(
      refusal(409, 'cycle', { details: { path: [a.partNumber, a.partNumber] } }),
    )
    await retire('parts', a.id, b.id)
    await retire('assemblies', b.id, c.id)
    expect(await retire('parts', c.id, a.id)).toMatchObject(
      refusal(409, 'cycle', {
        field: 'successor',
        details: { path: [c.partNumber, a.partNumber, b.partNumber, c.partNumber] },
      }),
    )
    const other = await someone.part({})
    expect(await retire('parts', other.id, a.id)).toMatchObject(
      refusal(422, 'inactive_item', { message: expect.stringContaining(c.partNumber) }),
    )
    expect(await retire('parts', other.id, admin.id)).toMatchObject(
      refusal(422, 'invalid_value', { field: 'successor' }),
    )
    const [row] = await sql('select is_active from parts where id = $1', [other.id])
    expect(row).toEqual({ is_active: true })
    expect((await retire('parts', other.id, c.id)).status).toBe(200)
    expect(await retire('parts', other.id, c.id)).toMatchObject(refusal(409, 'wrong_state'))
  })

  it('is the Admin’s, needs a reason, and looks at the revision', async () => {
    const { id } = await someone.part({})
    for (const user of [procurement, coordinator, qc]) {
      expect((await retire('parts', id, null, user)).status, user.role).toBe(403)
    }
    expect((await rest().post(`/parts/${id}/retire`, { reason: REASON })).status).toBe(401)
    for (const body of [{}, { reason: '  x ' }, { reason: REASON, successor: 'P-1' }]) {
      expect([400, 422]).toContain((await rest(admin).post(`/parts/${id}/retire`, body)).status)
    }
    await rest(procurement).patch(`/parts/${id}`, { name: 'Renamed meanwhile' })
    const stale = await rest(admin).post(`/parts/${id}/retire`, { reason: REASON, rev: 1 })
    expect(stale).toMatchObject(refusal(409, 'stale_revision'))
    const old = await rest(admin).post(
      `/parts/${id}/retire`,
      { reason: REASON },
      { 'if-match': '"1"' },
    )
    expect(old).toMatchObject(refusal(409, 'stale_revision'))
    await rest(procurement).patch(`/parts/${id}`, { successorPart: (await someone.part({})).id })
    expect(await sql('select is_active, successor_part_id from parts where id = $1', [id])).toEqual(
      [{ is_active: true, successor_part_id: null }],
    )
  })

  it('two that name each other at the same moment: one is retired', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [a, b] = [await someone.part({}), await someone.part({})]
      const answers = await Promise.all([retire('parts', a.id, b.id), retire('parts', b.id, a.id)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(
        await sql('select id from parts where id = any($1) and is_active', [[a.id, b.id]]),
      ).toHaveLength(1)
    }
  })

  it('holds in the database: one successor, another item, and it stays', async () => {
    const [a, b] = [await someone.part({}), await someone.part({})]
    const assembly = await someone.assembly({})
    const write = (part: string | null, other: string | null) =>
      sql(
        'update parts set is_active = false, successor_part_id = $2, successor_assembly_id = $3 where id = $1',
        [a.id, part, other],
      )
    await expect(write(b.id, assembly.id)).rejects.toThrow('parts_one_successor')
    await expect(write(a.id, null)).rejects.toThrow('parts_other_successor')
    await write(b.id, null)
    await expect(sql('delete from parts where id = $1', [b.id])).rejects.toThrow('successor')
    expect(await rest(admin).delete(`/parts/${b.id}`)).toMatchObject(
      refusal(409, 'in_use', { message: expect.stringContaining(a.partNumber) }),
    )
    const list = await rest(procurement).get<{ docs: { id: string; successorPart: unknown }[] }>(
      `/parts?limit=100&where[isActive][equals]=false`,
    )
    expect(list.body.docs.find(({ id }) => id === a.id)?.successorPart).toBeTruthy()
  })
})

describe('what uses a retired item', () => {
  it('an order that asks for it is refused and the message names the successor; older bills stay', async () => {
    const before = await submit(coordinator)
    const successor = await someone.assembly({ name: 'Legs of another maker' })
    expect((await retire('assemblies', await kit(), successor.id)).status).toBe(200)

    const refused = await rest(coordinator).post('/orders/submit', submission())
    expect(refused).toMatchObject(
      refusal(422, 'inactive_item', {
        item: KIT,
        message: expect.stringContaining(`its successor is ${successor.partNumber}`),
      }),
    )
    const { text } = await rest(coordinator).get(`/boms/${firstBuild(before).bom.id}/flat`)
    expect(text).toContain(KIT)
  })

  it('is told to whoever retires it, for each rule what new orders meet', async () => {
    type Use = { rule: string; how: RuleWay; adds: { id: string } }
    const meets = async (slug: string, id: string) => {
      const { body } = await rest(admin).get<{ rules: Use[] }>(`/${slug}/${id}/where-used`)
      return body.rules.map((use) => [use.rule, meetsRetired({ id }, use)])
    }
    expect(await meets('assemblies', await kit())).toEqual([['R4', 'REFUSED']])
    const [inside] = await sql<{ id: string }>(
      `select c.part_id as id from assembly_components c join assemblies a on a.id = c.parent_assembly_id
       where a.part_number = $1 and c.part_id is not null order by c.position limit 1`,
      [KIT],
    )
    expect(await meets('parts', inside?.id ?? '')).toContainEqual(['R4', 'NOTED'])
    const number = 'T2-ADW-BASIN-23x21x8'
    const basin = { type: 'E_SINK', size: 'CUSTOM', width: 23, length: 21, depth: 8 }
    await submit(coordinator, {
      builds: [build({ configuration: plainSink({ basins: [basin], width: 48 }) })],
    })
    const [made] = await sql<{ id: string }>('select id from parts where part_number = $1', [
      number,
    ])
    expect(new Set((await meets('parts', made?.id ?? '')).map(([, met]) => met))).toEqual(
      new Set(['REFUSED']),
    )
  })

  it('deep in a structure it stays on the bill, with a note that names the successor', async () => {
    const piece = await someone.part({})
    const accessory = await someone.assembly({ canOrder: true })
    await payload.create({
      collection: 'assembly-components',
      data: {
        parentAssembly: accessory.id,
        askedId: piece.partNumber,
        quantity: 2,
        position: 0,
      },
    })
    const successor = await someone.part({})
    await retire('parts', piece.id, successor.id)
    const { bom } = firstBuild(
      await submit(coordinator, {
        builds: [build({ accessories: [{ partNumber: accessory.partNumber, quantity: 1 }] })],
      }),
    )
    expect(
      await sql('select note from bom_lines where bom_id = $1 and part_number = $2', [
        bom.id,
        piece.partNumber,
      ]),
    ).toEqual([{ note: `Not active in the catalogue; its successor is ${successor.partNumber}.` }])
  })
})

describe('whoever may not retire items hears it from an ordinary write too (handbook 1.3)', () => {
  it.each(['parts', 'assemblies'] as const)('of %s', async (slug) => {
    const { id } = slug === 'parts' ? await someone.part() : await someone.assembly()
    const row = async () =>
      (await sql(`select is_active, rev::int from ${slug} where id = $1`, [id]))[0]
    const refused = refusal(403, 'role_not_allowed', { field: 'isActive' })

    expect(await rest(procurement).patch(`/${slug}/${id}`, { isActive: false })).toMatchObject(
      refused,
    )
    const mutation = slug === 'parts' ? 'updatePart' : 'updateAssembly'
    const { body } = await graphql(
      procurement,
      `mutation ($id: String!) { ${mutation}(id: $id, data: { isActive: false }) { id } }`,
      { id },
    )
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'role_not_allowed' })
    expect(await row()).toEqual({ is_active: true, rev: 1 })

    const same = { isActive: true, name: 'Renamed' }
    expect((await rest(procurement).patch(`/${slug}/${id}`, same)).status).toBe(200)
    expect((await rest(admin).patch(`/${slug}/${id}`, { isActive: false })).status).toBe(200)
    expect(await row()).toEqual({ is_active: false, rev: 3 })
    expect(await rest(procurement).patch(`/${slug}/${id}`, { ...same, rev: 2 })).toMatchObject(
      refusal(409, 'stale_revision'),
    )
  })
})
