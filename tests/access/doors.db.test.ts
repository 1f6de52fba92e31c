import { afterAll, describe, expect, it } from 'vitest'
import { grantOf } from '../../access/matrix'
import { bootPayload } from '../support/payload'
import { COLLECTIONS, GLOBALS } from './expectations'
import {
  bodyFor,
  callerOf,
  graphqlNames,
  groupsFor,
  identitiesOf,
  isForbidden,
  isForbiddenByGraphql,
  isRefused,
  joinsOf,
  leaks,
  pathsToSecrets,
  probes,
  reaches,
  mayCreate,
  reachOf,
  selectionOf,
  type Identity,
} from './probes'
import { buildWorld } from './world'

const { payload, sql } = await bootPayload()
const world = await buildWorld(payload, sql)
const identities = identitiesOf(world)
const SLUGS = Object.keys(COLLECTIONS)

afterAll(() => {
  expect(leaks(), 'answers that told too much').toEqual([])
})

const rulesOf = (slug: string) => {
  const rules = COLLECTIONS[slug]
  const rows = world.rows[slug]
  if (!rules || !rows) throw new Error(`${slug} is not in the world of this test`)
  return { rules, known: [rows.own, rows.other] as const, own: rows.own }
}

const fieldsOf = (slug: string) =>
  payload.config.collections.find((one) => one.slug === slug)?.flattenedFields ?? []

const idsIn = (body: { docs?: { id: string }[] }): string[] => (body.docs ?? []).map(({ id }) => id)

