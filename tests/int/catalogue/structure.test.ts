import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')

beforeAll(() => loadCatalogue(payload))

type Doc = { doc: { id: string } }
const post = async (slug: string, data: Record<string, unknown>): Promise<string> => {
  const { status, body, text } = await rest(procurement).post<Doc>(`/${slug}`, data)
  expect(status, text.slice(0, 300)).toBe(201)
  return body.doc.id
}
const part = (partNumber: string) =>
  post('parts', { partNumber, name: `Part ${partNumber}`, kind: 'COMPONENT', unit: 'EA' })
const assembly = (partNumber: string) =>
  post('assemblies', { partNumber, name: `Assembly ${partNumber}`, type: 'SIMPLE', unit: 'EA' })
const tryComponent = (parentAssembly: string, askedId: string, own: Record<string, unknown> = {}) =>
  rest(procurement).post<Doc>('/assembly-components', {
    parentAssembly,
    askedId,
    quantity: 1,
    ...own,
  })
const component = async (parent: string, askedId: string): Promise<string> => {
  const { status, body, text } = await tryComponent(parent, askedId)
  expect(status, text.slice(0, 300)).toBe(201)
  return body.doc.id
}
const link = async (id: string) =>
  (
    await sql('select asked_id, part_id, assembly_id from assembly_components where id = $1', [id])
  )[0]

describe('what the id of a component means (handbook 6.6)', () => {
  it('an assembly of that id wins, then ASSY- and that id, then the part, then nothing', async () => {
    const parent = await assembly(unique('PARENT'))
    const asked = unique('ITEM')
    const row = await component(parent, asked)
    expect(await link(row)).toEqual({ asked_id: asked, part_id: null, assembly_id: null })

    const asPart = await part(asked)
    expect(await link(row)).toMatchObject({ part_id: asPart, assembly_id: null })
    const prefixed = await assembly(`ASSY-${asked}`)
    expect(await link(row)).toMatchObject({ part_id: null, assembly_id: prefixed })
    const literal = await assembly(asked)
    expect(await link(row)).toMatchObject({ part_id: null, assembly_id: literal })

    const audited = await sql(
      `select count(*)::int as n from audit_events where resource = 'assembly-components' and resource_id = $1`,
      [row],
    )
    expect(audited).toEqual([{ n: 4 }])
  })

  it('a rename lets go of the old askers and answers the new ones', async () => {
    const parent = await assembly(unique('PARENT'))
    const [was, becomes] = [unique('OLD'), unique('NEW')]
    const id = await part(was)
    const [old, fresh] = [await component(parent, was), await component(parent, becomes)]
    expect((await rest(procurement).patch(`/parts/${id}`, { partNumber: becomes })).status).toBe(
      200,
    )
    expect(await link(old)).toEqual({ asked_id: was, part_id: null, assembly_id: null })
    expect(await link(fresh)).toMatchObject({ part_id: id })
  })

  it('keeps any text byte for byte', async () => {
    const parent = await assembly(unique('PARENT'))
    for (const text of [
      '8-32 PAN HEAD SCREWS 3/4"',
      '0012442-40NS',
      '6.66E+11',
      "'; drop table parts;--",
      '<b>½ “x”</b>',
      ' padded ',
    ]) {
      const id = await part(text)
      expect(await sql('select part_number from parts where id = $1', [id])).toEqual([
        { part_number: text },
      ])
      const row = await component(parent, text)
      expect(await link(row), text).toMatchObject({ asked_id: text, part_id: id })
    }
  })

  it('what it points at is nobody’s to write', async () => {
    const parent = await assembly(unique('PARENT'))
    const [asked, other] = [unique('ITEM'), await part(unique('OTHER'))]
    const id = await part(asked)
    const { body } = await tryComponent(parent, asked, { part: other })
    expect(await link(body.doc.id)).toMatchObject({ part_id: id })
    await rest(procurement).patch(`/assembly-components/${body.doc.id}`, {
      part: other,
      quantity: 4,
    })
    expect(await link(body.doc.id)).toMatchObject({ part_id: id })
  })

  it.each([
    ['no id', { askedId: '' }],
    ['no quantity', { quantity: 0 }],
    ['half a piece', { quantity: 1.5 }],
    ['a negative quantity', { quantity: -1 }],
    ['a word for a quantity', { quantity: 'many' }],
  ])('refuses %s', async (_case, own) => {
    const { status } = await tryComponent(await assembly(unique('PARENT')), unique('ITEM'), own)
    expect([400, 422]).toContain(status)
  })
})

