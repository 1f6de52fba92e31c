import { beforeAll, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload } = await bootPayload()
const admin = await given(payload).user('ADMIN')

beforeAll(async () => {
  await given(payload).part({ partNumber: 'FREE', cost: null })
  await given(payload).part({ partNumber: 'TWELVE', cost: 12 })
  await given(payload).part({ partNumber: 'THIRTY', cost: 30 })
})

const found = async (query: string): Promise<string[]> => {
  const { body } = await rest(admin).get<{ docs: { partNumber: string }[] }>(
    `/parts?depth=0&${query}`,
  )
  return body.docs.map(({ partNumber }) => partNumber)
}

it.each([
  'where[cost][equals]=abc',
  'where[cost][not_equals]=abc',
  'where[cost][in]=12,abc',
  'where[cost][not_in][0]=abc',
  'where[cost][greater_than]=12abc',
  'where[cost][less_than_equal]=1e999',
  'where[or][0][cost][equals]=true',
])('?%s asks for a number with something else', async (query) => {
  expect(await rest(admin).get(`/parts?${query}`)).toMatchObject(
    refusal(400, 'malformed', { field: 'cost' }),
  )
})

it.each([
  ['where[cost][equals]=12', ['TWELVE']],
  ['where[cost][equals]=12.0', ['TWELVE']],
  ['where[cost][in]=12,30', ['THIRTY', 'TWELVE']],
  ['where[cost][in][0]=30', ['THIRTY']],
  ['where[cost][greater_than]=12.5', ['THIRTY']],
  ['where[cost][exists]=false', ['FREE']],
  ['where[cost][equals]=null', ['FREE']],
])('?%s finds %j', async (query, expected) => {
  expect(await found(query)).toEqual(expected)
})

it('a number of GraphQL is a number', async () => {
  const { body } = await graphql<{ Parts: { docs: unknown[] } }>(
    admin,
    '{ Parts(where: { cost: { equals: 12 } }) { docs { partNumber } } }',
  )
  expect(body.data?.Parts.docs).toEqual([{ partNumber: 'TWELVE' }])
})
