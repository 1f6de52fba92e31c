import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { isRole, type Role } from '../../domain/roles'

/** Who calls, as far as the token itself says. Enough to count calls, never enough to let in. */
export type Caller = {
  id: string
  role: Role
  /** The session that the token belongs to, when it names one. */
  sid?: string
}

/**
 * The caller that a valid token of ours names, without asking the database: signature and expiry are
 * checked here, whether the session still lives is Payload's question. Null for everybody else.
 */
export function callerOf(
  headers: Headers,
  secret = process.env.PAYLOAD_SECRET ?? '',
): Caller | null {
  const token = tokenIn(headers)
  return token === null ? null : callerIn(token, secret)
}

function tokenIn(headers: Headers): string | null {
  const bearer = /^(?:JWT|Bearer) (\S+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer) return bearer
  return /(?:^|;\s*)payload-token=([^;\s]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? null
}

/** Payload signs with the first half of the secret's SHA-256 in hex. */
const signingKey = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 32)

function callerIn(token: string, secret: string): Caller | null {
  const [header, body, signature, ...rest] = token.split('.')
  if (!header || !body || !signature || rest.length > 0) return null
  const expected = createHmac('sha256', signingKey(secret)).update(`${header}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const claims = claimsIn(body)
  if (!claims || typeof claims.exp !== 'number' || claims.exp * 1000 <= Date.now()) return null
  return typeof claims.id === 'string' && isRole(claims.role)
    ? {
        id: claims.id,
        role: claims.role,
        ...(typeof claims.sid === 'string' && { sid: claims.sid }),
      }
    : null
}

function claimsIn(
  body: string,
): { exp?: unknown; id?: unknown; role?: unknown; sid?: unknown } | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
    return typeof claims === 'object' ? claims : null
  } catch {
    return null
  }
}
