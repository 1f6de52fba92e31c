import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { MDRD } from '../../../src/shipped/mdrd'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue, submit } from '../../support/plant'

const { payload } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const buyer = await someone.user('PROCUREMENT')

beforeAll(() => loadCatalogue(payload))

type Row = Record<string, unknown>

/** One record that two people change at once, each a field of their own. */
type Shared = {
  slug: 'orders' | 'product-families' | 'parts'
  /** As GraphQL calls one. */
  name: string
  make: () => Promise<string>
  editors: readonly [TestUser, TestUser]
  fields: readonly [string, string]
}

const SHARED: readonly Shared[] = [
  {
    slug: 'orders',
    name: 'Order',
    make: async () => (await submit(coordinator)).order.id,
    editors: [coordinator, admin],
    fields: ['projectName', 'specialInstructions'],
  },
  {
    slug: 'product-families',
    name: 'ProductFamily',
    make: async () => {
      const code = unique('FAMILY').replace('-', '_')
      const data = { code, name: code, draft: MDRD }
      return (await rest(admin).post<{ doc: { id: string } }>('/product-families', data)).body.doc
        .id
    },
    editors: [admin, await someone.user('ADMIN')],
    fields: ['name', 'code'],
  },
  {
    slug: 'parts',
    name: 'Part',
    make: async () => (await someone.part()).id,
    editors: [buyer, admin],
    fields: ['name', 'manufacturer'],
  },
]

/** A way to write one field with the revision that was read; whether it was taken. */
type Write = (user: TestUser, id: string, data: Row) => Promise<boolean>

const fieldsOf = (data: Row): string =>
  Object.entries(data)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ')

const WAYS: readonly [string, (shared: Shared) => Write][] = [
  [
    'REST',
    ({ slug }) =>
      async (user, id, data) => {
        const { status, text } = await rest(user).patch(`/${slug}/${id}`, data)
        if (status !== 200) expect(text).toContain('stale_revision')
        return status === 200
      },
  ],
  [
    'REST with If-Match',
    ({ slug }) =>
      async (user, id, { rev, ...data }) => {
        const tag = { 'if-match': `"${String(rev)}"` }
        const { status, text } = await rest(user).patch(`/${slug}/${id}`, data, tag)
        if (status !== 200) expect(text).toContain('stale_revision')
        return status === 200
      },
  ],
  [
    'GraphQL',
    ({ name }) =>
      async (user, id, data) => {
        const { body } = await graphql(
          user,
          `mutation { update${name}(id: "${id}", data: { ${fieldsOf(data)} }) { rev } }`,
        )
        if (body.errors) expect(JSON.stringify(body.errors)).toContain('stale_revision')
        return !body.errors
      },
  ],
]

describe.each(WAYS)('two editors at once through %s', (_, wayOf) => {
  it.each(SHARED.map((shared) => [shared.slug, shared] as const))(
    'of %s: one is told, reads again, and both changes stand',
    async (slug, shared) => {
      const id = await shared.make()
      const write = wayOf(shared)
      const read = async () => (await rest(admin).get<Row>(`/${slug}/${id}?depth=0`)).body
      const { rev } = await read()
      const values = shared.fields.map((field) =>
        field === 'code' ? unique('CODE').replace('-', '_') : `${unique(field)} written`,
      )
      const edit = (at: number, known: unknown) => {
        const user = shared.editors[at]
        const field = shared.fields[at]
        if (!user || !field) throw new Error('There are two editors.')
        return write(user, id, { [field]: values[at], rev: known })
      }

      const taken = await Promise.all([edit(0, rev), edit(1, rev)])
      expect(taken.toSorted()).toEqual([false, true])
      const loser = taken.indexOf(false)
      const now = await read()
      expect(now.rev).toBe(Number(rev) + 1)
      expect(await edit(loser, now.rev)).toBe(true)
      const [one, other] = shared.fields
      expect(await read()).toMatchObject({
        [one]: values[0],
        [other]: values[1],
        rev: Number(rev) + 2,
      })
    },
  )
})

describe('the history tells who was first', () => {
  it('with the revision that each write made, so that a late editor can name them', async () => {
    const { id } = await someone.part({ name: 'Clamp' })
    await rest(admin).patch(`/parts/${id}`, { name: 'Clamp, long' })
    const { body } = await rest(buyer).get<{ docs: Row[] }>(`/history/parts/${id}`)
    expect(body.docs.map(({ actorName, rev }) => [actorName, rev])).toEqual([
      [admin.fullName, 2],
      [expect.any(String), 1],
    ])
  })
})
