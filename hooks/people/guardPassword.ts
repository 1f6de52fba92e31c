import type { CollectionBeforeOperationHook } from 'payload'
import { passwordRefusal } from '../../src/domain/people/password'
import { refused } from '../../src/services/http'
import { guardReset } from '../../src/services/people/reset'
import { dataOf } from './dataOf'

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

/** The password policy wherever a password is set: create, update, reset (handbook 14, trap 28). */
export const guardPassword: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'create' && operation !== 'update' && operation !== 'resetPassword') return args
  const { password, token } = dataOf(args)
  if (operation === 'resetPassword') await guardReset(req, token)
  if (operation !== 'resetPassword' && isAbsent(password)) return args
  const message = passwordRefusal(password)
  if (message) throw refused({ code: 'invalid_value', field: 'password', message })
  return args
}
