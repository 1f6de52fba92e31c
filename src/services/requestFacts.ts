import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { storable } from '../domain/canonical'

export type RequestFacts = { ip: string | null; userAgent: string | null; requestId: string }

const ACCEPTABLE_ID = /^[\w-]{8,64}$/
const minted = new WeakMap<object, string>()

/** The caller's own request id when it sent a decent one, else one id for the life of the request. */
function requestIdOf(req: PayloadRequest): string {
  const sent = req.headers?.get('x-request-id')
  if (sent && ACCEPTABLE_ID.test(sent)) return sent
  const known = minted.get(req.context)
  if (known) return known
  const id = randomUUID()
  minted.set(req.context, id)
  return id
}

/**
 * Where a request came from, for the audit trail. The address is the first hop that the server or the
 * proxy in front of it wrote down; a local call has none.
 */
export function requestFacts(req: PayloadRequest): RequestFacts {
  const forwarded = req.headers?.get('x-forwarded-for')?.split(',')[0]?.trim()
  const agent = req.headers?.get('user-agent')
  return {
    ip: forwarded ? storable(forwarded).slice(0, 64) : null,
    userAgent: agent ? storable(agent).slice(0, 400) : null,
    requestId: requestIdOf(req),
  }
}
