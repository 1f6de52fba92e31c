import { setTimeout as pause } from 'node:timers/promises'
import type { PayloadRequest } from 'payload'
import { lockResetAccount } from '../../db/accounts'
import { refused } from '../http'

/** Refuses a token that is wrong, spent or of a closed account, all with the same words. */
export async function guardReset(req: PayloadRequest, token: unknown): Promise<void> {
  if (typeof token === 'string' && token !== '' && (await lockResetAccount(req, token))) return
  throw refused({
    code: 'invalid_value',
    field: 'token',
    message: 'This link is not valid any more. Ask for a new one on the sign-in page.',
  })
}

/** Long enough to hide whether an account was found and written to. */
const ANSWER_AFTER_MS = 400

/**
 * Sends the reset message when the account exists. Known and unknown addresses take the same time and
 * nothing is thrown: the answer is the same in any case.
 */
export async function requestResetUnseen(req: PayloadRequest, email: string): Promise<void> {
  await Promise.all([requestReset(req, email), pause(ANSWER_AFTER_MS)])
}

async function requestReset(req: PayloadRequest, email: string): Promise<void> {
  try {
    await req.payload.forgotPassword({ collection: 'users', data: { email }, req })
  } catch (error) {
    req.payload.logger.error({ err: error, msg: 'A reset message could not be prepared' })
  }
}
