import { createLocalReq, type FlattenedField } from 'payload'
import { describe, expect, it } from 'vitest'
import { buildWorld } from '../../access/world'
import { graphql, rest } from '../../support/api'
import { given, PASSWORD, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const world = await buildWorld(payload, sql)
const admin = world.people.ADMIN
const req = await createLocalReq({ user: admin }, payload)

const ODD: readonly unknown[] = [null, 0, true, [], {}]

type Operation = 'create' | 'update'
type Body = Record<string, unknown>

/** Rows of the framework: no address of their own, or each person's own alone. */
const EXEMPT = ['payload-kv', 'payload-preferences', 'payload-migrations']

/** The row of each collection that is changed: of drafts it is the Admin's own. */
const rowOf = (slug: string): string =>
  world.rows[slug]?.[slug === 'order-drafts' ? 'other' : 'own'] ?? ''

const pdf = () => new File(['%PDF-1.4\n%%EOF\n'], 'paper.pdf', { type: 'application/pdf' })
const code = () => unique('ODD').replace('-', '_')

/** What the product accepts as a new record, wherever an Admin may create one. */
const ACCEPTED: Readonly<Record<string, () => Body>> = {
  'order-drafts': () => ({ title: 'Clinic', step: 1, content: {} }),
  nonconformances: () => ({
    build: rowOf('builds'),
    source: 'ASSEMBLER',
    reason: 'OTHER',
    description: 'A scratch beside the drain.',
  }),
  'nonconformance-comments': () => ({ nonconformance: rowOf('nonconformances'), text: 'Seen' }),
  substitutions: () => ({
    askedId: unique('ASKED'),
    substituteId: unique('INSTEAD'),
    scope: 'EVERYWHERE',
    reason: 'It is not made any more.',
  }),
  suppliers: () => ({ name: unique('Supplier') }),
  customers: () => ({
    companyName: unique('Clinic'),
    shippingAddress: {
      line1: '1 Harbour Street',
      city: 'Halifax',
      region: 'NS',
      postalCode: 'B3H 1A1',
      country: 'Canada',
    },
  }),
  categories: () => ({ code: unique('C'), name: 'Category' }),
  parts: () => ({ partNumber: unique('P'), name: 'Bolt', kind: 'COMPONENT' }),
  assemblies: () => ({ partNumber: unique('A'), name: 'Frame', type: 'SIMPLE', canOrder: false }),
  'assembly-components': () => ({
    parentAssembly: rowOf('assemblies'),
    askedId: unique('P'),
    quantity: 1,
  }),
  'category-references': () => ({
    category: rowOf('categories'),
    assembly: world.rows.assemblies?.other,
  }),
  'stock-movements': () => ({ kind: 'RECEIPT', part: rowOf('parts'), quantity: 1 }),
  'product-families': () => ({ code: code(), name: 'Family', draft: {} }),
  workflows: () => ({ code: code(), name: 'Workflow', draft: {} }),
  users: () => ({
    email: `${unique('odd')}@test.example`,
    firstName: 'Ada',
    lastName: 'King',
    role: 'QC_PERSON',
    password: PASSWORD,
  }),
  'work-instructions': () => ({ code: code(), title: 'Fit the basin' }),
  tools: () => ({ code: code(), name: 'Torque wrench' }),
  documents: () => ({ title: 'Paper', type: 'OTHER' }),
}

async function mayWrite(field: FlattenedField, operation: Operation): Promise<boolean> {
  const access = 'access' in field ? field.access?.[operation] : undefined
  return !access || (await access({ req }))
}

/** What is sent for each field in turn: the field itself, and of a group its fields as well. */
async function bodiesOf(
  fields: readonly FlattenedField[],
  operation: Operation,
  around: () => Body = () => ({}),
) {
  const bodies: Body[] = []
  for (const field of fields) {
    if (field.type === 'join' || !(await mayWrite(field, operation))) continue
    bodies.push(...ODD.map((value) => ({ ...around(), [field.name]: value })))
    if (field.type !== 'group') continue
    for (const { name } of field.flattenedFields) {
      for (const value of ODD) {
        const body = around()
        bodies.push({ ...body, [field.name]: { ...Object(body[field.name]), [name]: value } })
      }
    }
  }
  return bodies
}

const create = (slug: string, body: Body) => {
  if (slug !== 'documents') return rest(admin).post(`/${slug}`, body)
  const form = new FormData()
  form.set('file', pdf())
  form.set('_payload', JSON.stringify(body))
  return rest(admin).post(`/${slug}`, form)
}

/** An answer that tells nothing of the value: the server broke, or nobody came as far as the value. */
const isBroken = (status: number): boolean => status >= 500 || [401, 403, 404, 429].includes(status)

describe('null, 0, true, [] and {} for any field an Admin may write break nothing', () => {
  const configs = payload.config.collections.filter(({ slug }) => world.rows[slug])

  it('leaves out nothing but what is exempt', () => {
    const all = payload.config.collections.map(({ slug }) => slug)
    expect(all.filter((slug) => !world.rows[slug])).toEqual(EXEMPT)
  })

  it.each(configs.map((config) => [config.slug, config] as const))('%s', async (slug, config) => {
    const broken: unknown[] = []
    const accepted = ACCEPTED[slug]
    expect((await config.access.create({ req })) !== false, 'there is a body for it').toBe(
      accepted !== undefined,
    )
    if (accepted) {
      const whole = await create(slug, accepted())
      expect(whole.status, whole.text).toBe(201)
      for (const body of await bodiesOf(config.flattenedFields, 'create', accepted)) {
        const { status, text } = await create(slug, body)
        if (isBroken(status)) broken.push(['create', body, status, text])
      }
    }
    if ((await config.access.update({ req })) !== false)
      for (const body of await bodiesOf(config.flattenedFields, 'update')) {
        const { status, text } = await rest(admin).patch(`/${slug}/${rowOf(slug)}`, body)
        if (isBroken(status)) broken.push(['update', body, status, text])
      }
    expect(broken).toEqual([])
  })

  it('settings', async () => {
    const [settings] = payload.config.globals
    const broken: unknown[] = []
    for (const body of await bodiesOf(settings?.flattenedFields ?? [], 'update')) {
      const { status, text } = await rest(admin).post('/globals/settings', body)
      if (isBroken(status)) broken.push([body, status, text])
    }
    expect(broken).toEqual([])
  })
})

it('an address that is null is refused by its name, and what stood there stays', async () => {
  const named = refusal(422, 'required', { field: 'shippingAddress' })
  const { id } = await given(payload).customer()
  const body = { companyName: unique('Clinic'), shippingAddress: null }
  expect(await rest(admin).post('/customers', body)).toMatchObject(named)
  expect(await rest(admin).patch(`/customers/${id}`, body)).toMatchObject(named)
  const asked = await graphql(
    admin,
    'mutation($id: String!) { updateCustomer(id: $id, data: { shippingAddress: null }) { id } }',
    { id },
  )
  expect(asked.body.errors?.[0]?.extensions).toMatchObject({ code: 'required', statusCode: 422 })
  const [row] = await sql('select shipping_address_city as city from customers where id = $1', [id])
  expect(row).toEqual({ city: 'Halifax' })
})

it.each([0, true, 1.5, 5])('initials %j are refused as no text', async (initials) => {
  const named = refusal(400, 'malformed', { field: 'initials' })
  expect(await rest(admin).patch(`/users/${admin.id}`, { initials })).toMatchObject(named)
})

it.each([
  ['subscription { x }', undefined],
  ['subscription { x }', admin],
])('the query %j is malformed', async (query, user) => {
  const { status, text } = await graphql(user, query)
  expect(status).toBe(400)
  expect(text).toContain('"code":"malformed"')
})

it('a table without an address of its own is not found', async () => {
  expect(await rest(admin).get('/payload-migrations')).toMatchObject(refusal(404, 'not_found'))
})
