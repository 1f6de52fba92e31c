import { beforeAll, describe, expect, it } from 'vitest'
import { lockOrderOfBuild, lockOrderWithBuilds } from '../../../src/db/lock'
import { inTransaction } from '../../../src/db/transaction'
import { systemRequest } from '../../../src/services/actor'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, submission } from '../../support/plant'

const { payload, sql } = await bootPayload()
const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')

let orderId = ''
let buildIds: string[] = []

beforeAll(async () => {
  await loadCatalogue(payload)
  const made = await rest(coordinator).post<{ order: { id: string }; builds: { id: string }[] }>(
    '/orders/submit',
    submission({ builds: [build(), build()] }),
  )
  expect(made.status, made.text).toBe(201)
  orderId = made.body.order.id
  buildIds = made.body.builds.map(({ id }) => id)
})

const revOf = async (table: string, id: string) =>
  Number((await sql(`select rev from ${table} where id = $1`, [id]))[0]?.rev)

describe('an order, then its builds', () => {
  it('one of eight writers with the same revision of a build wins', async () => {
    const [id = ''] = buildIds
    const rev = await revOf('builds', id)
    const writes = Array.from({ length: 8 }, (_, at) =>
      rest(coordinator).patch(`/builds/${id}`, { buildNumber: `RENAMED-${at}`, rev }),
    )
    const statuses = (await Promise.all(writes)).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  })

  it('writers of the order and of its builds never wait in a circle', async () => {
    const answers = await Promise.all(
      Array.from({ length: 18 }, (_, at) => {
        const target = at % 3 === 2 ? `/orders/${orderId}` : `/builds/${buildIds[at % 3]}`
        const data = at % 3 === 2 ? { notes: `note ${at}` } : { buildNumber: `CROSS-${at}` }
        return rest(coordinator).patch(target, data)
      }),
    )
    expect(answers.map(({ status, text }) => (status === 200 ? status : text))).toEqual(
      answers.map(() => 200),
    )
    const [deadlocks] = await sql(
      'select deadlocks::int as seen from pg_stat_database where datname = current_database()',
    )
    expect(deadlocks).toEqual({ seen: 0 })
  })

  it('the helpers of commands take the same locks and say what is not there', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000'
    const req = await systemRequest(payload)
    await inTransaction(req, async () => {
      expect(await lockOrderOfBuild(req, buildIds[1] ?? '')).toBe(orderId)
      expect(await lockOrderWithBuilds(req, orderId)).toBe(true)
      expect(await lockOrderOfBuild(req, nobody)).toBeUndefined()
      expect(await lockOrderWithBuilds(req, nobody)).toBe(false)
    })
  })
})
