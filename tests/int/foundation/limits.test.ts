import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { as, given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')

type Page = { docs: { id: string }[]; limit: number; page: number; totalDocs: number }
const MANY = 130
let categoryId = ''

beforeAll(async () => {
  await sql(
    `insert into parts (id, part_number, name, kind, unit, quantity_on_hand, quantity_reserved, is_active, is_outside, is_critical, rev, created_at, updated_at)
     select gen_random_uuid(), 'BULK-' || n, 'Bulk ' || n, 'COMPONENT', 'EA', 0, 0, true, false, false, 1, now(), now()
     from generate_series(1, ${MANY}) n`,
  )
  categoryId = (await given(payload).category()).id
  await sql(
    `with made as (
       insert into assemblies (id, part_number, name, type, unit, can_order, is_kit, quantity_on_hand, quantity_reserved, is_active, is_outside, is_critical, rev, created_at, updated_at)
       select gen_random_uuid(), 'REF-' || n, 'Ref', 'SIMPLE', 'EA', false, false, 0, 0, true, false, false, 1, now(), now()
       from generate_series(1, ${MANY}) n returning id)
     insert into category_references (id, category_id, assembly_id, position, created_at, updated_at)
     select gen_random_uuid(), $1, id, 0, now(), now() from made`,
    [categoryId],
  )
})

describe('a page of REST', () => {
  it.each([
    ['', 20],
    ['limit=7', 7],
    ['limit=100', 100],
    ['limit=101', 100],
    ['limit=1000000000', 100],
    ['limit=0', 100],
    ['limit=-1', 20],
    ['limit=abc', 20],
    ['limit=', 20],
    ['limit=7.9', 7],
    ['limit[]=5000', 100],
    ['limit[a]=5000', 20],
    ['pagination=false', 20],
    ['pagination=false&limit=0', 100],
    ['pagination=false&limit=1000', 100],
  ])('?%s holds %i', async (asked, held) => {
    const { status, body } = await rest(admin).get<Page>(`/parts?depth=0&${asked}`)
    expect([status, body.docs?.length]).toEqual([200, held])
  })

  it.each(['page=-3', 'page=0', 'page=abc', 'page[]=x', 'depth=-1', 'depth=abc', 'depth=1e9'])(
    '?%s is answered like the first page',
    async (asked) => {
      const { status, body } = await rest(admin).get<Page>(`/parts?limit=3&${asked}`)
      expect([status, body.page, body.docs.length]).toEqual([200, 1, 3])
    },
  )

  it('a page far behind the end is empty', async () => {
    const { status, body } = await rest(admin).get<Page>('/parts?page=1e300')
    expect([status, body.docs.length]).toEqual([200, 0])
  })

  it('joined lists show the limit of their field and never more than 100', async () => {
    const held = async (asked: string) => {
      const { body } = await rest(admin).get<{ references: { docs: unknown[] } }>(
        `/categories/${categoryId}?depth=0&${asked}`,
      )
      return body.references.docs.length
    }
    expect(await held('')).toBe(100)
    expect(await held('joins[references][limit]=5')).toBe(5)
    expect(await held('joins[references][limit]=0')).toBe(100)
    expect(await held('joins[references][limit]=5000')).toBe(100)
    expect(await held('joins[references][limit]=-5')).toBe(20)
  })
})

describe('a page of GraphQL', () => {
  it.each([
    ['', 20],
    ['(limit: 0)', 100],
    ['(limit: -1)', 20],
    ['(limit: 100000)', 100],
    ['(limit: 0, pagination: false)', 100],
    ['(pagination: false)', 20],
    ['(page: -3, limit: 4)', 4],
  ])('Parts%s holds %i', async (args, held) => {
    const { body } = await graphql<{ Parts: Page }>(admin, `{ Parts${args} { docs { id } } }`)
    expect(body.data?.Parts.docs).toHaveLength(held)
  })

  it('joined lists obey it as well', async () => {
    const { body } = await graphql<{ Category: { references: { docs: unknown[] } } }>(
      admin,
      `{ Category(id: "${categoryId}") { references(limit: 5000) { docs { id } } } }`,
    )
    expect(body.data?.Category.references.docs).toHaveLength(100)
  })

  it('nesting, complexity, tokens and circular fragments are bounded', async () => {
    const deep = `{ Categories { docs ${'{ parent '.repeat(30)} { id } ${'}'.repeat(30)} } }`
    const wide = `{ ${Array.from({ length: 600 }, (_, n) => `a${n}: countParts { totalDocs }`).join(' ')} }`
    const long = `{ Parts { docs { ${'name '.repeat(5_000)} } } }`
    const circle = `query { Parts { docs { ...A } } } fragment A on Part { ...B } fragment B on Part { ...A }`
    const laughs = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Part { ...F${n + 1} ...F${n + 1} }`,
    )
    const billion = `query { Parts { docs { ...F0 } } } ${laughs.join(' ')} fragment F60 on Part { id }`
    for (const query of [deep, wide, long, circle, billion, '{', '', '{ nothing }', '{{{{']) {
      const { status, body } = await graphql(admin, query)
      expect([200, 400]).toContain(status)
      expect(JSON.stringify(body)).toContain('malformed')
    }
  })

  it('variables of the wrong type are named', async () => {
    const query = 'query ($id: String!) { Part(id: $id) { id } }'
    for (const variables of [{}, { id: 5 }, { id: null }, { id: { a: 1 } }]) {
      const { status, body } = await graphql(admin, query, variables)
      expect([200, 400]).toContain(status)
      expect(body.errors?.[0]?.extensions.code).toBe('malformed')
    }
  })

  it('the schema is told to people who are signed in', async () => {
    const query = '{ __schema { queryType { name } } }'
    expect((await graphql(admin, query)).body.data).toBeTruthy()
    expect((await graphql(undefined, query)).body.errors).toBeTruthy()
  })
})

describe('calls of our own services', () => {
  it('read as much as they need; those in the name of a person are bounded', async () => {
    const all = { collection: 'parts', limit: 0, pagination: false, depth: 0 } as const
    expect((await payload.find(all)).docs).toHaveLength(MANY)
    expect((await payload.find({ ...all, ...as(admin) })).docs).toHaveLength(100)
  })

  it('fill relationships of a full page', async () => {
    const { body } = await rest(admin).get<{ docs: { assembly: object | string }[] }>(
      '/category-references?limit=100&depth=1',
    )
    expect(body.docs.every(({ assembly }) => typeof assembly === 'object')).toBe(true)
  })
})

describe('filters', () => {
  const filter = (query: string) => rest(admin).get<Page>(`/category-references?depth=0&${query}`)

  it.each([
    'where[id][equals]=abc',
    'where[id][equals]=',
    'where[category][equals]=abc',
    'where[category][not_equals]=1',
    'where[category][in]=abc',
    'where[category][in][0]=abc',
    'where[category.parent][equals]=abc',
    'where[category.id][equals]=abc',
    'where[assembly.category.parent][in]=a,b',
    'where[or][0][and][0][id][equals]=abc',
    'where[category][equals][x]=abc',
    `where=${encodeURIComponent('{"id":{"equals":"x"}}')}`,
  ])('?%s is refused as malformed', async (query) => {
    expect(await filter(query)).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'malformed' }] },
    })
  })

  it('ids, null and lists with empty entries are understood', async () => {
    expect((await filter(`where[category][equals]=${categoryId}`)).body.totalDocs).toBe(MANY)
    expect((await filter(`where[category][in]=${categoryId},`)).body.totalDocs).toBe(MANY)
    expect((await filter('where[category][not_in]=')).status).toBe(200)
    expect((await filter('where[category.parent][equals]=null')).body.totalDocs).toBe(MANY)
    expect((await filter('where[category][exists]=true')).body.totalDocs).toBe(MANY)
  })

  it.each([
    'where[name][foo]=1',
    'where[nothing][equals]=1',
    'where[name]=x',
    'where=abc',
    'where[or]=x',
    'where[and][0]=x',
    'where[position][equals]=1e999',
    'where[position][greater_than]=abc',
    'where[createdAt][greater_than]=nonsense',
    'where[category][like]=x',
    'where[category][contains]=x',
    'where[position][like]=x',
    'where[position][near]=1,2,3,4',
    'where[id][like]=x',
    'where[category][exists]=maybe',
    'sort=nothing',
    'sort[]=position&sort[]=-id',
    'select[nothing]=true',
    'select=x',
    'populate=x',
    'joins=x',
    'joins[nothing][limit]=5',
    'depth[]=1',
    'where[id][equals]=%00',
    'where[category][in]=%00',
    'where[assembly.name][equals]=%00',
    'where[assembly.name][like]=%25%00',
    'where[assembly.name][equals]=%ED%A0%80',
    '%00=%00',
    'where[assembly.name][all]=x',
    'where[assembly.name][within]=x',
  ])('?%s never breaks the server', async (query) => {
    const { status, body } = await filter(query)
    expect(status, JSON.stringify(body)).toBeLessThan(500)
    if (status >= 400) expect(body).toMatchObject({ errors: [{ code: expect.any(String) }] })
  })

  it('depth and length are bounded before anything walks them', async () => {
    let where: object = { position: { equals: 1 } }
    for (let depth = 0; depth < 40; depth += 1) where = { or: [where] }
    const deep = await filter(`where=${encodeURIComponent(JSON.stringify(where))}`)
    expect(deep).toMatchObject({ status: 400, body: { errors: [{ code: 'malformed' }] } })

    const nested = `{"or":[`.repeat(20_000) + ']}'.repeat(20_000)
    const monster = await filter(`where=${encodeURIComponent(nested)}`)
    expect(monster.status).toBe(400)

    const or = Array.from({ length: 3_000 }, (_, n) => ({ position: { equals: n } }))
    const wide = await filter(`where=${encodeURIComponent(JSON.stringify({ or }))}`)
    expect(wide.status).toBe(400)
  })

  it('a long query may travel in the body of a POST', async () => {
    const headers = {
      'x-payload-http-method-override': 'GET',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const answer = await rest(admin).post<Page>(
      '/parts',
      `limit=3&depth=0&where[name][like]=${'Bulk'}`,
      headers,
    )
    expect([answer.status, answer.body.docs.length]).toEqual([200, 3])
  })
})

describe('lists of ids', () => {
  it('a full page with full lists is filled, however many records stand in it', async () => {
    await sql(
      `with made as (
         insert into categories (id, code, name, created_at, updated_at)
         select gen_random_uuid(), 'FULL-' || n, 'Full', now(), now()
         from generate_series(1, 11) n returning id)
       insert into category_references (id, category_id, assembly_id, position, created_at, updated_at)
       select gen_random_uuid(), made.id, listed.id, 0, now(), now()
       from made, (select id from assemblies order by part_number limit 100) listed`,
    )
    const { status, body } = await rest(admin).get<{
      docs: { references: { docs: { assembly: string }[] } }[]
    }>('/categories?limit=100&where[code][like]=FULL')
    expect(status).toBe(200)
    const filled = body.docs.flatMap(({ references }) => references.docs)
    expect(filled.filter(({ assembly }) => assembly)).toHaveLength(1100)
  })

  it('of a caller end at a thousand', async () => {
    const ids = Array.from({ length: 1_001 }, () => categoryId).join(',')
    expect((await rest(admin).get(`/categories?where[id][in]=${ids}`)).status).toBe(400)
  })
})