describe('a component that is added without its place', () => {
  it('comes last, also when several are added at the same moment; a given place is kept', async () => {
    const parent = await assembly(unique('ORDER'))
    const numbers = Array.from({ length: 4 }, () => unique('PLACE'))
    const [first = '', second = '', third = '', fourth = ''] = numbers
    await tryComponent(parent, second, { position: 5 })
    await tryComponent(parent, first, { position: 0 })
    await Promise.all([
      tryComponent(parent, third),
      tryComponent(parent, fourth, { position: null }),
    ])
    const places = await sql<{ asked_id: string; position: number }>(
      `select asked_id, position::int from assembly_components where parent_assembly_id = $1 order by position`,
      [parent],
    )
    expect(places.map(({ position }) => position)).toEqual([0, 5, 6, 7])
    expect(places.slice(0, 2).map(({ asked_id }) => asked_id)).toEqual([first, second])

    const { body } = await graphql(
      procurement,
      `
        mutation ($data: mutationAssemblyComponentInput!) {
          createAssemblyComponent(data: $data) {
            position
          }
        }
      `,
      { data: { parentAssembly: parent, askedId: unique('PLACE'), quantity: 1 } },
    )
    expect(body.data?.createAssemblyComponent).toEqual({ position: 8 })
  })
})

