import type { PayloadRequest } from 'payload'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { refused } from '../http'
import { limitsApply, TOO_MANY } from '../rateLimit'
import { requestFacts } from '../requestFacts'

/** Failed sign-ins per minute from one address: with one account name, and with any. */
const PER_ACCOUNT = 10
const PER_ADDRESS = 60

type Limiters = { account: RateLimiterMemory; address: RateLimiterMemory }

declare global {
  var torvanSignInLimiters: Limiters | undefined
}
const limiters = (globalThis.torvanSignInLimiters ??= {
  account: new RateLimiterMemory({ keyPrefix: 'sign-in', points: PER_ACCOUNT, duration: 60 }),
  address: new RateLimiterMemory({ keyPrefix: 'address', points: PER_ADDRESS, duration: 60 }),
})

/** Sign-in is limited apart from other calls and counts failures only (handbook 14, contract 4). */
export async function refuseWhenTooMany(req: PayloadRequest, email: string): Promise<void> {
  if (!limitsApply()) return
  const { account, address } = keysOf(req, email)
  const [byAccount, byAddress] = await Promise.all([
    limiters.account.get(account),
    limiters.address.get(address),
  ])
  const waits = [
    byAccount && byAccount.consumedPoints >= PER_ACCOUNT ? byAccount.msBeforeNext : 0,
    byAddress && byAddress.consumedPoints >= PER_ADDRESS ? byAddress.msBeforeNext : 0,
  ]
  const seconds = Math.ceil(Math.max(...waits) / 1000)
  if (seconds === 0) return
  req.responseHeaders = new Headers(req.responseHeaders)
  req.responseHeaders.set('Retry-After', String(seconds))
  throw refused({ code: 'too_many_requests', message: TOO_MANY(seconds) })
}

export async function noteFailure(req: PayloadRequest, email: string): Promise<void> {
  const { account, address } = keysOf(req, email)
  await Promise.all([limiters.account.penalty(account), limiters.address.penalty(address)])
}

/** A right password resets the count of its account; the address keeps what it did to others. */
export async function forgetFailures(req: PayloadRequest, email: string): Promise<void> {
  await limiters.account.delete(keysOf(req, email).account)
}

function keysOf(req: PayloadRequest, email: string): { account: string; address: string } {
  const address = requestFacts(req).ip ?? 'local'
  return { account: `${address} ${email}`, address }
}
