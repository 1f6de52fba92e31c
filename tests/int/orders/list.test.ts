import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, submit, type Submitted } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const assembler = await someone.user('ASSEMBLER')

const [mine, beside, foreign] = [unique('MINE'), unique('BESIDE'), unique('FOREIGN')]
let shared: Submitted
let other: Submitted

beforeAll(async () => {
  await loadCatalogue(payload)
  const two = [build({ buildNumber: mine }), build({ buildNumber: beside })]
  shared = await submit(coordinator, { builds: two })
  other = await submit(coordinator, { builds: [build({ buildNumber: foreign })] })
  const own = shared.builds.find(({ buildNumber }) => buildNumber === mine)
  const assigned = await rest(coordinator).patch(`/builds/${own?.id}`, {
    assignedTo: assembler.id,
  })
  if (assigned.status !== 200) throw new Error(assigned.text)
})

type Found = { docs: { id: string; builds: { docs: unknown[] } }[] }
const found = async (user: TestUser, search: string) => {
  const { status, body, text } = await rest(user).get<Found>(`/orders?depth=0&${search}`)
  expect(status, text).toBe(200)
  return body.docs
}
const ids = async (user: TestUser, search: string) =>
  (await found(user, search)).map(({ id }) => id)

describe('orders by their want date, a day kept as a text', () => {
  const DAY = '2099-01-31'
  const count = async (filter: string) => {
    const query = `where[poNumber][exists]=true&where[wantDate]${filter}`
    const { status, body, text } = await rest(coordinator).get<{ totalDocs: number }>(
      `/orders?depth=0&limit=1&${query}`,
    )
    expect(status, text).toBe(200)
    return body.totalDocs
  }

  it.each(['', 'T00:00:00.000Z', 'T23:30:00-05:00'])(
    'the time %j beside it says nothing',
    async (time) => {
      expect(await count(`[equals]=${DAY}${time}`)).toBe(2)
      expect(await count(`[greater_than_equal]=${DAY}${time}`)).toBe(2)
      expect(await count(`[less_than]=${DAY}${time}`)).toBe(0)
      expect(await count(`[in]=${DAY}${time},2098-01-01`)).toBe(2)
    },
  )

  it('is compared with no other word', async () => {
    for (const word of ['banana', '2099-02-30', '31.01.2099'])
      expect(
        await rest(coordinator).get(`/orders?where[wantDate][less_than]=${word}`),
      ).toMatchObject(refusal(400, 'malformed', { field: 'wantDate' }))
    expect(await count('[like]=2099-01')).toBe(2)
    expect(await count('[exists]=false')).toBe(0)
  })
})

describe('orders by the number of a build', () => {
  const like = (number: string) => `where[builds.buildNumber][like]=${number}`
  /** The search of the list looks in each of its fields. */
  const sought = (number: string) =>
    ['orderNumber', 'poNumber', 'customerName', 'builds.buildNumber']
      .map((field, index) => `where[or][${index}][${field}][like]=${number}`)
      .join('&')

  it.each([
    ['the filter', like],
    ['the search', sought],
  ])('%s finds the order that has the build', async (_, search) => {
    expect(await ids(coordinator, search(mine))).toEqual([shared.order.id])
    expect(await ids(coordinator, search(beside.toLowerCase()))).toEqual([shared.order.id])
    expect(await ids(coordinator, search(foreign))).toEqual([other.order.id])
    expect(await ids(coordinator, search('NO-SUCH-BUILD'))).toEqual([])
  })

  it.each([
    ['the filter', like],
    ['the search', sought],
  ])('%s tells an assembler of the own builds alone', async (_, search) => {
    expect(await ids(assembler, search(mine))).toEqual([shared.order.id])
    expect(await ids(assembler, search(beside))).toEqual([])
    expect(await ids(assembler, search(foreign))).toEqual([])
  })

  it('an order names to an assembler the own builds alone', async () => {
    const own = shared.builds.flatMap(({ id, buildNumber }) => (buildNumber === mine ? [id] : []))
    expect((await found(assembler, ''))[0]?.builds.docs).toEqual(own)
    const all = await found(coordinator, `where[id][equals]=${shared.order.id}`)
    expect(all[0]?.builds.docs).toEqual(shared.builds.map(({ id }) => id))
  })
})