describe.each(identities.map((who) => [who.name, who] as const))('%s', (_, who: Identity) => {
  const call = callerOf(world, who)

  it.each(SLUGS)('reads of %s exactly what the matrix says', async (slug) => {
    const { rules, known } = rulesOf(slug)
    const reach = reachOf(world, who, rules.read, slug)
    const visible = known.filter((id) => reaches(reach, id))
    const { many, one } = graphqlNames(slug)

    const filter = known.map((id) => `where[id][in]=${id}`).join('&')
    for (const query of [`depth=0&${filter}`, `depth=3&limit=100&${filter}`, 'depth=0&limit=100']) {
      const list = await call.get(`/${slug}?${query}`)
      if (reach === 'none') expect(isForbidden(list), query).toBe(true)
      else if (query.includes('where') || reach !== 'all') {
        expect(
          idsIn(list.body)
            .filter((id) => known.includes(id))
            .sort(),
          query,
        ).toEqual([...visible].sort())
        if (reach !== 'all')
          expect(
            idsIn(list.body).every((id) => reach.has(id)),
            query,
          ).toBe(true)
      }
    }
    const counted = await call.get(`/${slug}/count?${filter}`)
    if (reach === 'none') expect(isForbidden(counted)).toBe(true)
    else expect(counted.body.totalDocs).toBe(visible.length)

    const page = await call.graphql(
      `query ($ids: [String]) { ${many}(limit: 100, where: { id: { in: $ids } }) { docs { id } } }`,
      { ids: known },
    )
    const answered = page.body.data?.[many] as { docs?: { id: string }[] } | null | undefined
    if (reach === 'none') expect(isForbiddenByGraphql(page)).toBe(true)
    else expect(idsIn(answered ?? {}).sort(), page.text).toEqual([...visible].sort())

    for (const id of known) {
      const isOpen = reaches(reach, id)
      const byId = await call.get(`/${slug}/${id}?depth=2`)
      expect(byId.status === 200, `GET ${id}`).toBe(isOpen)
      const byGraphql = await call.graphql(`{ ${one}(id: "${id}") { id } }`)
      expect(isForbiddenByGraphql(byGraphql), `GraphQL ${id}`).toBe(!isOpen)
    }
  })

  it.each(SLUGS)('changes of %s exactly what the matrix says', async (slug) => {
    const { rules, known } = rulesOf(slug)
    const reach = reachOf(world, who, rules.update, slug)
    const { one } = graphqlNames(slug)
    const targets = slug === 'users' && who.user ? [...known, who.user.id] : known
    for (const id of targets) {
      const isOpen = reaches(reach, id)
      const patched = await call.patch(`/${slug}/${id}`, {})
      expect(isForbidden(patched), `PATCH ${id} ${patched.text}`).toBe(!isOpen)
      const mutated = await call.graphql(
        `mutation ($data: mutation${one}UpdateInput!) { update${one}(id: "${id}", data: $data) { id } }`,
        { data: groupsFor(fieldsOf(slug)) },
      )
      expect(isForbiddenByGraphql(mutated), `update ${id} ${mutated.text}`).toBe(!isOpen)
    }
  })

  it.each(SLUGS)('creates and deletes of %s exactly what the matrix says', async (slug) => {
    const { rules, known } = rulesOf(slug)
    const { one } = graphqlNames(slug)
    const posted = await call.post(`/${slug}`, {})
    expect(isForbidden(posted), posted.text).toBe(!mayCreate(who, rules.create, {}))
    const body = bodyFor(fieldsOf(slug))
    const created = await call.graphql(
      `mutation ($data: mutation${one}Input!) { create${one}(data: $data) { id } }`,
      { data: { ...body, ...(slug === 'users' && { password: 'weak' }) } },
    )
    if (!mayCreate(who, rules.create, body))
      expect(isForbiddenByGraphql(created), created.text).toBe(true)
    else expect(created.text).not.toMatch(/role_not_allowed|unauthenticated/)

    const reach = reachOf(world, who, rules.delete, slug)
    for (const id of known) {
      if (reach === 'all') continue
      if (reaches(reach, id)) continue
      expect(isForbidden(await call.delete(`/${slug}/${id}`)), `DELETE ${id}`).toBe(true)
      const gone = await call.graphql(`mutation { delete${one}(id: "${id}") { id } }`)
      expect(isForbiddenByGraphql(gone), `delete ${id}`).toBe(true)
    }
    if (reach === 'none' || !who.user) return
    const first = await world.spare(slug, who.user.id)
    expect((await call.delete(`/${slug}/${first}`)).status).toBe(200)
    const second = await world.spare(slug, who.user.id)
    const gone = await call.graphql(`mutation { delete${one}(id: "${second}") { id } }`)
    expect(gone.body.data?.[`delete${one}`], gone.text).toMatchObject({ id: second })
  })

  it.each(SLUGS)('moves nothing of %s in bulk, by copy or by version', async (slug) => {
    const { own, known } = rulesOf(slug)
    const filter = `where[id][in]=${known.join(',')}`
    const before = await rowsIn(slug)
    for (const answer of [
      await call.patch(`/${slug}?${filter}`, { name: 'bulk' }),
      await call.delete(`/${slug}?${filter}`),
      await call.post(`/${slug}/${own}/duplicate`, {}),
      await call.get(`/${slug}/versions`),
      await call.get(`/${slug}/versions/${own}`),
      await call.post(`/${slug}/versions/${own}`, {}),
    ]) {
      expect(isRefused(answer), `${answer.status} ${answer.text.slice(0, 200)}`).toBe(true)
    }
    expect(await rowsIn(slug)).toBe(before)
    const { one } = graphqlNames(slug)
    const copied = await call.graphql(`mutation { duplicate${one}(id: "${own}") { id } }`)
    expect(copied.body.errors?.[0]?.message).toMatch(/Cannot query field/)
  })

  it.each(Object.entries(GLOBALS))('global %s', async (slug, rules) => {
    const may = (rule: 'read' | 'update') => {
      const capability = rules[rule]
      return Boolean(who.role && capability !== 'nobody' && grantOf(capability, who.role) === 'all')
    }
    expect((await call.get(`/globals/${slug}`)).status === 200).toBe(may('read'))
    expect(isForbidden(await call.post(`/globals/${slug}`, {}))).toBe(!may('update'))
    expect(isForbiddenByGraphql(await call.graphql('{ Setting { companyName } }'))).toBe(
      !may('read'),
    )
    const updated = await call.graphql(
      'mutation ($data: mutationSettingInput!) { updateSetting(data: $data) { companyName } }',
      {
        data: bodyFor(
          payload.config.globals.find((one) => one.slug === slug)?.flattenedFields ?? [],
        ),
      },
    )
    expect(isForbiddenByGraphql(updated), updated.text).toBe(!may('update'))
  })

  it('reaches no command or query beyond the matrix', async () => {
    const own = [
      ...payload.config.endpoints.map((endpoint) => ({
        prefix: '',
        id: world.rows.orders?.own ?? '',
        endpoint,
      })),
      ...payload.config.collections.flatMap(({ slug, endpoints }) =>
        (endpoints || []).map((endpoint) => ({
          prefix: `/${slug}`,
          id: world.rows[slug]?.own ?? '',
          endpoint,
        })),
      ),
    ].filter(({ endpoint }) => endpoint.custom?.capability)
    expect(own.length).toBeGreaterThan(10)
    for (const { prefix, id, endpoint } of own) {
      const path = `${prefix}${endpoint.path}`
        .replace(':resource', 'orders')
        .replace(/:[a-z]+/gi, id)
      const capability = endpoint.custom?.capability
      const isOpen = Boolean(who.role && grantOf(capability, who.role) !== 'none')
      if (isOpen && endpoint.method !== 'get') continue
      const answer = endpoint.method === 'get' ? await call.get(path) : await call.post(path, {})
      const key = `${endpoint.method} ${path} as ${who.name}: ${answer.status}`
      if (isOpen) expect([401, 403], key).not.toContain(answer.status)
      else expect(answer.status, key).toBe(who.role ? 403 : 401)
    }
  })
})

const rowsIn = async (slug: string): Promise<string> => {
  // each refusal is an event of the trail itself, as far as the budget of the minute goes
  const others = slug === 'audit-events' ? ` where action <> 'access_refused'` : ''
  const [row] = await sql<{ n: string }>(
    `select count(*) as n from ${slug.replaceAll('-', '_')}${others}`,
  )
  return row?.n ?? ''
}

const people = identities.filter((who): who is Identity & { role: NonNullable<Identity['role']> } =>
  Boolean(who.role),
)

