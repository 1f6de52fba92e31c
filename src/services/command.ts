import { createHmac } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { claimKey, storeAnswer, type StoredAnswer } from '../db/idempotency'
import { inTransaction } from '../db/transaction'
import { asJson, canonicalJson } from '../domain/canonical'
import { actorIdOf } from './actor'
import { refused } from './http'

export type Answer = StoredAnswer

/** One act of a signed-in person: which route, what was sent, and the key when they sent one. */
export type Act = {
  /** Pattern of the route with its method: `POST /api/builds/:id/bom`. */
  route: string
  /** Everything that was sent, path parameters included: two acts are the same when this is. */
  sent: unknown
  /** `Idempotency-Key` header. */
  key?: string
}

/**
 * Runs a command in one transaction. With a key the same act happens once: a repetition, parallel or
 * later, receives the stored answer and status; the key with other content is refused; a failure rolls
 * the key back with everything else (contract 4).
 */
export const performOnce = (
  req: PayloadRequest,
  { route, sent, key }: Act,
  work: () => Promise<Answer>,
): Promise<Answer> =>
  inTransaction(req, async () => {
    const userId = actorIdOf(req)
    if (key === undefined || userId === null) return work()

    const act = { userId, route, key }
    const claim = await claimKey(req, act, digestOf(req, sent))
    if (claim.state === 'answered') return claim.answer
    if (claim.state === 'reused') {
      throw refused({
        code: 'idempotency_key_reused',
        message: 'This Idempotency-Key was used for another request. Send a new key.',
      })
    }
    const answer = await work()
    await storeAnswer(req, act, answer)
    return answer
  })

/** Keyed with the secret: what was sent may hold a password, which nobody shall guess from the row. */
const digestOf = ({ payload }: PayloadRequest, sent: unknown): string =>
  createHmac('sha256', payload.secret)
    .update(canonicalJson(asJson(sent)))
    .digest('hex')
