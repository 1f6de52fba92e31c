import { Client } from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, plainSink, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

beforeAll(() => loadCatalogue(payload))

type Row = {
  path: string
  component: string | null
  kind: string
  askedId: string
  item: { id: string; collection: string; isActive: boolean } | null
  successor: { partNumber: string } | null
  quantityPer: number
  quantity: number
  hasChildren: boolean
}
type Tree = { summary: Record<string, number>; rows: Row[]; isComplete: boolean }

const put = async (parent: string, askedId: string, quantity = 1, position = 0) => {
  const answer = await rest(procurement).post<{ doc: { id: string } }>('/assembly-components', {
    parentAssembly: parent,
    askedId,
    quantity,
    position,
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.doc.id
}

/** cabinet: 2 frames of 3 plates of 4 screws, 1 plate, 1 unknown. */
async function cabinet() {
  const top = await someone.assembly({ name: 'Cabinet' })
  const frame = await someone.assembly({ name: 'Frame' })
  const plate = await someone.assembly({ name: 'Plate' })
  const screw = await someone.part({ name: 'Screw' })
  const unknown = unique('NOWHERE')
  await put(top.id, frame.partNumber, 2, 0)
  await put(top.id, plate.partNumber, 1, 1)
  await put(top.id, unknown, 5, 2)
  await put(frame.id, plate.partNumber, 3)
  await put(plate.id, screw.partNumber, 4)
  return { top, frame, plate, screw, unknown }
}

const childrenOf = async (id: string, user: TestUser = qc) =>
  (await rest(user).get<{ rows: Row[] }>(`/assemblies/${id}/components`)).body.rows

describe('the component tree of an assembly', () => {
  it('answers one level at a time, with what can be opened and what is unknown', async () => {
    const { top, frame, plate, screw, unknown } = await cabinet()
    const rows = await childrenOf(top.id)
    expect(rows).toMatchObject([
      { path: '1', kind: 'ASSEMBLY', askedId: frame.partNumber, quantity: 2, hasChildren: true },
      { path: '2', kind: 'ASSEMBLY', askedId: plate.partNumber, quantity: 1, hasChildren: true },
      { path: '3', kind: 'UNRESOLVED', askedId: unknown, item: null, hasChildren: false },
    ])
    expect(await childrenOf(plate.id)).toMatchObject([
      { kind: 'PART', quantityPer: 4, item: { id: screw.id, collection: 'parts' } },
    ])
  })

  it('opens whole, quantities multiplied down, and counts what is in it', async () => {
    const { top, screw } = await cabinet()
    const { body } = await rest(qc).get<Tree>(`/assemblies/${top.id}/structure`)
    expect(body.summary).toEqual({ lines: 6, levels: 3, items: 4, unresolved: 1, cycles: 0 })
    expect(body.isComplete).toBe(true)
    expect(body.rows.map(({ path, quantity }) => [path, quantity])).toEqual([
      ['1', 2],
      ['1.1', 6],
      ['1.1.1', 24],
      ['2', 1],
      ['2.1', 4],
      ['3', 5],
    ])
    expect(body.rows[2]?.item?.id).toBe(screw.id)
  })

  it('finds at any depth and answers the rows on the way', async () => {
    const { top, screw } = await cabinet()
    const { body } = await rest(qc).get<{ hits: string[]; total: number; rows: Row[] }>(
      `/assemblies/${top.id}/structure?search=${screw.partNumber}`,
    )
    expect(body).toMatchObject({ hits: ['1.1.1', '2.1'], total: 2 })
    expect(body.rows.map(({ path }) => path)).toEqual(['1', '1.1', '1.1.1', '2', '2.1', '3'])
    const none = await rest(qc).get(`/assemblies/${top.id}/structure?search=no+such+thing`)
    expect(none.body).toMatchObject({ hits: [], total: 0 })
  })

  it('marks a circle that the data hold all the same, and retired items with their successor', async () => {
    const { top, frame, screw } = await cabinet()
    await sql(
      `insert into assembly_components (id, parent_assembly_id, position, asked_id, assembly_id, quantity)
       values (gen_random_uuid(), $1, 9, $2, $3, 1)`,
      [frame.id, top.partNumber, top.id],
    )
    const successor = await someone.part({})
    await rest(admin).post(`/parts/${screw.id}/retire`, {
      successor: successor.id,
      reason: 'No longer made.',
    })
    const { body } = await rest(qc).get<Tree>(`/assemblies/${top.id}/structure`)
    expect(body.summary).toMatchObject({ cycles: 1, unresolved: 1 })
    expect(body.rows.find(({ kind }) => kind === 'CYCLE')).toMatchObject({
      askedId: top.partNumber,
      item: { id: top.id, collection: 'assemblies' },
      hasChildren: false,
    })
    expect(body.rows.find(({ item }) => item?.id === screw.id)).toMatchObject({
      item: { isActive: false },
      successor: { partNumber: successor.partNumber },
    })
  })

  it('stops at the level that fits and says so', async () => {
    const top = await someone.assembly({})
    const many = await someone.assembly({})
    await sql(
      `insert into assembly_components (id, parent_assembly_id, position, asked_id, assembly_id, quantity)
       select gen_random_uuid(), $1::uuid, n, $2, $3::uuid, 1 from generate_series(1, 50) n
       union all select gen_random_uuid(), $3::uuid, n, 'X-' || n, null, 1 from generate_series(1, 60) n`,
      [top.id, many.partNumber, many.id],
    )
    const { body } = await rest(qc).get<Tree>(`/assemblies/${top.id}/structure`)
    expect(body.summary).toMatchObject({ lines: 3_050, levels: 2 })
    expect(body).toMatchObject({ isComplete: false })
    expect(body.rows).toHaveLength(50)
  })

  it('is put into another order by who manages it, never from an old list', async () => {
    const { top } = await cabinet()
    const ids = (await childrenOf(top.id)).map(({ component }) => component ?? '')
    const order = (user: TestUser, components: unknown) =>
      rest(user).post<{ rows: Row[] }>(`/assemblies/${top.id}/order-components`, { components })
    const turned = await order(procurement, ids.toReversed())
    expect(turned.status, turned.text).toBe(200)
    expect(turned.body.rows.map(({ component }) => component)).toEqual(ids.toReversed())
    expect(await order(procurement, ids.slice(1))).toMatchObject(refusal(409, 'stale_revision'))
    expect(await order(procurement, [...ids, ids[0]])).toMatchObject(refusal(409, 'stale_revision'))
    for (const user of [coordinator, qc, assembler, service])
      expect((await order(user, ids)).status, user.role).toBe(403)

    const history = await rest(qc).get<{ docs: Record<string, unknown>[] }>(
      `/history/assemblies/${top.id}`,
    )
    expect(history.body.docs[0]).toMatchObject({ reason: 'Order of the components' })
    expect(history.body.docs[1]).toMatchObject({
      before: { components: [{ quantity: 2 }, { quantity: 1 }] },
      after: { components: [{ quantity: 2 }, { quantity: 1 }, { quantity: 5 }] },
    })
  })

  it('is told whole by its history: what stood there beside what was added, moved or taken to another', async () => {
    const { top, frame, unknown } = await cabinet()
    const other = await someone.assembly({ name: 'Other cabinet' })
    const [first] = await childrenOf(top.id)
    await rest(procurement).patch(`/assembly-components/${first?.component}`, { position: 9 })
    await rest(procurement).patch(`/assembly-components/${first?.component}`, {
      parentAssembly: other.id,
    })
    const told = async (id: string) => {
      const { body } = await rest(qc).get<{ docs: Record<string, unknown>[] }>(
        `/history/assemblies/${id}`,
      )
      return body.docs.map(({ before, after }) => ({ before, after }))
    }
    const component = (askedId: string, quantity: number) => ({ askedId, quantity, note: null })
    const frames = component(frame.partNumber, 2)
    const others = [expect.objectContaining({ quantity: 1 }), component(unknown, 5)]
    expect((await told(top.id)).slice(0, 2)).toEqual([
      { before: { components: [...others, frames] }, after: { components: others } },
      {
        before: { components: [frames, ...others] },
        after: { components: [...others, frames] },
      },
    ])
    expect((await told(other.id))[0]).toEqual({
      before: { components: [] },
      after: { components: [frames] },
    })
  })

  it('is closed to those who may not see structures', async () => {
    const { top, screw } = await cabinet()
    for (const user of [assembler, service]) {
      expect((await rest(user).get(`/assemblies/${top.id}/where-used`)).status).toBe(403)
      expect((await rest(user).get(`/parts/${screw.id}/where-used`)).status).toBe(403)
    }
    for (const path of ['components', 'structure'])
      for (const user of [assembler, service])
        expect((await rest(user).get(`/assemblies/${top.id}/${path}`)).status).toBe(404)
    const missing = '01900000-0000-7000-8000-000000000000'
    for (const path of ['components', 'structure', 'where-used'])
      expect((await rest(qc).get(`/assemblies/${missing}/${path}`)).status).toBe(404)
  })
})

type Used = {
  above: { path: string[]; quantity: number; quantityPer: number; isTop: boolean }[]
  assemblies: number
  isCut: boolean
  rules: { rule: string; family: { code: string }; release: number | null; adds: Row }[] | null
  categories: { code: string; through: { partNumber: string } | null }[]
  builds: { buildNumber: string; quantity: number }[] | null
  records: { kind: string; title: string }[]
}
const used = async (slug: string, id: string, user: TestUser = coordinator) => {
  const { status, body, text } = await rest(user).get<Used>(`/${slug}/${id}/where-used`)
  expect(status, text).toBe(200)
  return body
}
const idOf = async (table: 'assemblies' | 'parts', number: string): Promise<string> => {
  const [row] = await sql<{ id: string }>(`select id from ${table} where part_number = $1`, [
    number,
  ])
  if (!row) throw new Error(`${number} is not in ${table}`)
  return row.id
}

describe('where an item is used', () => {
  it('tells every way up with the pieces of each', async () => {
    const { top, frame, plate, screw } = await cabinet()
    const { above, assemblies, isCut } = await used('parts', screw.id)
    expect(assemblies).toBe(3)
    expect(isCut).toBe(false)
    expect(above.map(({ path, quantity, isTop }) => ({ path, quantity, isTop }))).toEqual([
      { path: [plate.id], quantity: 4, isTop: false },
      expect.objectContaining({ quantity: expect.any(Number) }),
      expect.objectContaining({ quantity: expect.any(Number) }),
      { path: [plate.id, frame.id, top.id], quantity: 24, isTop: true },
    ])
    expect(above.find(({ path }) => path.join() === [plate.id, top.id].join())).toMatchObject({
      quantity: 4,
      quantityPer: 1,
    })
  })

  it('adds up an item that stands twice in one assembly', async () => {
    const { frame, screw } = await cabinet()
    await put(frame.id, screw.partNumber, 5, 7)
    await put(frame.id, screw.partNumber, 6, 8)
    const { above } = await used('parts', screw.id)
    expect(above.find(({ path }) => path.join() === frame.id)).toMatchObject({
      quantity: 11,
      quantityPer: 11,
    })
  })

  it('names the rules of releases and drafts that can add it, or what holds it', async () => {
    const legs = await used('assemblies', await idOf('assemblies', 'T2-DL27-KIT'))
    expect(legs.rules?.map(({ rule, family }) => `${family.code} ${rule}`)).toContain('MDRD R4')
    const body = await used('assemblies', await idOf('assemblies', 'T2-BODY-48-60-HA'))
    expect(body.rules).toMatchObject([
      { family: { code: 'MDRD' }, rule: 'R1', release: 1, isInDraft: true, how: 'ITEM' },
    ])
    const [inside] = await sql<{ id: string }>(
      `select c.part_id as id from assembly_components c join assemblies a on a.id = c.parent_assembly_id
       where a.part_number = 'T2-DL27-KIT' and c.part_id is not null order by c.position limit 1`,
    )
    const { rules } = await used('parts', inside?.id ?? '')
    expect(rules).toContainEqual(
      expect.objectContaining({
        rule: 'R4',
        adds: expect.objectContaining({ partNumber: 'T2-DL27-KIT' }),
      }),
    )
    expect((await used('assemblies', await idOf('assemblies', 'T2-DL27-KIT'), qc)).rules).toBeNull()
  })

  it('lists builds under way at any level, parts made to measure, categories and other records', async () => {
    const accessory = await someone.assembly({ canOrder: true })
    const piece = await someone.part({})
    await put(accessory.id, piece.partNumber, 3)
    const custom = plainSink({
      basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 23, length: 21, depth: 8 }],
      width: 48,
    })
    const { builds } = await submit(coordinator, {
      builds: [
        build({
          configuration: custom,
          accessories: [{ partNumber: accessory.partNumber, quantity: 2 }],
        }),
      ],
    })
    const number = builds[0]?.buildNumber
    expect((await used('parts', piece.id)).builds).toMatchObject([
      { buildNumber: number, quantity: 6 },
    ])
    const made = await used('parts', await idOf('parts', 'T2-ADW-BASIN-23x21x8'))
    expect(made.builds).toMatchObject([{ buildNumber: number, quantity: 1 }])
    expect(made.rules?.length).toBeGreaterThan(0)

    const [listed] = await sql<{ id: string; code: string }>(
      `select r.assembly_id as id, c.code from category_references r
       join categories c on c.id = r.category_id order by c.code limit 1`,
    )
    const { categories } = await used('assemblies', listed?.id ?? '')
    expect(categories).toContainEqual(
      expect.objectContaining({ code: listed?.code, through: null }),
    )

    await rest(procurement).post('/substitutions', {
      askedId: piece.partNumber,
      substituteId: (await someone.part({})).partNumber,
      scope: 'EVERYWHERE',
      reason: 'Short for this month.',
      isActive: true,
    })
    expect((await used('parts', piece.id)).records).toMatchObject([{ kind: 'SUBSTITUTION' }])

    await rest(coordinator).patch(`/builds/${builds[0]?.id}`, {
      status: 'CANCELLED',
      statusNote: 'Withdrawn by the customer',
    })
    expect((await used('parts', piece.id)).builds).toEqual([])
  })

  it('stays bounded where a part is everywhere', async () => {
    const screw = await someone.part({})
    await sql(
      `with made as (
         insert into assemblies (id, part_number, name, type, unit, can_order, is_kit, quantity_on_hand, quantity_reserved, is_active, is_outside, is_critical, rev)
         select gen_random_uuid(), 'BULK-' || n, 'Bulk ' || n, 'SIMPLE', 'EA', false, false, 0, 0, true, false, false, 1
         from generate_series(1, 700) n returning id)
       insert into assembly_components (id, parent_assembly_id, position, asked_id, part_id, quantity)
       select gen_random_uuid(), id, 0, $1, $2, 1 from made`,
      [screw.partNumber, screw.id],
    )
    const body = await used('parts', screw.id)
    expect(body).toMatchObject({ assemblies: 700, isCut: true })
    expect(body.above).toHaveLength(500)
  })
})

