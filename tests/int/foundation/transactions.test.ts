import { createLocalReq, type PayloadRequest } from 'payload'
import { describe, expect, it } from 'vitest'
import { sql as query } from '@payloadcms/db-postgres/drizzle'
import { nextNumber } from '../../../src/db/counters'
import { connectionOf, inTransaction, transactionOf } from '../../../src/db/transaction'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()

const request = (): Promise<PayloadRequest> => createLocalReq({}, payload)
const category = (req: PayloadRequest, code: string) =>
  payload.create({ collection: 'categories', data: { code, name: code }, req })
const stored = async (code: string) =>
  (await sql('select 1 from categories where code = $1', [code])).length

describe('one transaction per act', () => {
  it('stores everything or nothing', async () => {
    const [kept, lost] = [unique('kept'), unique('lost')]
    await inTransaction(await request(), async () => undefined)

    const good = await request()
    await inTransaction(good, () => category(good, kept))
    const bad = await request()
    const failing = inTransaction(bad, async () => {
      await category(bad, lost)
      throw new Error('at the last statement')
    })

    await expect(failing).rejects.toThrow('at the last statement')
    expect([await stored(kept), await stored(lost)]).toEqual([1, 0])
  })

  it('joins the open transaction and leaves closing to its owner', async () => {
    const code = unique('joined')
    const req = await request()
    const outer = inTransaction(req, async () => {
      await inTransaction(req, () => category(req, code))
      expect(await stored(code)).toBe(0)
      throw new Error('outer')
    })
    await expect(outer).rejects.toThrow('outer')
    expect(await stored(code)).toBe(0)
  })

  it('reports a nested failure that was swallowed, instead of a success that stored nothing', async () => {
    const code = unique('swallowed')
    const req = await request()
    const outer = inTransaction(req, async () => {
      await category(req, code)
      await payload
        .findByID({ collection: 'parts', id: '01900000-0000-7000-8000-000000000000', req })
        .catch(() => null)
    })
    await expect(outer).rejects.toThrow('had already ended')
    expect(await stored(code)).toBe(0)
  })

  it('reports a statement that failed and was swallowed', async () => {
    const code = unique('spoilt')
    const req = await request()
    const outer = inTransaction(req, async () => {
      await category(req, code)
      const transaction = await transactionOf(req)
      await transaction.execute(query`select 1 / 0`).catch(() => null)
    })
    await expect(outer).rejects.toThrow()
    expect(await stored(code)).toBe(0)
  })

  it('reports a COMMIT that fails', async () => {
    await sql(
      `create table late (value int, constraint late_once unique (value) deferrable initially deferred)`,
    )
    await sql(`grant insert on late to torvan_app`)
    const code = unique('late')
    const req = await request()
    const outer = inTransaction(req, async () => {
      await category(req, code)
      const transaction = await transactionOf(req)
      await transaction.execute(query`insert into late values (1), (1)`)
    })
    await expect(outer).rejects.toThrow()
    expect(await stored(code)).toBe(0)
    await sql('drop table late')
  })

  it('reports a session that the server has ended', async () => {
    const code = unique('ended')
    const req = await request()
    const outer = inTransaction(req, async () => {
      await category(req, code)
      const transaction = await transactionOf(req)
      const { rows } = await transaction.execute<{ pid: number }>(
        query`select pg_backend_pid() as pid`,
      )
      await sql('select pg_terminate_backend($1)', [rows[0]?.pid])
    })
    await expect(outer).rejects.toThrow()
    expect(await stored(code)).toBe(0)
    await given(payload).category()
  })

  it('never lets SQL of a command run outside of its transaction', async () => {
    const req = await request()
    await expect(transactionOf(req)).rejects.toThrow('No transaction is open')
    await inTransaction(req, () => category(req, unique('C')))
    await expect(transactionOf(req)).rejects.toThrow('No transaction is open')
    req.transactionID = 'long-gone'
    await expect(connectionOf(req)).rejects.toThrow('already ended')
  })

  it('leaves no session behind', () => {
    expect(Object.keys(payload.db.sessions ?? {})).toEqual([])
  })
})

describe('numbers', () => {
  const number = async (series: string, fail = false) => {
    const req = await request()
    return inTransaction(req, async () => {
      const taken = await nextNumber(req, series, 2026)
      if (fail) throw new Error('given back')
      return taken
    })
  }

  it('are consecutive under concurrency, and a rollback gives its number back', async () => {
    const acts = Array.from({ length: 24 }, (_, at) => number('T', at % 4 === 3).catch(() => null))
    const taken = (await Promise.all(acts)).filter((one) => one !== null)
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, at) => at + 1))
    expect(await number('T')).toBe(19)
    expect(await number('U')).toBe(1)
  })
})
