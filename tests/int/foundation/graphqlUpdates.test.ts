import { describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

type Data = Record<string, unknown>

const updateCustomer = (id: string, data: Data) =>
  graphql<{ updateCustomer: Data | null }>(
    coordinator,
    `
      mutation ($id: String!, $data: mutationCustomerUpdateInput!) {
        updateCustomer(id: $id, data: $data) {
          companyName
          rev
          shippingAddress {
            line1
            city
            country
          }
        }
      }
    `,
    { id, data },
  )
const createCustomer = (data: Data) =>
  graphql<{ createCustomer: Data | null }>(
    coordinator,
    'mutation ($data: mutationCustomerInput!) { createCustomer(data: $data) { companyName } }',
    { data },
  )

describe('GraphQL changes a part of a record, as REST does', () => {
  it('a name without the address', async () => {
    const { id, shippingAddress } = await someone.customer()
    const { body, text } = await updateCustomer(id, { companyName: 'Harbour Clinic North' })
    expect(body.data?.updateCustomer, text).toMatchObject({
      companyName: 'Harbour Clinic North',
      shippingAddress: { line1: shippingAddress.line1, city: shippingAddress.city },
    })
    const stored = await payload.findByID({ collection: 'customers', id, depth: 0 })
    expect(stored.shippingAddress).toEqual(shippingAddress)
  })

  it('one line of the address, the others stay', async () => {
    const { id, shippingAddress } = await someone.customer()
    const { body, text } = await updateCustomer(id, { shippingAddress: { line1: '2 Quay Street' } })
    expect(body.data?.updateCustomer, text).toBeTruthy()
    const stored = await payload.findByID({ collection: 'customers', id, depth: 0 })
    expect(stored.shippingAddress).toEqual({ ...shippingAddress, line1: '2 Quay Street' })

    const twin = await someone.customer()
    const patched = await rest(coordinator).patch(`/customers/${twin.id}`, {
      shippingAddress: { line1: '2 Quay Street' },
    })
    expect(patched.body).toMatchObject({
      doc: { shippingAddress: { ...twin.shippingAddress, line1: '2 Quay Street' } },
    })
  })

  it('but nothing that is demanded may be emptied, and no old revision is taken', async () => {
    const { id, shippingAddress } = await someone.customer()
    const emptied = await updateCustomer(id, { shippingAddress: { city: '' } })
    expect(emptied.body.errors?.[0]?.extensions, emptied.text).toMatchObject({
      errors: [{ field: 'shippingAddress.city' }],
    })
    await updateCustomer(id, { companyName: 'Renamed once' })
    const stale = await updateCustomer(id, { companyName: 'Renamed twice', rev: 1 })
    expect(stale.body.errors?.[0]?.extensions.code, stale.text).toBe('stale_revision')
    const stored = await payload.findByID({ collection: 'customers', id, depth: 0 })
    expect(stored).toMatchObject({ companyName: 'Renamed once', shippingAddress })
  })

  it('a single setting', async () => {
    const { companyName, currency } = await payload.findGlobal({ slug: 'settings', depth: 0 })
    const { body, text } = await graphql(
      admin,
      'mutation ($data: mutationSettingInput!) { updateSetting(data: $data) { companyName currency } }',
      { data: { companyName: `${companyName} Ltd` } },
    )
    expect(body.data?.updateSetting, text).toEqual({ companyName: `${companyName} Ltd`, currency })
  })
})

it('a new customer still needs the whole address, and is told which line is missing', async () => {
  const address = { line1: '1 Harbour Street', city: 'Halifax', region: 'NS', country: 'Canada' }
  for (const shippingAddress of [undefined, address, { ...address, postalCode: '' }]) {
    const { body, text } = await createCustomer({
      companyName: 'Harbour Clinic South',
      ...(shippingAddress && { shippingAddress }),
    })
    expect(body.data?.createCustomer ?? null, text).toBeNull()
    expect(text).toMatch(shippingAddress ? /postalCode/ : /shippingAddress/)
  }
  const { body, text } = await createCustomer({
    companyName: 'Harbour Clinic South',
    shippingAddress: { ...address, postalCode: 'B3H 1A1' },
  })
  expect(body.data?.createCustomer, text).toEqual({ companyName: 'Harbour Clinic South' })
})
