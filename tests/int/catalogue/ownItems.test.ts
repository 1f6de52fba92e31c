import { createLocalReq } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { readableItems } from '../../../src/services/catalogue/readable'
import { graphql, rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, plainSink, submit, threeBasinSink } from '../../support/plant'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const assembler = await someone.user('ASSEMBLER')
const colleague = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

type Named = { id: string; partNumber: string; category: string | null }
type Component = { askedId: string; part: string | null; assembly: string | null }
type TreeRow = { path: string; askedId: string; item: { id: string } | null }
type Page<Doc> = { docs: Doc[]; totalDocs: number }

const itemsOf = (buildId: string) =>
  sql<Named & { collection: 'parts' | 'assemblies' }>(
    `select 'assemblies' as collection, a.id, a.part_number as "partNumber", a.category_id as category
     from item_uses u join assemblies a on a.id = u.assembly_id where u.build_id = $1
     union all
     select 'parts', p.id, p.part_number, null from item_uses u join parts p on p.id = u.part_id where u.build_id = $1`,
    [buildId],
  )

let own: Awaited<ReturnType<typeof itemsOf>> = []
let foreign: typeof own = []
let ownIds = new Set<string>()
beforeAll(async () => {
  await loadCatalogue(payload)
  const { builds } = await submit(coordinator, {
    builds: [build({ configuration: plainSink() }), build({ configuration: threeBasinSink() })],
  })
  const [mine = '', theirs = ''] = builds.map(({ id }) => id)
  await sql(`update builds set assigned_to_id = $2 where id = $1`, [mine, assembler.id])
  await sql(`update builds set assigned_to_id = $2 where id = $1`, [theirs, colleague.id])
  own = await itemsOf(mine)
  ownIds = new Set(own.map(({ id }) => id))
  foreign = (await itemsOf(theirs)).filter(({ id }) => !ownIds.has(id))
})

const ownAssemblies = () => own.filter(({ collection }) => collection === 'assemblies')
const foreignAssemblies = () => foreign.filter(({ collection }) => collection === 'assemblies')
const pageOf = async <Doc>(path: string): Promise<Page<Doc>> => {
  const { status, body, text } = await rest(assembler).get<Page<Doc>>(path)
  expect(status, text.slice(0, 300)).toBe(200)
  return body
}

