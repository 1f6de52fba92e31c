import type { CollectionBeforeOperationHook } from 'payload'
import { may } from '../../access/can'
import { refused } from '../../src/services/http'
import { dataOf } from './dataOf'

/** What a person may send about the own account: the password; everything else only unchanged. */
const MANAGED = [
  'email',
  'firstName',
  'lastName',
  'initials',
  'role',
  'kind',
  'isActive',
  'apiKey',
  'enableAPIKey',
] as const

/**
 * Field access would drop a forbidden change without a word (trap 8). The form sends the whole
 * account, so what equals the present account is no attempt.
 */
export const guardOwnAccount: CollectionBeforeOperationHook = (call) => {
  const { args, operation, overrideAccess, req } = call
  if (operation !== 'update' || overrideAccess || !req.user || may(req, 'users.manage')) return args
  const sent = dataOf(args)
  const own: Readonly<Record<string, unknown>> = { ...req.user }
  const field = MANAGED.find((name) => sent[name] != null && sent[name] !== (own[name] ?? false))
  if (!field) return args
  throw refused({
    code: 'role_not_allowed',
    field,
    message: 'Only an Admin changes accounts. You may change your own password here.',
  })
}
