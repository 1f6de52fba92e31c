import { sql as query } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq, type PayloadRequest } from 'payload'
import { describe, expect, it } from 'vitest'
import { nextNumber } from '../../../src/db/counters'
import { lockRow } from '../../../src/db/lock'
import { inTransaction, transactionOf } from '../../../src/db/transaction'
import { door, settleRest } from '../../../src/endpoints/door'
import { actorOf, systemRequest } from '../../../src/services/actor'
import { performOnce, type Act } from '../../../src/services/command'
import { errorBodyOf, shapeError } from '../../../src/services/http'
import { given, unique, type TestUser } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload, sql } = await bootPayload()
const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')
const colleague = await given(payload).user('PRODUCTION_COORDINATOR')

const requestOf = (user: TestUser): Promise<PayloadRequest> => createLocalReq({ user }, payload)

/** An act that leaves a mark in the database: it takes a number of a series. */
async function act(own: Partial<Act> & { series: string; by?: TestUser; fails?: boolean }) {
  const { series, by = coordinator, fails = false, ...rest } = own
  const req = await requestOf(by)
  return performOnce(
    req,
    { route: 'POST /api/test', sent: { a: 1, b: [2] }, ...rest },
    async () => {
      const number = await nextNumber(req, series, 2026)
      if (fails) throw new Error('at the end')
      return { status: 201, body: { number } }
    },
  )
}
const taken = async (series: string) =>
  Number((await sql('select next from counters where series = $1', [series]))[0]?.next ?? 1) - 1

describe('Idempotency-Key', () => {
  it('ten callers in parallel: one act, ten equal answers with its status', async () => {
    const [series, key] = [unique('S'), unique('key')]
    const answers = await Promise.all(Array.from({ length: 10 }, () => act({ series, key })))
    expect(answers).toEqual(answers.map(() => ({ status: 201, body: { number: 1 } })))
    expect(await taken(series)).toBe(1)
  })

  it('32 callers in parallel on a pool of 10 never hang', async () => {
    const [series, key] = [unique('S'), unique('key')]
    await Promise.all(Array.from({ length: 32 }, () => act({ series, key })))
    expect(await taken(series)).toBe(1)
  })

  it('the same content in another order of keys is the same act', async () => {
    const [series, key] = [unique('S'), unique('key')]
    await act({ series, key, sent: { a: 1, b: { c: 2, d: 3 } } })
    expect(await act({ series, key, sent: { b: { d: 3, c: 2 }, a: 1 } })).toMatchObject({
      body: { number: 1 },
    })
  })

  it('other content under the same key is refused', async () => {
    const [series, key] = [unique('S'), unique('key')]
    await act({ series, key })
    await expect(act({ series, key, sent: { a: 2 } })).rejects.toMatchObject({
      status: 422,
      data: { refusals: [{ code: 'idempotency_key_reused' }] },
    })
  })

  it('another person, another route or no key is another act', async () => {
    const [series, key] = [unique('S'), unique('key')]
    await act({ series, key })
    await act({ series, key, by: colleague })
    await act({ series, key, route: 'POST /api/other' })
    await act({ series })
    await act({ series })
    expect(await taken(series)).toBe(5)
  })

  it('a failure takes the key with it: the next attempt acts', async () => {
    const [series, key] = [unique('S'), unique('key')]
    await expect(act({ series, key, fails: true })).rejects.toThrow('at the end')
    expect(await sql('select 1 from idempotency_keys where key = $1', [key])).toEqual([])
    expect(await act({ series, key })).toMatchObject({ body: { number: 1 } })
  })

  it('whoever waited for one that failed acts instead', async () => {
    const [series, key] = [unique('S'), unique('key')]
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, at) => act({ series, key, fails: at === 0 })),
    )
    const answered = outcomes.filter(({ status }) => status === 'fulfilled')
    expect(answered.length).toBeGreaterThanOrEqual(5)
    expect(await taken(series)).toBe(1)
  })

  it('is forgotten after a day', async () => {
    const [series, key] = [unique('S'), unique('key')]
    await act({ series, key })
    await sql(
      `update idempotency_keys set created_at = now() - interval '25 hours' where key = $1`,
      [key],
    )
    expect(await act({ series, key, sent: { other: true } })).toMatchObject({ body: { number: 2 } })
  })
})

describe('a request that loses against a parallel one', () => {
  /** Both hold their first row before either asks for the second. */
  let holders = 0
  const bothHold = async () => {
    holders += 1
    while (holders < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const lockBoth = async (first: string, second: string) => {
    const req = await systemRequest(payload)
    return inTransaction(req, async () => {
      await lockRow(req, 'parts', first)
      await bothHold()
      await lockRow(req, 'parts', second)
      const transaction = await transactionOf(req)
      await transaction.execute(
        query`update parts set reorder_level = coalesce(reorder_level, 0) + 1 where id = ${first}`,
      )
    })
  }
  const crossing = (first: string, second: string) =>
    door(async () => {
      try {
        await lockBoth(first, second)
        return Response.json({ ok: true })
      } catch (error) {
        const shaped = shapeError(error)
        return Response.json(errorBodyOf(shaped), { status: shaped.status })
      }
    }, settleRest)(new Request(`${ORIGIN}/api/test`, { method: 'POST' }))

  it('a deadlock is run once more at the door, after its rollback', async () => {
    const [a, b] = [await given(payload).part(), await given(payload).part()]
    const answers = await Promise.all([crossing(a.id, b.id), crossing(b.id, a.id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(
      await sql('select reorder_level::int as level from parts where id in ($1, $2)', [a.id, b.id]),
    ).toEqual([{ level: 1 }, { level: 1 }])
  })

  it('one that loses again is told so: 409 retry', async () => {
    let runs = 0
    const answer = await door(async () => {
      runs += 1
      return Response.json({ errors: [{ code: 'retry', message: 'x' }] }, { status: 409 })
    }, settleRest)(new Request(`${ORIGIN}/api/test`, { method: 'POST' }))
    expect([answer.status, runs]).toEqual([409, 2])
  })

  it('every other refusal is given once', async () => {
    let runs = 0
    const answer = await door(async () => {
      runs += 1
      return Response.json({ errors: [{ code: 'wrong_state', message: 'x' }] }, { status: 409 })
    }, settleRest)(new Request(`${ORIGIN}/api/test`, { method: 'POST' }))
    expect([answer.status, runs]).toEqual([409, 1])
  })

  it('a busy server says when to come back', async () => {
    const answer = await door(async () => {
      throw new Error('timeout exceeded when trying to connect')
    }, settleRest)(new Request(`${ORIGIN}/api/test`))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'retry' }] })
  })

  it('what nobody foresaw says nothing of its cause', async () => {
    const answer = await door(async () => {
      throw new Error('password=hunter2')
    }, settleRest)(new Request(`${ORIGIN}/api/test`))
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('hunter2')
  })
})

describe('who is acting', () => {
  it('a person, or the system where it says so; nobody is refused', async () => {
    expect(actorOf(await requestOf(coordinator))).toMatchObject({
      kind: 'user',
      id: coordinator.id,
    })
    expect(actorOf(await systemRequest(payload))).toEqual({ kind: 'system' })
    const nobody = await createLocalReq({}, payload)
    expect(() => actorOf(nobody)).toThrow('Sign in first')
    const retired: TestUser = { ...coordinator, isActive: false }
    const former = await createLocalReq({ user: retired, context: { asSystem: true } }, payload)
    expect(() => actorOf(former)).toThrow('Sign in first')
  })
})
