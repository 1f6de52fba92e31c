import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, PayloadRequest } from 'payload'
import { apart } from './apart'
import { transactionOf } from './transaction'

/**
 * The next number of a series in a year, from 1. Take it last: the counter row stays locked until the
 * transaction ends, which is what makes numbers consecutive, and a rollback gives the number back.
 */
export async function nextNumber(
  req: PayloadRequest,
  series: string,
  year: number,
): Promise<number> {
  const transaction = await transactionOf(req)
  const { rows } = await transaction.execute<{ taken: number }>(
    sql`insert into counters (series, year, next) values (${series}, ${year}, 2)
        on conflict (series, year) do update set next = counters.next + 1
        returning next - 1 as taken`,
  )
  const [row] = rows
  if (!row) throw new Error(`The counter ${series}/${year} gave no number.`)
  return row.taken
}

/**
 * The same for work that goes on long after: the number is taken beside the transaction, so that nobody
 * waits for it. A rollback leaves a gap.
 */
export async function nextNumberApart(
  payload: Payload,
  series: string,
  year: number,
): Promise<number> {
  const { rows } = await apart(payload).query<{ taken: number }>(
    `insert into counters (series, year, next) values ($1, $2, 2)
     on conflict (series, year) do update set next = counters.next + 1
     returning next - 1 as taken`,
    [series, year],
  )
  const [row] = rows
  if (!row) throw new Error(`The counter ${series}/${year} gave no number.`)
  return row.taken
}
