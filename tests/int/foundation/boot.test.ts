import { describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { as, given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')

describe('the house on a database of its own', () => {
  it('answers REST, GraphQL and the Local API as the same person', async () => {
    const customer = await given(payload).customer({ companyName: 'Harbour Clinic' })

    const one = await rest(coordinator).get(`/customers/${customer.id}`)
    expect(one).toMatchObject({ status: 200, body: { companyName: 'Harbour Clinic', rev: 1 } })
    expect(one.headers.get('etag')).toBe('"1"')

    const { body } = await graphql(coordinator, '{ Customers { docs { companyName } } }')
    expect(body).toEqual({ data: { Customers: { docs: [{ companyName: 'Harbour Clinic' }] } } })

    const { docs } = await payload.find({ collection: 'customers', ...as(coordinator) })
    expect(docs).toHaveLength(1)
    expect(await sql('select company_name from customers')).toEqual([
      { company_name: 'Harbour Clinic' },
    ])
  })
})
