import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue, submission, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** A customer is judged alike wherever it is entered (handbook 5.1), and whenever it is ordered for (BR-002). */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

type Row = Record<string, unknown>

const address = {
  line1: '1 Harbour Street',
  city: 'Halifax',
  region: 'NS',
  postalCode: 'B3H 1A1',
  country: 'Canada',
}
const rowOf = async (id: unknown): Promise<Row> =>
  (await sql('select * from customers where id = $1', [id]))[0] ?? {}
const countOf = async () => (await sql('select count(*)::int as n from customers'))[0]?.n

const FAULTS: [string, Row, string][] = [
  ['a blank name', { companyName: '   ' }, 'companyName'],
  ['a name of two letters', { companyName: ' AB ' }, 'companyName'],
  ['a blank street', { shippingAddress: { ...address, line1: '  ' } }, 'shippingAddress.line1'],
  ['a blank country', { shippingAddress: { ...address, country: ' ' } }, 'shippingAddress.country'],
  ['a phone that is none', { phone: 'not a phone' }, 'phone'],
  ['letters for a phone', { phone: 'abc' }, 'phone'],
  ['an e-mail address that is none', { email: 'nobody' }, 'email'],
]

describe('a customer that is entered outside the wizard', () => {
  it.each(FAULTS)('is refused for %s', async (_case, fault, field) => {
    const before = await countOf()
    const whole = { companyName: 'Harbour Clinic', shippingAddress: address, ...fault }
    expect(await rest(coordinator).post('/customers', whole)).toMatchObject(
      refusal(422, expect.any(String) as string, { field }),
    )
    const { body } = await graphql(
      coordinator,
      'mutation ($data: mutationCustomerInput!) { createCustomer(data: $data) { id } }',
      { data: whole },
    )
    expect(body.errors?.[0], JSON.stringify(body)).toBeTruthy()
    expect(await countOf()).toBe(before)
  })

  it.each(FAULTS)('and cannot be changed into one with %s', async (_case, fault, field) => {
    const { id } = await someone.customer()
    const before = await rowOf(id)
    expect(await rest(coordinator).patch(`/customers/${id}`, fault)).toMatchObject(
      refusal(422, expect.any(String) as string, { field }),
    )
    const { body } = await graphql(
      coordinator,
      `
        mutation ($id: String!, $data: mutationCustomerUpdateInput!) {
          updateCustomer(id: $id, data: $data) {
            id
          }
        }
      `,
      { id, data: fault },
    )
    expect(body.errors?.[0], JSON.stringify(body)).toBeTruthy()
    expect(await rowOf(id)).toEqual(before)
  })

  it('is stored as the wizard stores it: trimmed, and blank means none', async () => {
    const { status, body, text } = await rest(coordinator).post<{ doc: Row }>('/customers', {
      companyName: '  Trim Me  ',
      contactName: '   ',
      email: '',
      phone: ' +1 902 555 0100 ',
      shippingAddress: { ...address, city: ' Halifax ', line2: ' ' },
    })
    expect(status, text).toBe(201)
    expect(body.doc).toMatchObject({ companyName: 'Trim Me', phone: '+1 902 555 0100' })
    const { id } = body.doc
    expect(await rowOf(id)).toMatchObject({
      company_name: 'Trim Me',
      contact_name: null,
      email: null,
      phone: '+1 902 555 0100',
      shipping_address_city: 'Halifax',
      shipping_address_line2: null,
    })
    const patched = await rest(coordinator).patch(`/customers/${id}`, { phone: ' (902) 555-0199 ' })
    expect(patched.status, patched.text).toBe(200)
    expect(await rowOf(id)).toMatchObject({ company_name: 'Trim Me', phone: '(902) 555-0199' })
  })
})

describe('a customer from before these rules', () => {
  beforeAll(() => loadCatalogue(payload))

  /** As such a row stands in the database. */
  async function unfinished(): Promise<string> {
    const { id } = await someone.customer()
    await sql(
      `update customers set company_name = '   ', phone = 'not a phone', shipping_address_city = '  ' where id = $1`,
      [id],
    )
    return id
  }

  it('has no order submitted for it, and every fault of it is named', async () => {
    const orders = async () => (await sql('select count(*)::int as n from orders'))[0]?.n
    const before = await orders()
    const answer = await rest(coordinator).post<{ errors: { field: string; message: string }[] }>(
      '/orders/submit',
      submission({ customer: await unfinished(), poNumber: unique('PO') }),
    )
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body.errors.map(({ field }) => field)).toEqual([
      'customer.companyName',
      'customer.phone',
      'customer.shippingAddress.city',
    ])
    expect(answer.body.errors[0]?.message).toContain('record of this customer')
    expect(await orders()).toBe(before)
  })

  it('is not put on an order either, until its record is corrected', async () => {
    const { order } = await submit(coordinator)
    const customer = await unfinished()
    expect(await rest(coordinator).patch(`/orders/${order.id}`, { customer })).toMatchObject(
      refusal(422, 'out_of_range', { field: 'customer.companyName' }),
    )
    const corrected = await rest(coordinator).patch(`/customers/${customer}`, {
      companyName: 'Lakeside Hospital',
      phone: null,
      shippingAddress: { city: 'Halifax' },
    })
    expect(corrected.status, corrected.text).toBe(200)
    expect((await rest(coordinator).patch(`/orders/${order.id}`, { customer })).status).toBe(200)
  })
})