describe('circles (FR-010)', () => {
  it('of one, two and three are refused with the path named', async () => {
    const [a, b, c] = [unique('CA'), unique('CB'), unique('CC')]
    const ids = { a: await assembly(a), b: await assembly(b), c: await assembly(c) }
    expect(await tryComponent(ids.a, a)).toMatchObject(
      refusal(409, 'cycle', { item: a, details: { path: [a, a] } }),
    )
    await component(ids.a, b)
    expect(await tryComponent(ids.b, a)).toMatchObject(
      refusal(409, 'cycle', { details: { path: [b, a, b] } }),
    )
    await component(ids.b, c)
    expect(await tryComponent(ids.c, a)).toMatchObject(
      refusal(409, 'cycle', {
        field: 'askedId',
        details: { path: [c, a, b, c] },
        message: expect.stringContaining(`${c} > ${a} > ${b} > ${c}`),
      }),
    )
    expect(
      await sql('select id from assembly_components where parent_assembly_id = $1', [ids.c]),
    ).toEqual([])
  })

  it('a part of that literal id takes the place of the circle', async () => {
    const [a, b] = [unique('CA'), unique('CB')]
    const ids = { a: await assembly(a), b: await assembly(b), part: await part(a) }
    await component(ids.a, b)
    expect(await link(await component(ids.b, a))).toMatchObject({
      part_id: ids.part,
      assembly_id: null,
    })
  })

  it('that a rename or a new assembly would close are refused, nothing is renamed', async () => {
    const [a, b, later] = [unique('CA'), unique('CB'), unique('LATER')]
    const ids = { a: await assembly(a), b: await assembly(b) }
    await component(ids.a, b)
    await component(ids.b, later)
    const answer = await rest(procurement).patch(`/assemblies/${ids.a}`, { partNumber: later })
    expect(answer).toMatchObject(refusal(409, 'cycle'))
    expect(await sql('select part_number from assemblies where id = $1', [ids.a])).toEqual([
      { part_number: a },
    ])
    const prefixed = await rest(procurement).patch(`/assemblies/${ids.a}`, {
      partNumber: `ASSY-${later}`,
    })
    expect(prefixed).toMatchObject(refusal(409, 'cycle'))
  })

  it('two halves of a circle at the same moment: at most one is written', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [unique('CA'), unique('CB')]
      const ids = { a: await assembly(a), b: await assembly(b) }
      const answers = await Promise.all([tryComponent(ids.a, b), tryComponent(ids.b, a)])
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    }
  })

  it('of categories are refused with the path, also at the same moment', async () => {
    const category = (code: string, parent?: string) =>
      post('categories', { code, name: `Category ${code}`, ...(parent && { parent }) })
    const [x, y, z] = [unique('X'), unique('Y'), unique('Z')]
    const top = await category(x)
    const middle = await category(y, top)
    const bottom = await category(z, middle)
    const under = (id: string, parent: string) =>
      rest(procurement).patch(`/categories/${id}`, { parent })
    expect(await under(top, top)).toMatchObject(refusal(409, 'cycle', { details: { path: [x] } }))
    expect(await under(top, bottom)).toMatchObject(
      refusal(409, 'cycle', { details: { path: [x, y, z] } }),
    )
    const [one, two] = [await category(unique('S')), await category(unique('T'))]
    const answers = await Promise.all([under(one, two), under(two, one)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('deleting (BR-008)', () => {
  const remove = (slug: string, id: string) => rest(admin).delete(`/${slug}/${id}`)
  const inUse = (usedBy: string) =>
    refusal(409, 'in_use', { message: expect.stringContaining(usedBy) })

  it('what a live order uses stays, and the answer names order and build', async () => {
    const number = unique('ACC')
    const id = await assembly(number)
    const piece = await part(unique('PIECE'))
    await component(
      id,
      (await sql('select part_number from parts where id = $1', [piece]))[0]?.part_number,
    )
    const { order, builds } = await submit(coordinator, {
      builds: [build({ accessories: [{ partNumber: number, quantity: 1 }] })],
    })
    const live = builds[0]

    expect(await remove('assemblies', id)).toMatchObject(inUse(order.orderNumber))
    expect(await remove('assemblies', id)).toMatchObject(inUse(live?.buildNumber ?? '?'))
    expect(await remove('parts', piece)).toMatchObject(inUse(order.orderNumber))
    expect((await rest(admin).patch(`/assemblies/${id}`, { isActive: false })).status).toBe(200)

    await rest(coordinator).patch(`/builds/${live?.id}`, {
      status: 'CANCELLED',
      statusNote: 'Order withdrawn',
    })
    expect((await remove('assemblies', id)).status).toBe(200)
    expect(await remove('parts', piece)).toMatchObject({ status: 200 })
    expect(
      await sql('select name from bom_lines where part_number = $1', [number]),
      'the snapshot keeps its line',
    ).toEqual([{ name: `Assembly ${number}` }])
    expect(await sql('select id from item_uses where assembly_id = $1', [id])).toEqual([])
  })

  it('what an assembly contains stays; what only asked for it does not hold it', async () => {
    const number = unique('CHILD')
    const child = await part(number)
    const parent = await assembly(unique('HOLDER'))
    const row = await component(parent, number)
    expect(await remove('parts', child)).toMatchObject(inUse('assembly'))
    expect((await rest(procurement).delete(`/assembly-components/${row}`)).status).toBe(200)
    expect((await remove('parts', child)).status).toBe(200)
    expect((await remove('assemblies', parent)).status).toBe(200)
  })

  it('what has moved in stock stays', async () => {
    const id = await part(unique('MOVED'))
    await rest(procurement).post('/stock-movements', { kind: 'RECEIPT', part: id, quantity: 5 })
    expect(await remove('parts', id)).toMatchObject(inUse('stock history'))
    const told = async () => (await remove('parts', id)).text
    expect(await told()).toContain('1 stock movement')
    expect(await told()).not.toContain('1 stock movements')
    await rest(procurement).post('/stock-movements', { kind: 'RECEIPT', part: id, quantity: 5 })
    expect(await told()).toContain('2 stock movements')
  })

  it('is for the Admin alone', async () => {
    const id = await part(unique('KEPT'))
    for (const user of [procurement, coordinator, qc]) {
      expect((await rest(user).delete(`/parts/${id}`)).status, user.role).toBe(403)
    }
    expect((await remove('parts', id)).status).toBe(200)
    expect((await remove('parts', id)).status).toBe(404)
  })

  it('an order that takes an item in the moment it is deleted: never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const number = unique('RACE')
      const id = await assembly(number)
      const [order, deletion] = await Promise.all([
        submit(coordinator, {
          builds: [build({ accessories: [{ partNumber: number, quantity: 1 }] })],
        }),
        remove('assemblies', id),
      ])
      const [line] = await sql(
        'select l.kind from bom_lines l where l.bom_id = $1 and l.part_number = $2',
        [firstBuild(order).bom.id, number],
      )
      expect([200, 409]).toContain(deletion.status)
      const exists = (await sql('select id from assemblies where id = $1', [id])).length === 1
      expect(exists).toBe(deletion.status === 409)
      if (exists) expect(line).toEqual({ kind: 'ASSEMBLY' })
    }
  })
})

describe('what the catalogue refuses', () => {
  it('a number twice in one name space; part and assembly may share one', async () => {
    const number = unique('TWICE')
    await part(number)
    await assembly(number)
    for (const [slug, kind] of [
      ['parts', { kind: 'COMPONENT' }],
      ['assemblies', { type: 'SIMPLE' }],
    ] as const) {
      const again = await rest(procurement).post(`/${slug}`, {
        partNumber: number,
        name: 'Again',
        unit: 'EA',
        ...kind,
      })
      expect(again).toMatchObject(refusal(409, 'duplicate_value', { field: 'partNumber' }))
    }
  })

  it.each([
    ['a negative cost', { cost: -1 }],
    ['a cost in fractions of a cent', { cost: 10.5 }],
    ['a kind that does not exist', { kind: 'THING' }],
    ['an empty number', { partNumber: '' }],
    ['a name beyond its length', { name: 'x'.repeat(301) }],
  ])('%s', async (_case, own) => {
    const { status, body } = await rest(procurement).post('/parts', {
      partNumber: unique('P'),
      name: 'Part',
      kind: 'COMPONENT',
      unit: 'EA',
      ...own,
    })
    expect([400, 422]).toContain(status)
    expect(body).toMatchObject({ errors: [{ code: expect.any(String) }] })
  })

  it('an old revision', async () => {
    const id = await part(unique('REV'))
    await rest(procurement).patch(`/parts/${id}`, { name: 'First' })
    expect(await rest(procurement).patch(`/parts/${id}`, { name: 'Second', rev: 1 })).toMatchObject(
      refusal(409, 'stale_revision', { details: expect.objectContaining({ rev: 2 }) }),
    )
  })

  it('stock figures written by hand', async () => {
    const id = await part(unique('STOCK'))
    await rest(admin).patch(`/parts/${id}`, { quantityOnHand: 1000, quantityReserved: 5 })
    expect(
      await sql(
        'select quantity_on_hand::int as h, quantity_reserved::int as r from parts where id = $1',
        [id],
      ),
    ).toEqual([{ h: 0, r: 0 }])
  })
})