describe('an assembler reads the structure of the items on their own builds (handbook 1.3)', () => {
  it('component by component, and none of a foreign build', async () => {
    const { docs, totalDocs } = await pageOf<Component>('/assembly-components?depth=0&limit=100')
    expect(totalDocs).toBeGreaterThan(0)
    expect(docs.filter(({ part, assembly }) => !ownIds.has(part ?? assembly ?? ''))).toEqual([])
    const [other] = foreignAssemblies()
    const beneath = await pageOf(
      `/assembly-components?where[parentAssembly][equals]=${other?.id}&depth=0`,
    )
    expect(beneath.totalDocs).toBe(0)
  })

  it('each item itself, in a list of their own', async () => {
    for (const collection of ['assemblies', 'parts'] as const) {
      const { totalDocs } = await pageOf(`/${collection}?sort=partNumber&limit=1&depth=0`)
      expect(totalDocs).toBe(own.filter((item) => item.collection === collection).length)
    }
  })

  it('each row once in the list of an assembly, however many builds of theirs use it', async () => {
    const again = await submit(coordinator, {
      builds: [build({ configuration: plainSink() }), build({ configuration: plainSink() })],
    })
    const more = again.builds.map(({ id }) => id)
    await sql(`update builds set assigned_to_id = $2 where id = any($1::uuid[])`, [
      more,
      assembler.id,
    ])
    const [largest] = await sql<{ id: string; n: number }>(
      `select parent_assembly_id as id, count(*)::int as n from assembly_components
       where parent_assembly_id = any($1::uuid[]) group by 1 order by 2 desc limit 1`,
      [ownAssemblies().map(({ id }) => id)],
    )
    type Joined = { docs: (Component & { id: string })[]; totalDocs?: number }
    const listOf = async (query: string) =>
      (
        await rest(assembler).get<{ components: Joined }>(
          `/assemblies/${largest?.id}?depth=1&${query}`,
        )
      ).body.components
    const whole = await listOf('joins[components][limit]=100&joins[components][count]=true')
    expect(whole.docs.length).toBe(largest?.n)
    expect(new Set(whole.docs.map(({ id }) => id)).size).toBe(largest?.n)
    expect(whole.totalDocs).toBe(largest?.n)
    const first = await listOf('joins[components][limit]=3')
    expect(first.docs.map(({ id }) => id)).toEqual(whole.docs.slice(0, 3).map(({ id }) => id))
    await sql(`update builds set assigned_to_id = null where id = any($1::uuid[])`, [more])
  })

  it('as a tree, whole beneath every assembly of the build', async () => {
    for (const { id } of ownAssemblies()) {
      const seen = await rest(assembler).get<{ rows: TreeRow[] }>(`/assemblies/${id}/structure`)
      const whole = await rest(procurement).get<{ rows: TreeRow[] }>(`/assemblies/${id}/structure`)
      expect(seen.status).toBe(200)
      const foreignPaths = whole.body.rows.flatMap(({ item, path }) =>
        item && !ownIds.has(item.id) ? path : [],
      )
      const isOwn = ({ path }: TreeRow) =>
        !foreignPaths.some((other) => path === other || path.startsWith(`${other}.`))
      expect(seen.body.rows).toEqual(whole.body.rows.filter(isOwn))
    }
    for (const { id } of foreignAssemblies())
      for (const path of ['components', 'structure', 'structure?search=a'])
        expect((await rest(assembler).get(`/assemblies/${id}/${path}`)).status, path).toBe(404)
  })

  it('but not what was put into an assembly since, unless it is on the build as well', async () => {
    const [parent] = ownAssemblies()
    const [stranger] = foreign.filter(({ collection }) => collection === 'parts')
    const put = await rest(procurement).post('/assembly-components', {
      parentAssembly: parent?.id,
      askedId: stranger?.partNumber,
      quantity: 1,
      position: 99,
    })
    expect(put.status, put.text).toBe(201)
    for (const path of ['components', 'structure', `structure?search=${stranger?.partNumber}`]) {
      const { status, body } = await rest(assembler).get<{ rows: TreeRow[] }>(
        `/assemblies/${parent?.id}/${path}`,
      )
      expect(status).toBe(200)
      expect(body.rows.filter(({ item }) => item?.id === stranger?.id)).toEqual([])
    }
    const { body } = await graphql<{
      Assembly: { components: { docs: { askedId: string; part: unknown }[] } }
    }>(
      assembler,
      `{ Assembly(id: "${parent?.id}") { components(limit: 100) { docs { askedId part { name } } } } }`,
    )
    expect(body.data?.Assembly.components.docs).toContainEqual({
      askedId: stranger?.partNumber,
      part: null,
    })
    expect((await rest(assembler).get(`/parts/${stranger?.id}`)).status).toBe(404)
  })

  it('and neither costs, nor stock, nor who else uses them', async () => {
    for (const { collection, id } of own.slice(0, 5)) {
      const { body } = await rest(assembler).get(`/${collection}/${id}?depth=0`)
      for (const field of ['cost', 'quantityOnHand', 'quantityReserved', 'reorderLevel', 'usedOn'])
        expect(Object.keys(body), field).not.toContain(field)
      expect((await rest(assembler).get(`/${collection}/${id}/where-used`)).status).toBe(403)
    }
    expect((await rest(assembler).get('/item-uses')).status).toBe(403)
    expect((await rest(assembler).get('/category-listings')).status).toBe(403)
    const [a, b] = ownAssemblies()
    expect((await rest(assembler).get(`/compare-items?a=${a?.id}&b=${b?.id}`)).status).toBe(403)
  })
})

