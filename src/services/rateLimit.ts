import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Role } from '../domain/roles'
import { errorBodyOf, shapeStatus } from './http'
import type { Caller } from './people/caller'

/** Calls per minute, and how many more once in five minutes (handbook 14). */
type Budget = { perMinute: number; burst: number }

export const BUDGETS = {
  ADMIN: { perMinute: 1000, burst: 200 },
  PRODUCTION_COORDINATOR: { perMinute: 500, burst: 100 },
  ASSEMBLER: { perMinute: 300, burst: 60 },
  QC_PERSON: { perMinute: 300, burst: 60 },
  PROCUREMENT: { perMinute: 200, burst: 40 },
  SERVICE_DEPARTMENT: { perMinute: 200, burst: 40 },
} as const satisfies Record<Role, Budget>

/** Everybody who is not signed in shares the budget of their address. */
export const ANONYMOUS_BUDGET: Budget = { perMinute: 300, burst: 60 }

const BURST_SECONDS = 300

type Limiters = Record<Role | 'ANONYMOUS', BurstyRateLimiter>

/** Pages and routes are bundled apart; the counts must be one per process all the same. */
declare global {
  var torvanLimiters: Limiters | undefined
}
const limiters = (globalThis.torvanLimiters ??= {
  ADMIN: limiterOf('ADMIN', BUDGETS.ADMIN),
  PRODUCTION_COORDINATOR: limiterOf('PRODUCTION_COORDINATOR', BUDGETS.PRODUCTION_COORDINATOR),
  ASSEMBLER: limiterOf('ASSEMBLER', BUDGETS.ASSEMBLER),
  QC_PERSON: limiterOf('QC_PERSON', BUDGETS.QC_PERSON),
  PROCUREMENT: limiterOf('PROCUREMENT', BUDGETS.PROCUREMENT),
  SERVICE_DEPARTMENT: limiterOf('SERVICE_DEPARTMENT', BUDGETS.SERVICE_DEPARTMENT),
  ANONYMOUS: limiterOf('ANONYMOUS', ANONYMOUS_BUDGET),
})

function limiterOf(keyPrefix: string, { perMinute, burst }: Budget): BurstyRateLimiter {
  return new BurstyRateLimiter(
    new RateLimiterMemory({ keyPrefix, points: perMinute, duration: 60 }),
    new RateLimiterMemory({
      keyPrefix: `${keyPrefix}:burst`,
      points: burst,
      duration: BURST_SECONDS,
    }),
  )
}

/** `RATE_LIMIT=0` is for tests and benchmarks; `npm run serve` refuses to start with it. */
export const limitsApply = (): boolean => process.env.RATE_LIMIT !== '0'

/**
 * Counts one call of a caller, or of an address when nobody is signed in.
 *
 * @returns seconds to wait when the budget is spent, else null
 */
export async function takeCall(caller: Caller | null, address: string): Promise<number | null> {
  if (!limitsApply()) return null
  const limiter = limiters[caller?.role ?? 'ANONYMOUS']
  try {
    await limiter.consume(caller?.id ?? address)
    return null
  } catch (rejection) {
    return secondsToWait(rejection)
  }
}

/** Seconds until a limiter that rejected will let through again; anything else is a real failure. */
export function secondsToWait(rejection: unknown): number {
  if (!(rejection instanceof RateLimiterRes)) throw rejection
  return Math.max(1, Math.ceil(rejection.msBeforeNext / 1000))
}

/** Probes of machines that watch the product; they cost nothing and must always be answered. */
const UNLIMITED = new Set(['/api/health', '/api/ready'])

/** The answer 429 for a caller who has spent the budget of this minute, else null: go on. */
export async function limitRequest(
  request: Request,
  caller: Caller | null,
): Promise<Response | null> {
  if (request.method === 'OPTIONS' || UNLIMITED.has(new URL(request.url).pathname)) return null
  const wait = await takeCall(caller, addressOf(request.headers))
  return wait === null ? null : tooManyRequests(wait)
}

/** The first hop that our own server wrote down; it overwrites what clients claim. */
export const addressOf = (headers: Headers): string =>
  headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'local'

export const TOO_MANY = (seconds: number): string =>
  `Too many requests. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'} and try again.`

const tooManyRequests = (seconds: number): Response =>
  Response.json(errorBodyOf(shapeStatus(429, TOO_MANY(seconds))), {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
  })
