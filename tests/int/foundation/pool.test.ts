import { sql as query } from '@payloadcms/db-postgres/drizzle'
import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const buyer = await given(payload).user('PROCUREMENT')

const connections = async () =>
  sql<{ state: string }>(
    `select state from pg_stat_activity where datname = current_database() and usename = 'torvan_app'`,
  )

describe('more clients than connections', () => {
  it('32 writers on a pool of 10 never hang, and readers pass between them', async () => {
    const parts = await Promise.all(Array.from({ length: 32 }, () => given(payload).part()))
    const answers = await Promise.all([
      ...parts.map(({ id }) => rest(buyer).patch(`/parts/${id}`, { name: unique('N') })),
      ...parts
        .slice(0, 12)
        .map(() => rest(buyer).post('/parts', { partNumber: unique('NEW'), name: unique('N') })),
      ...parts.slice(0, 12).map(() => rest(buyer).get('/parts?limit=5&depth=1')),
    ])
    expect(answers.filter(({ status }) => status >= 300)).toEqual([])
    // the one beside the pool, which the sign-in used, ends a second later
    await expect
      .poll(async () => (await connections()).length, { timeout: 30_000 })
      .toBeLessThanOrEqual(10)
  })

  it('leaves nobody idle in a transaction', async () => {
    expect((await connections()).filter(({ state }) => state.includes('transaction'))).toEqual([])
  })

  it('carries limits on every connection', async () => {
    const { rows } = await payload.db.drizzle.execute(
      query`select current_setting('statement_timeout') as statement,
                   current_setting('idle_in_transaction_session_timeout') as idle,
                   current_user as role`,
    )
    expect(rows).toEqual([{ statement: '1min', idle: '1min', role: 'torvan_app' }])
  })
})

describe('a database that drops its connections', () => {
  it('harms nobody but the statements under way', async () => {
    await sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'torvan_app'`,
    )
    await expect
      .poll(async () => (await rest(buyer).get('/parts?limit=1')).status, { timeout: 10_000 })
      .toBe(200)
    expect(payload.db.pool.listenerCount('error')).toBeGreaterThan(0)
  })
})