describe('of the categories, an assembler reads those that the items on their own builds stand in', () => {
  type Category = { id: string; parent: string | null }
  type Reference = { id: string; category: string; assembly: string }
  const everyOf = async <Doc extends { id: string }>(collection: string): Promise<Doc[]> =>
    (await pageOf<Doc>(`/${collection}?limit=100&depth=0&sort=id`)).docs

  it('as their own, by a reference, and all above; and no other', async () => {
    const asOwn = ownAssemblies().flatMap(({ category }) => category ?? [])
    const byReference = await sql<{ category: string }>(
      `select category_id as category from category_references where assembly_id = any($1::uuid[])`,
      [ownAssemblies().map(({ id }) => id)],
    )
    const standing = new Set([...asOwn, ...byReference.map(({ category }) => category)])
    const stored = await sql<Category>(`select id, parent_id as parent from categories`)
    const parentOf = new Map(stored.map(({ id, parent }) => [id, parent]))
    for (const id of standing) {
      const parent = parentOf.get(id)
      if (parent) standing.add(parent)
    }
    const read = await everyOf<Category>('categories')
    expect(read.map(({ id }) => id).sort()).toEqual([...standing].sort())
    expect(read.some(({ parent }) => parent === null)).toBe(true)
    expect(read.length).toBeLessThan(stored.length)
  })

  it('through each reference to such an item, and none to another', async () => {
    const [item] = ownAssemblies()
    const [other] = foreignAssemblies()
    const category = await rest(procurement).post<{ doc: { id: string } }>('/categories', {
      code: '799',
      name: 'Also found here',
    })
    const list = (assembly?: string) =>
      rest(procurement).post<{ doc: { id: string } }>('/category-references', {
        category: category.body.doc.id,
        assembly,
      })
    expect((await rest(assembler).get(`/categories/${category.body.doc.id}`)).status).toBe(404)
    const foreignReference = await list(other?.id)
    expect((await rest(assembler).get(`/categories/${category.body.doc.id}`)).status).toBe(404)

    const reference = await list(item?.id)
    const seen = await rest(assembler).get<{ name: string; references: { docs: Reference[] } }>(
      `/categories/${category.body.doc.id}?depth=1`,
    )
    expect(seen.body.name).toBe('Also found here')
    expect(seen.body.references.docs.map(({ id }) => id)).toEqual([reference.body.doc.id])
    const { body } = await graphql<{ Assembly: { listedIn: { docs: { category: unknown }[] } } }>(
      assembler,
      `{ Assembly(id: "${item?.id}") { listedIn { docs { category { name } } } } }`,
    )
    expect(body.data?.Assembly.listedIn.docs).toContainEqual({
      category: { name: 'Also found here' },
    })

    const references = await everyOf<Reference>('category-references')
    expect(references.map(({ id }) => id)).not.toContain(foreignReference.body.doc.id)
    expect(references.filter(({ assembly }) => !ownIds.has(assembly))).toEqual([])
  })
})

describe('the Service department reads of the catalogue what can be ordered as a service item', () => {
  type Stored = { id: string; parent: string | null }
  let orderable: Set<string>
  beforeAll(async () => {
    const items = await sql<{ id: string }>(
      `select a.id from assemblies a where a.is_active and a.can_order and (a.type in ('SERVICE_PART', 'KIT')
         or exists (select from categories c join categories p on p.id = c.parent_id and p.code = '719'
           where c.id = a.category_id or c.id in (select r.category_id from category_references r where r.assembly_id = a.id)))`,
    )
    orderable = new Set(items.map(({ id }) => id))
    const { body } = await rest(service).get<Page<Named>>('/assemblies?limit=1&depth=0')
    expect(body.totalDocs).toBe(orderable.size)
  })

  it('with the categories it stands in and all above, and no other', async () => {
    const standing = new Set(
      (
        await sql<{ category: string }>(
          `select category_id as category from assemblies where id = any($1::uuid[]) and category_id is not null
           union select category_id from category_references where assembly_id = any($1::uuid[])`,
          [[...orderable]],
        )
      ).map(({ category }) => category),
    )
    const stored = await sql<Stored>(`select id, parent_id as parent from categories`)
    for (const id of standing) {
      const parent = stored.find((one) => one.id === id)?.parent
      if (parent) standing.add(parent)
    }
    const { docs } = (await rest(service).get<Page<Stored>>('/categories?limit=100&depth=0')).body
    expect(docs.map(({ id }) => id).sort()).toEqual([...standing].sort())
    expect(docs.length).toBeGreaterThan(0)
    expect(docs.length).toBeLessThan(stored.length)
  })

  it('with its components and the references to it, and no other', async () => {
    for (const [collection, column] of [
      ['assembly-components', 'parent_assembly_id'],
      ['category-references', 'assembly_id'],
    ] as const) {
      const rows = await sql<{ id: string }>(
        `select id from ${collection.replace('-', '_')} where ${column} = any($1::uuid[]) order by id`,
        [[...orderable]],
      )
      const { body } = await rest(service).get<Page<Named>>(
        `/${collection}?limit=100&depth=0&sort=id`,
      )
      expect(body.totalDocs, collection).toBe(rows.length)
      expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(body.docs.map((d) => d.id)))
    }
  })

  it('as a tree, in which parts are left out', async () => {
    const [kit] = await sql<{ id: string }>(
      `select a.id from assemblies a where a.id = any($1::uuid[])
         and exists (select from assembly_components c where c.parent_assembly_id = a.id and c.part_id is not null)`,
      [[...orderable]],
    )
    const seen = await rest(service).get<{ rows: { item: { collection: string } | null }[] }>(
      `/assemblies/${kit?.id}/structure`,
    )
    expect(seen.status, seen.text.slice(0, 300)).toBe(200)
    expect(seen.body.rows.filter(({ item }) => item?.collection === 'parts')).toEqual([])
    const [closed] = foreignAssemblies().filter(({ id }) => !orderable.has(id))
    expect((await rest(service).get(`/assemblies/${closed?.id}/structure`)).status).toBe(404)
  })
})

