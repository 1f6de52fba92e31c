import { beforeAll, expect, it } from 'vitest'
import { systemRequest } from '../../../src/services/actor'
import { factsOfBuild } from '../../../src/services/builds/facts'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'

/** Guard `customerComplete` (handbook 4.3): every part of the address that 5.1 requires. */

const { payload, sql } = await bootPayload()
const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')
let build = ''

beforeAll(async () => {
  await loadCatalogue(payload)
  build = firstBuild(await submit(coordinator)).id
})

const missing = async () =>
  (await factsOfBuild(await systemRequest(payload), build)).customer?.missing

it.each([
  ['customer name', 'company_name'],
  ['street', 'shipping_address_line1'],
  ['city', 'shipping_address_city'],
  ['region', 'shipping_address_region'],
  ['postal code', 'shipping_address_postal_code'],
  ['country', 'shipping_address_country'],
])('a customer without %s is incomplete', async (part, column) => {
  expect(await missing()).toEqual([])
  const [kept] = await sql<{ value: string }>(`select ${column} as value from customers`)
  await sql(`update customers set ${column} = ''`)
  expect(await missing()).toEqual([part])
  await sql(`update customers set ${column} = $1`, [kept?.value])
})