describe.each(people.map((who) => [who.name, who] as const))(
  'what is hidden from %s stays hidden',
  (_, who) => {
    const call = callerOf(world, who)
    const readable = SLUGS.filter(
      (slug) => reachOf(world, who, rulesOf(slug).rules.read, slug) !== 'none',
    )

    /** Two opposite questions about one field: refused, or answered alike. */
    const tellsNothing = async (what: string, one: string, opposite: string) => {
      const first = await call.get(one)
      if (first.status >= 400) {
        expect([400, 403], what).toContain(first.status)
        return
      }
      const second = await call.get(opposite)
      expect(shapeOf(second.body), what).toEqual(shapeOf(first.body))
    }

    it.each(readable)('from filters and sorting of %s, over every path', async (slug) => {
      for (const { path } of pathsToSecrets(payload, slug, who.role, 3)) {
        await tellsNothing(
          `${slug}?where[${path}]`,
          `/${slug}?depth=0&where[${path}][exists]=true`,
          `/${slug}?depth=0&where[${path}][exists]=false`,
        )
        await tellsNothing(
          `${slug}?sort=${path}`,
          `/${slug}?depth=0&sort=${path}`,
          `/${slug}?depth=0&sort=-${path}`,
        )
      }
      for (const { path } of pathsToSecrets(payload, slug, who.role, 1)) {
        for (const [operator, low, high] of [
          ['greater_than', '0', '999999999999'],
          ['like', '1', '#'],
          ['equals', '918273641', '5'],
        ]) {
          await tellsNothing(
            `${slug}?where[${path}][${operator}]`,
            `/${slug}?depth=0&where[or][0][and][0][${path}][${operator}]=${low}`,
            `/${slug}?depth=0&where[or][0][and][0][${path}][${operator}]=${high}`,
          )
        }
      }
    })

    it.each(readable)('from select, populate and joins of %s', async (slug) => {
      const direct = pathsToSecrets(payload, slug, who.role, 0)
      for (const { field } of direct) {
        await call.get(`/${slug}?select[${field}]=true&depth=5&limit=100`)
      }
      const populate = ['parts', 'assemblies', 'orders', 'boms', 'bom-lines', 'users']
        .flatMap((target) => pathsToSecrets(payload, target, who.role, 0))
        .map(({ target, field }) => `populate[${target}][${field}]=true`)
        .join('&')
      await call.get(`/${slug}?depth=5&limit=100&${populate}`)

      for (const { name, target } of joinsOf(payload, slug)) {
        for (const { path } of pathsToSecrets(payload, target, who.role, 1)) {
          const join = `/${slug}?depth=1&limit=100&joins[${name}]`
          await tellsNothing(
            `${slug} joins ${name} where ${path}`,
            `${join}[where][${path}][exists]=true`,
            `${join}[where][${path}][exists]=false`,
          )
          await tellsNothing(
            `${slug} joins ${name} sort ${path}`,
            `${join}[sort]=${path}`,
            `${join}[sort]=-${path}`,
          )
        }
      }
    })

    it.each(readable)('from GraphQL fields, filters and sorting of %s', async (slug) => {
      const { many } = graphqlNames(slug)
      await call.graphql(
        `{ ${many}(limit: 100) { docs { ${selectionOf(payload, slug, who.role)} } } }`,
      )
      for (const { field, path } of pathsToSecrets(payload, slug, who.role, 1)) {
        const sorted = async (sort: string) =>
          call.graphql(`{ ${many}(limit: 100, sort: "${sort}") { docs { id } } }`)
        const [up, down] = [await sorted(path), await sorted(`-${path}`)]
        if (!up.body.errors) expect(up.body.data, `sort ${path}`).toEqual(down.body.data)
        if (path !== field) continue
        const asked = async (exists: boolean) =>
          call.graphql(
            `{ ${many}(limit: 100, where: { ${field}: { exists: ${exists} } }) { docs { id } } }`,
          )
        const [yes, no] = [await asked(true), await asked(false)]
        if (!yes.body.errors && yes.status === 200) {
          expect(yes.body.data, `where ${field}`).toEqual(no.body.data)
        }
      }
    })
  },
)

/** The ids of an answer in their order, joined lists included: what filter and sorting could tell. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return null
  const record = Object.entries(value)
  return [
    ...record.filter(([key]) => key === 'id' || key === 'totalDocs').map(([, held]) => held),
    ...record
      .filter(([, held]) => typeof held === 'object' && held)
      .map(([, held]) => shapeOf(held)),
  ]
}

describe('the probe itself', () => {
  it('asked thousands of questions and heard nothing it must not hear', () => {
    expect(probes()).toBeGreaterThan(4_000)
    expect(leaks()).toEqual([])
  })

  it('sees the secrets where they are open', async () => {
    const admin = identities.find(({ role }) => role === 'ADMIN')
    const { text } = await callerOf(world, admin ?? { name: '', role: null, user: undefined }).get(
      '/parts?limit=100',
    )
    expect(text).toContain('918273641')
    expect(text).toContain('73519461')
  })
})
