import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { transactionOf } from './transaction'

/** Which act a key stands for: the caller, the route and the key they sent. */
export type ActKey = { userId: string; route: string; key: string }

/** What an act answered: HTTP status and JSON body. */
export type StoredAnswer = { status: number; body: unknown }

export type Claim =
  { state: 'first' } | { state: 'answered'; answer: StoredAnswer } | { state: 'reused' }

/**
 * Writes the key row first in the business transaction (contract 4). A parallel caller waits here for
 * the first one's commit and then receives what it stored; after its rollback the next caller is
 * first. Another body under the same key is `reused`. Keys are forgotten after 24 hours.
 */
export async function claimKey(req: PayloadRequest, act: ActKey, bodyHash: string): Promise<Claim> {
  const transaction = await transactionOf(req)
  const claimed = await transaction.execute(
    sql`insert into idempotency_keys (user_id, route, key, body_hash)
        values (${act.userId}, ${act.route}, ${act.key}, ${bodyHash})
        on conflict (user_id, route, key) do update
          set body_hash = excluded.body_hash, status = null, answer = null, created_at = now()
          where idempotency_keys.created_at < now() - interval '24 hours'
        returning 1`,
  )
  if (claimed.rows.length > 0) return { state: 'first' }

  const { rows } = await transaction.execute<{
    body_hash: string
    status: number
    answer: unknown
  }>(sql`select body_hash, status, answer from idempotency_keys where ${isAct(act)}`)
  const [stored] = rows
  if (!stored) throw new Error('The idempotency key vanished between two statements.')
  return stored.body_hash === bodyHash
    ? { state: 'answered', answer: { status: stored.status, body: stored.answer } }
    : { state: 'reused' }
}

/** Stores the answer beside the key, to be given to whoever repeats the act. */
export async function storeAnswer(
  req: PayloadRequest,
  act: ActKey,
  answer: StoredAnswer,
): Promise<void> {
  const transaction = await transactionOf(req)
  await transaction.execute(
    sql`update idempotency_keys
        set status = ${answer.status}, answer = ${JSON.stringify(answer.body)}::jsonb
        where ${isAct(act)}`,
  )
}

const isAct = (act: ActKey) =>
  sql`user_id = ${act.userId} and route = ${act.route} and key = ${act.key}`
