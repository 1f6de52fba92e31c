import { createLocalReq, type FlattenedField } from 'payload'
import { describe, expect, it } from 'vitest'
import { buildWorld } from '../../access/world'
import { graphql, rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const world = await buildWorld(payload, sql)
const admin = await given(payload).user('ADMIN')
const req = await createLocalReq({ user: admin }, payload)

const ODD: readonly unknown[] = [null, 0, true, [], {}]

type Operation = 'create' | 'update'

async function mayWrite(field: FlattenedField, operation: Operation): Promise<boolean> {
  const access = 'access' in field ? field.access?.[operation] : undefined
  return !access || (await access({ req }))
}

/** What is sent for each field in turn: the field itself, and of a group its fields as well. */
async function bodiesOf(fields: readonly FlattenedField[], operation: Operation) {
  const bodies: Record<string, unknown>[] = []
  for (const field of fields) {
    if (field.type === 'join' || !(await mayWrite(field, operation))) continue
    bodies.push(...ODD.map((value) => ({ [field.name]: value })))
    if (field.type !== 'group') continue
    for (const { name } of field.flattenedFields) {
      bodies.push(...ODD.map((value) => ({ [field.name]: { [name]: value } })))
    }
  }
  return bodies
}

describe('null, 0, true, [] and {} for any field an Admin may write break nothing', () => {
  const configs = payload.config.collections.filter(({ slug }) => world.rows[slug])

  it.each(configs.map((config) => [config.slug, config] as const))('%s', async (slug, config) => {
    const broken: unknown[] = []
    const send = async (operation: Operation, body: Record<string, unknown>) => {
      const answer =
        operation === 'create'
          ? await rest(admin).post(`/${slug}`, body)
          : await rest(admin).patch(`/${slug}/${world.rows[slug]?.own}`, body)
      if (answer.status >= 500) broken.push([operation, body, answer.body])
    }
    for (const operation of ['create', 'update'] as const) {
      if ((await config.access[operation]({ req })) === false) continue
      for (const body of await bodiesOf(config.flattenedFields, operation)) {
        await send(operation, body)
      }
    }
    expect(broken).toEqual([])
  })

  it('settings', async () => {
    const [settings] = payload.config.globals
    const broken: unknown[] = []
    for (const body of await bodiesOf(settings?.flattenedFields ?? [], 'update')) {
      const answer = await rest(admin).post('/globals/settings', body)
      if (answer.status >= 500) broken.push([body, answer.body])
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
