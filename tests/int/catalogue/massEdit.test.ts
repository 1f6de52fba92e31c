import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')

type Row = Record<string, unknown>
type Previewed = {
  id: string
  partNumber: string
  rev: number
  state: string
  before: unknown
  after: unknown
}
type Preview = {
  items: Previewed[]
  changes: number
  same: number
  refused: number
  unknown: string[]
  leftOut: string[]
}

const preview = (select: Row, change: Row, user: TestUser = procurement, slug = 'parts') =>
  rest(user).post<Preview>(`/${slug}/mass-edit/preview`, { select, change })
const apply = (
  items: readonly { id: string; rev?: number | null }[],
  change: Row,
  user: TestUser = procurement,
  slug = 'parts',
) =>
  rest(user).post<{ changed: number; same: number }>(`/${slug}/mass-edit`, {
    change,
    items: items.map(({ id, rev }) => ({ id, rev: rev ?? 1 })),
    reason: 'New price list',
  })
const parts = (prefix: string, own: readonly Row[]) =>
  Promise.all(own.map((one, n) => someone.part({ partNumber: `${prefix}-${n}`, ...one })))

describe('one change of many items', () => {
  it('shows before and after, refusals and unknown numbers, and then makes exactly that', async () => {
    const prefix = unique('ME')
    const [a, b, c] = await parts(prefix, [{ cost: 1000 }, { cost: 2550 }, {}])
    const change = { field: 'cost', percent: 10 }
    const shown = await preview({ startsWith: `${prefix}-` }, change)
    expect(shown.status, shown.text).toBe(200)
    expect(shown.body).toMatchObject({ changes: 2, same: 0, refused: 1 })
    expect(shown.body.items.map(({ state, before, after }) => [state, before, after])).toEqual([
      ['CHANGES', 1000, 1100],
      ['CHANGES', 2550, 2805],
      ['REFUSED', null, null],
    ])
    const listed = await preview(
      { numbers: [a?.partNumber ?? '', ' NOT-HERE '] },
      { field: 'manufacturer', value: 'Acme' },
    )
    expect(listed.body).toMatchObject({ changes: 1, unknown: [' NOT-HERE '] })

    const made = await apply(
      shown.body.items.filter(({ state }) => state === 'CHANGES'),
      change,
    )
    expect(made).toMatchObject({ status: 200, body: { changed: 2 } })
    expect(
      await sql(
        'select cost::int as cost, rev::int as rev from parts where id = any($1) order by 1',
        [[a?.id, b?.id, c?.id]],
      ),
    ).toEqual([
      { cost: 1100, rev: 2 },
      { cost: 2805, rev: 2 },
      { cost: null, rev: 1 },
    ])
    const history = await rest(admin).get<{ docs: Row[] }>(`/history/parts/${b?.id}`)
    expect(history.body.docs[0]).toMatchObject({
      action: 'update',
      reason: 'New price list',
      before: { cost: 2550 },
      after: { cost: 2805 },
    })
    const hidden = await rest(qc).get<{ docs: Row[] }>(`/history/parts/${b?.id}`)
    const told = JSON.stringify(hidden.body.docs.map(({ before, after }) => [before, after]))
    expect(told).not.toContain('2805')
  })

  it('says which revision it made, so that nobody is told of it who opened the part later', async () => {
    const { id } = await someone.part({})
    await apply([{ id, rev: 1 }], { field: 'manufacturer', value: 'Acme' })
    await rest(admin).patch(`/parts/${id}`, { name: 'Clamp' })
    const { body } = await rest(admin).get<{ docs: Row[] }>(`/history/parts/${id}`)
    expect(body.docs.slice(0, 2).map(({ rev, actor }) => [rev, actor])).toEqual([
      [3, admin.id],
      [2, procurement.id],
    ])
  })

  it.each([
    [{ field: 'manufacturer', value: 'Acme' }, 'manufacturer', 'Acme'],
    [{ field: 'unit', value: 'M' }, 'unit', 'M'],
    [{ field: 'reorderLevel', value: 7 }, 'reorder_level', '7'],
    [{ field: 'isOutside', value: true }, 'is_outside', true],
    [{ field: 'isCritical', value: true }, 'is_critical', true],
    [{ field: 'cost', value: 0 }, 'cost', '0'],
    [{ field: 'cost', value: null }, 'cost', null],
  ])('writes %o', async (change, column, stored) => {
    const part = await someone.part({ cost: 5 })
    expect((await apply([part], change)).body).toEqual({ changed: 1, same: 0 })
    expect(await sql(`select ${column} as held from parts where id = $1`, [part.id])).toEqual([
      { held: stored },
    ])
    expect((await apply([{ id: part.id, rev: 2 }], change)).body).toEqual({ changed: 0, same: 1 })
  })

  it('moves assemblies into a category that is named in the preview, never parts', async () => {
    const category = await someone.category({})
    const assembly = await someone.assembly({})
    const change = { field: 'category', value: category.id }
    const shown = await preview(
      { numbers: [assembly.partNumber] },
      change,
      procurement,
      'assemblies',
    )
    expect(shown.body.items).toMatchObject([
      { before: null, after: `${category.code} ${category.name}` },
    ])
    expect((await apply(shown.body.items, change, procurement, 'assemblies')).status).toBe(200)
    const inIt = await preview(
      { category: category.id },
      { field: 'unit', value: 'KG' },
      admin,
      'assemblies',
    )
    expect(inIt.body.items.map(({ id }) => id)).toEqual([assembly.id])
    expect(await preview({ text: 'x' }, change)).toMatchObject(refusal(422, 'invalid_value'))
    const nowhere = { field: 'category', value: '01900000-0000-7000-8000-000000000000' }
    expect(
      await apply([{ id: assembly.id, rev: 2 }], nowhere, procurement, 'assemblies'),
    ).toMatchObject(refusal(422, 'invalid_value'))
  })

  it('selects by words, manufacturer and use; wildcards are ordinary characters', async () => {
    const prefix = unique('SEL%_')
    await parts(prefix, [
      { manufacturer: 'Bolt & Co' },
      { manufacturer: 'bolt & co', isActive: false },
      { manufacturer: 'Other', name: `Special ${prefix}` },
    ])
    const count = async (select: Row) =>
      (await preview(select, { field: 'unit', value: 'KG' })).body.items.length
    expect(await count({ startsWith: prefix })).toBe(3)
    expect(await count({ startsWith: prefix.replace('%_', 'xx') })).toBe(0)
    expect(await count({ startsWith: prefix, manufacturer: 'BOLT & CO' })).toBe(2)
    expect(await count({ startsWith: prefix, isActive: true })).toBe(2)
    expect(await count({ text: `special ${prefix}` })).toBe(1)
  })

  it('tells numbers of a list that nobody has from those that the other fields leave out', async () => {
    const prefix = unique('LIST')
    const [inside, outside] = await parts(prefix, [{ manufacturer: 'Acme' }, {}])
    const numbers = [inside?.partNumber ?? '', outside?.partNumber ?? '', `${prefix}-NONE`]
    const { body } = await preview(
      { numbers, manufacturer: 'Acme' },
      { field: 'unit', value: 'KG' },
    )
    expect(body.items.map(({ partNumber }) => partNumber)).toEqual([inside?.partNumber])
    expect(body).toMatchObject({
      unknown: [`${prefix}-NONE`],
      leftOut: [outside?.partNumber],
    })
  })

  it('names the items that somebody changed since, and writes nothing', async () => {
    const [a, b] = await parts(unique('STALE'), [{}, {}])
    if (!a || !b) throw new Error('no parts')
    await rest(admin).patch(`/parts/${b.id}`, { name: 'Changed meanwhile' })
    expect(await apply([a, b], { field: 'unit', value: 'KG' })).toMatchObject(
      refusal(409, 'stale_revision', {
        message: expect.stringContaining(b.partNumber),
        details: { items: [{ id: b.id, partNumber: b.partNumber, rev: 2 }], gone: 0 },
      }),
    )
    await rest(admin).delete(`/parts/${b.id}`)
    expect(await apply([a, b], { field: 'unit', value: 'KG' })).toMatchObject(
      refusal(409, 'stale_revision', { details: { items: [], gone: 1 } }),
    )
    expect(await sql('select unit, rev::int as rev from parts where id = $1', [a.id])).toEqual([
      { unit: 'EA', rev: 1 },
    ])
  })

  it('two at the same moment: one is made whole, the other refused whole', async () => {
    for (let round = 0; round < 3; round += 1) {
      const items = await parts(
        unique('RACE'),
        Array.from({ length: 20 }, () => ({})),
      )
      const answers = await Promise.all([
        apply(items, { field: 'unit', value: 'KG' }, procurement),
        apply(items.toReversed(), { field: 'unit', value: 'LB' }, admin),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const units = await sql<{ unit: string; rev: number }>(
        'select distinct unit, rev::int as rev from parts where id = any($1)',
        [items.map(({ id }) => id)],
      )
      expect(units).toEqual([{ unit: answers[0]?.status === 200 ? 'KG' : 'LB', rev: 2 }])
    }
  })

  it('takes a thousand items, and no more', async () => {
    const prefix = unique('BULK')
    await sql(
      `insert into parts (id, part_number, name, kind, unit, rev)
       select gen_random_uuid(), $1 || '-' || n, 'Bulk', 'COMPONENT', 'EA', 1 from generate_series(1, 1001) n`,
      [prefix],
    )
    const change = { field: 'isCritical', value: true }
    expect(await preview({ startsWith: prefix }, change)).toMatchObject(
      refusal(422, 'out_of_range', { details: { count: 1001 } }),
    )
    await sql(`delete from parts where part_number = $1 || '-1001'`, [prefix])
    const shown = await preview({ startsWith: prefix }, change)
    expect(shown.body.changes).toBe(1000)
    expect((await apply(shown.body.items, change)).body).toEqual({ changed: 1000, same: 0 })
    const [audited] = await sql(
      `select count(*)::int as n from audit_events a join parts p on p.id::text = a.resource_id
       where a.resource = 'parts' and p.part_number like $1 || '-%'`,
      [prefix],
    )
    expect(audited).toEqual({ n: 1000 })
  })

  it('is for Admin and Procurement, and asks what is meant', async () => {
    const part = await someone.part({})
    const change = { field: 'unit', value: 'KG' }
    for (const user of [coordinator, qc]) {
      expect((await preview({ text: 'x' }, change, user)).status).toBe(403)
      expect((await apply([part], change, user)).status).toBe(403)
    }
    for (const select of [{}, { isActive: true }])
      expect(await preview(select, change)).toMatchObject(refusal(422, 'required'))
    for (const bad of [{ field: 'rev', value: 9 }, { field: 'quantityOnHand', value: 9 }, {}])
      expect([400, 422]).toContain((await apply([part], bad)).status)
    expect([400, 422]).toContain((await apply([], change)).status)
    const impossible = await apply([part], { field: 'cost', percent: 5 })
    expect(impossible).toMatchObject(refusal(422, 'invalid_value', { item: part.partNumber }))
  })
})

describe('two items side by side', () => {
  const put = (parent: string, askedId: string, quantity: number) =>
    rest(procurement).post('/assembly-components', {
      parentAssembly: parent,
      askedId,
      quantity,
      position: 0,
    })
  type Compared = {
    a: { partNumber: string; itemsWithoutCost: number | null }
    b: { itemsWithoutCost: number | null }
    fields: { field: string; a: unknown; b: unknown; differs: boolean }[]
    direct: Row
    flat: Row
  }

  it('compares fields and components, direct and at all levels', async () => {
    const [screw, bolt] = [await someone.part({}), await someone.part({})]
    const inner = await someone.assembly({})
    const [a, b] = [
      await someone.assembly({ name: 'One', cost: 100 }),
      await someone.assembly({ name: 'Two', cost: 200 }),
    ]
    await put(inner.id, screw.partNumber, 2)
    await put(a.id, inner.partNumber, 1)
    await put(b.id, inner.partNumber, 3)
    await put(b.id, bolt.partNumber, 1)
    const { status, body, text } = await rest(coordinator).get<Compared>(
      `/compare-items?a=${a.id}&b=${b.partNumber}`,
    )
    expect(status, text).toBe(200)
    expect(body.fields).toContainEqual({ field: 'cost', a: 100, b: 200, differs: true })
    expect(body.fields).toContainEqual({ field: 'unit', a: 'EA', b: 'EA', differs: false })
    expect(body.direct).toMatchObject({
      added: [{ askedId: bolt.partNumber, a: null, b: 1 }],
      removed: [],
      changed: [{ askedId: inner.partNumber, a: 1, b: 3 }],
    })
    expect(body.flat).toMatchObject({
      changed: expect.arrayContaining([
        expect.objectContaining({ askedId: screw.partNumber, a: 2, b: 6 }),
      ]),
    })
    const closed = await rest(qc).get<Compared>(`/compare-items?a=${a.id}&b=${b.id}`)
    expect(closed.text).not.toMatch(/"(cost|costWithContents|quantityOnHand|reorderLevel)"/)
    expect(closed.body.a.itemsWithoutCost).toBeNull()
  })

  it('sums up what the contents cost where an assembly has no cost of its own', async () => {
    const [screw, bolt] = [await someone.part({ cost: 25 }), await someone.part({})]
    const [a, b] = [await someone.assembly({}), await someone.assembly({ cost: 900 })]
    await put(a.id, screw.partNumber, 4)
    await put(a.id, bolt.partNumber, 1)
    await put(b.id, screw.partNumber, 2)
    const { body } = await rest(coordinator).get<Compared>(`/compare-items?a=${a.id}&b=${b.id}`)
    expect(body.fields).toContainEqual({ field: 'cost', a: null, b: 900, differs: true })
    expect(body.fields).toContainEqual({
      field: 'costWithContents',
      a: 100,
      b: 900,
      differs: true,
    })
    expect([body.a.itemsWithoutCost, body.b.itemsWithoutCost]).toEqual([1, 0])
  })

  it('refuses what it does not know, and who may not see structures', async () => {
    const part = await someone.part({})
    const unknown = await rest(qc).get(`/compare-items?a=${part.id}&b=NOWHERE`)
    expect(unknown).toMatchObject(refusal(404, 'not_found', { item: 'NOWHERE' }))
    expect([400, 422]).toContain((await rest(qc).get(`/compare-items?a=${part.id}`)).status)
    const assembler = await someone.user('ASSEMBLER')
    const { status } = await rest(assembler).get(`/compare-items?a=${part.id}&b=${part.id}`)
    expect(status).toBe(403)
  })
})

describe('the history of an item', () => {
  it('tells stock movements and changed components too, as far as the reader may see them', async () => {
    const part = await someone.part({})
    const assembly = await someone.assembly({})
    await rest(procurement).post('/stock-movements', {
      kind: 'RECEIPT',
      part: part.id,
      quantity: 5,
      location: 'MAIN',
    })
    const stock = await rest(procurement).get<{ docs: Row[] }>(`/history/parts/${part.id}`)
    expect(stock.body.docs[0]).toMatchObject({
      reason: 'Stock received',
      before: { quantityOnHand: 0 },
      after: { quantityOnHand: 5 },
    })
    const { text } = await rest(qc).get(`/history/parts/${part.id}`)
    expect(text).not.toContain('Stock received')

    const { body } = await rest(procurement).post<{ doc: { id: string } }>('/assembly-components', {
      parentAssembly: assembly.id,
      askedId: part.partNumber,
      quantity: 2,
    })
    await rest(procurement).patch(`/assembly-components/${body.doc.id}`, { quantity: 3 })
    await rest(procurement).delete(`/assembly-components/${body.doc.id}`)
    const history = await rest(qc).get<{ docs: Row[] }>(`/history/assemblies/${assembly.id}`)
    const held = (quantity: number) => [{ askedId: part.partNumber, quantity, note: null }]
    expect(history.body.docs.slice(0, 3)).toMatchObject([
      { before: { components: held(3) }, after: { components: [] } },
      { before: { components: held(2) }, after: { components: held(3) } },
      { before: { components: [] }, after: { components: held(2) } },
    ])
  })
})