describe('an assembler escapes their own rows by no filter and no order over another record', () => {
  // each leads into items, categories or structure, which they see by the builds that those are used on
  const ASKED = [
    ['assemblies', 'category.code', 'like', '7'],
    ['assemblies', 'category.parent.code', 'like', '7'],
    ['assemblies', 'components.askedId', 'like', 'a'],
    ['parts', 'successorPart.name', 'like', 'a'],
    ['categories', 'parent.code', 'equals', '718'],
    ['category-references', 'category.code', 'like', '7'],
    ['category-references', 'assembly.name', 'not_equals', 'x'],
    ['assembly-components', 'part.unit', 'equals', 'EA'],
    ['assembly-components', 'parentAssembly.category.code', 'like', '7'],
    ['assembly-components', 'parentAssembly.name', 'not_equals', 'x'],
  ] as const

  it.each(ASKED)('%s by %s, read or counted', async (collection, path, operator, value) => {
    const query = `where[${path}][${operator}]=${value}`
    for (const door of [
      `/${collection}?${query}&limit=100&depth=0`,
      `/${collection}?where[or][0][and][0][${path}][${operator}]=${value}`,
      `/${collection}?sort=-${path}`,
      `/${collection}/count?${query}`,
    ]) {
      const { status, text } = await rest(assembler).get(door)
      expect(status, `${door} ${text.slice(0, 300)}`).toBe(400)
      expect(text, door).toContain(`Nothing can be filtered or sorted by ${path}.`)
    }
    const free = await rest(procurement).get(`/${collection}?${query}&limit=1`)
    expect(free.status, free.text.slice(0, 300)).toBe(200)
  })

  it('nor over GraphQL, whose filters end at the relationship', async () => {
    const [parent] = ownAssemblies()
    for (const query of [
      `{ Assemblies(sort: "category.code") { docs { id } } }`,
      `{ AssemblyComponents(sort: "-part.name") { docs { id } } }`,
      `{ Assembly(id: "${parent?.id}") { components(sort: "part.name") { docs { id } } } }`,
    ]) {
      const { body } = await graphql(assembler, query)
      expect(body.errors?.[0]?.message, query).toContain('Nothing can be filtered or sorted by')
    }
  })

  it('nor in a list that is joined to a record of their own', async () => {
    const [parent] = ownAssemblies()
    for (const list of ['where[part.name][like]=a', 'sort=part.name']) {
      const [key = '', value] = list.split('=')
      const bracketed = key.replace(/^(\w+)/, '[$1]')
      const { status, text } = await rest(assembler).get(
        `/assemblies/${parent?.id}?joins[components]${bracketed}=${value}`,
      )
      expect(status, text.slice(0, 300)).toBe(400)
    }
  })

  it('while the category, the part or the parent itself can be asked, and answers with own rows', async () => {
    const category = ownAssemblies().find((item) => item.category)?.category
    for (const path of ['category', 'category.id']) {
      const { docs } = await pageOf<Named>(
        `/assemblies?where[${path}][equals]=${category}&limit=100&depth=0`,
      )
      const standing = ownAssemblies().filter((item) => item.category === category)
      expect(docs.map(({ id }) => id).sort()).toEqual(standing.map(({ id }) => id).sort())
    }
    const part = own.find((item) => item.collection === 'parts')?.id
    const { docs } = await pageOf<Component>(
      `/assembly-components?where[part.id][equals]=${part}&limit=100&depth=0`,
    )
    const [inOwn] = await sql<{ n: number }>(
      `select count(*)::int as n from assembly_components where part_id = $1
         and parent_assembly_id = any($2::uuid[])`,
      [part, ownAssemblies().map(({ id }) => id)],
    )
    expect(docs.length).toBe(inOwn?.n)
  })
})

it('of more items than one filter takes, an assembler is told which are their own', async () => {
  const others = Array.from({ length: 1_100 }, () => ({
    collection: 'parts' as const,
    id: uuidv7(),
  }))
  const req = await createLocalReq({ user: { ...assembler, collection: 'users' } }, payload)
  expect(await readableItems(req, [...others, ...foreign, ...own])).toEqual(ownIds)
})
