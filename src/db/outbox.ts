import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { Pool } from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Mail } from '../domain/mail'
import { rowsOf } from './rows'

export type WaitingMail = Mail & { id: string; attempts: number; isLate: boolean }

const INSERT = `insert into mail_outbox (id, recipient, subject, content) values ($1, $2, $3, $4)`

/** Puts a message into the outbox in the transaction of the request: it leaves only if that commits. */
export async function insertMail(
  req: PayloadRequest,
  { to, subject, content }: Mail,
): Promise<void> {
  await rowsOf(
    req,
    sql`insert into mail_outbox (id, recipient, subject, content)
        values (${uuidv7()}, ${to}, ${subject}, ${JSON.stringify(content)}::jsonb)`,
  )
}

/** The same at once, for callers that have no transaction to join. */
export async function insertMailNow(pool: Pool, { to, subject, content }: Mail): Promise<void> {
  await pool.query(INSERT, [uuidv7(), to, subject, JSON.stringify(content)])
}

/** A message that could not be handed over after this time is given up. */
const GIVEN_UP_AFTER = '24 hours'

/**
 * The next message that is due, for the caller alone: another worker gets another one, and should this
 * caller die, the message is due again later. Each attempt waits twice as long as the one before, at
 * most an hour. Null when nothing is due.
 */
export async function claimMail(pool: Pool): Promise<WaitingMail | null> {
  const { rows } = await pool.query<WaitingMail>(
    `update mail_outbox set attempts = attempts + 1,
            due_at = now() + least(interval '1 hour', interval '30 seconds' * power(2, least(attempts, 10)))
     where id = (select id from mail_outbox where state = 'WAITING' and due_at <= now()
                 order by due_at, id limit 1 for update skip locked)
     returning id, recipient as "to", subject, content, attempts::int as attempts,
               created_at < now() - interval '${GIVEN_UP_AFTER}' as "isLate"`,
  )
  return rows[0] ?? null
}

/** The text of a message is forgotten as soon as nobody needs it: it may open an account. */
export async function settleMail(
  pool: Pool,
  id: string,
  outcome: { state: 'SENT' | 'FAILED' | 'WAITING'; error: string | null },
): Promise<void> {
  await pool.query(
    `update mail_outbox set state = $2::text, last_error = $3, settled_at = case when $2::text = 'WAITING' then null else now() end,
            content = case when $2::text = 'WAITING' then content end
     where id = $1`,
    [id, outcome.state, outcome.error],
  )
}
