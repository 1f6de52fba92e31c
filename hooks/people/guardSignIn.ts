import type { CollectionBeforeOperationHook } from 'payload'
import { admitSignIn } from '../../src/services/people/signIn'
import { dataOf } from './dataOf'

/**
 * Stands before Payload's own sign-in, whose answers tell accounts apart and whose counting loses
 * failures (traps 26, 29). A missing address or password is Payload's to refuse.
 */
export const guardSignIn: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'login') return args
  const { email, password } = dataOf(args)
  if (typeof email !== 'string' || typeof password !== 'string') return args
  if (email.trim() !== '' && password.trim() !== '') await admitSignIn(req, { email, password })
  return args
}
