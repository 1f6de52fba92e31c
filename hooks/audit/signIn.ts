import {
  commitTransaction,
  initTransaction,
  type CollectionAfterLoginHook,
  type CollectionAfterLogoutHook,
  type CollectionAfterOperationHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import { recordAudit } from '../../src/services/audit'
import type { User } from '../../src/payload-types'

type AuthOperation = {
  name: 'login' | 'resetPassword' | 'unlock'
  email: string | null
  /** This hook opened the transaction, so its partner has to commit it. */
  isOurs: boolean
}

const running = new WeakMap<PayloadRequest, AuthOperation>()

/** The address somebody tries to sign in with, for the trail of failed sign-ins. */
export const attemptedEmail = (req: PayloadRequest): string | null | undefined => {
  const operation = running.get(req)
  return operation?.name === 'login' ? operation.email : undefined
}

/**
 * Remembers which auth operation runs. Unlocking commits before its last hook; with a transaction
 * opened here the change and its audit row still commit together.
 */
export const stampAuthOperation: CollectionBeforeOperationHook<'users'> = async (call) => {
  const { operation, req } = call
  if (operation !== 'login' && operation !== 'resetPassword' && operation !== 'unlock') return
  const isOurs = operation === 'unlock' && (await initTransaction(req))
  running.set(req, { name: operation, email: emailIn(call.args), isOurs })
}

function emailIn(args: object): string | null {
  const data: unknown = 'data' in args ? args.data : null
  const email: unknown = typeof data === 'object' && data && 'email' in data ? data.email : null
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : null
}

/** A new session: after a sign-in, or after a password was reset with a mailed token. */
export const followLogin: CollectionAfterLoginHook<User> = async ({ req, user }) => {
  const isReset = running.get(req)?.name === 'resetPassword'
  running.delete(req)
  const about = { resource: 'users', resourceId: String(user.id) }
  if (isReset) await recordAudit(req, { ...about, action: 'password_reset' })
  await recordAudit(req, { ...about, action: 'sign_in', stream: 'ACTIVITY' })
  return user
}

export const followLogout: CollectionAfterLogoutHook = async ({ req }) => {
  if (!req.user) return
  const resourceId = String(req.user.id)
  await recordAudit(req, { action: 'sign_out', resource: 'users', resourceId, stream: 'ACTIVITY' })
}

export const followUnlock: CollectionAfterOperationHook<'users'> = async (call) => {
  const { operation, req, result } = call
  const opened = running.get(req)
  if (operation !== 'unlock' || opened?.name !== 'unlock') return result
  const { docs } = await req.payload.find({
    collection: 'users',
    where: { email: { equals: opened.email ?? '' } },
    limit: 1,
    depth: 0,
    req,
  })
  await recordAudit(req, { action: 'unlock', resource: 'users', resourceId: docs[0]?.id ?? null })
  if (opened.isOurs) await commitTransaction(req)
  return result
}
