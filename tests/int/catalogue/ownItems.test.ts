import { beforeAll, describe, expect, it } from 'vitest'
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
    expect((await rest(assembler).get('/category-references')).status).toBe(403)
    const [a, b] = ownAssemblies()
    expect((await rest(assembler).get(`/compare-items?a=${a?.id}&b=${b?.id}`)).status).toBe(403)
  })
})

it('an assembler reads the categories that those items stand in, no other', async () => {
  const standing = [...new Set(ownAssemblies().flatMap(({ category }) => category ?? []))]
  const { docs } = await pageOf<{ id: string }>('/categories?limit=100&depth=0')
  expect(docs.map(({ id }) => id).sort()).toEqual(standing.sort())
  const [all] = await sql<{ n: number }>(`select count(*)::int as n from categories`)
  expect(docs.length).toBeLessThan(all?.n ?? 0)
})
