import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { isRole, SYSTEM, type Actor } from '../domain/roles'
import { refused } from './http'

/**
 * Who is acting (architecture 6.12): the signed-in, active user, or the system in a request that says
 * so (`systemRequest`). Nobody is an error: no user never means full power.
 */
export function actorOf(req: PayloadRequest): Actor {
  const { user } = req
  if (user && user.isActive === true && isRole(user.role)) {
    return { kind: 'user', id: String(user.id), role: user.role }
  }
  if (!user && req.context.asSystem === true) return SYSTEM
  throw refused({ code: 'unauthenticated', message: 'Sign in first.' })
}

/** The id to store as author; null when the system acts. */
export function actorIdOf(req: PayloadRequest): string | null {
  const actor = actorOf(req)
  return actor.kind === 'user' ? actor.id : null
}

/**
 * The system, acting within the transaction of somebody's request: what follows by itself from what that
 * person did, and is not theirs to do.
 */
export async function systemWithin(req: PayloadRequest): Promise<PayloadRequest> {
  const system = await systemRequest(req.payload)
  system.transactionID = await req.transactionID
  return system
}

/** The request of a job, a seed or a script. */
export const systemRequest = (payload: Payload): Promise<PayloadRequest> =>
  createLocalReq({ context: { asSystem: true } }, payload)