/** How many statements the product sends while it works. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(Client.prototype, 'query')
  try {
    await work()
    return spy.mock.calls.length
  } finally {
    spy.mockRestore()
  }
}

describe('the number of queries', () => {
  it('does not grow with the size of the tree or the number of uses', async () => {
    const grown = async (count: number) => {
      const screw = await someone.part({})
      const top = await someone.assembly({})
      await sql(
        `with made as (
           insert into assemblies (id, part_number, name, type, unit, can_order, is_kit, quantity_on_hand, quantity_reserved, is_active, is_outside, is_critical, rev)
           select gen_random_uuid(), $1 || '-' || n, 'Inner', 'SIMPLE', 'EA', false, false, 0, 0, n % 2 = 0, false, false, 1
           from generate_series(1, $2::int) n returning id, part_number),
         inside as (
           insert into assembly_components (id, parent_assembly_id, position, asked_id, part_id, quantity)
           select gen_random_uuid(), id, 0, $3, $4::uuid, 1 from made)
         insert into assembly_components (id, parent_assembly_id, position, asked_id, assembly_id, quantity)
         select gen_random_uuid(), $5::uuid, 0, part_number, id, 1 from made`,
        [unique('GROWN'), count, screw.partNumber, screw.id, top.id],
      )
      return { screw, top }
    }
    const [small, large] = [await grown(3), await grown(300)]
    const ask = async ({ screw, top }: typeof small) => [
      await statements(() => used('parts', screw.id)),
      await statements(() => childrenOf(top.id)),
      await statements(() => rest(qc).get(`/assemblies/${top.id}/structure`)),
      await statements(() => rest(qc).get(`/assemblies/${top.id}/structure?search=inner`)),
    ]
    await ask(small)
    const counts = await ask(small)
    expect(counts.every((count) => count > 0 && count < 40)).toBe(true)
    expect(await ask(large)).toEqual(counts)
  })
})
