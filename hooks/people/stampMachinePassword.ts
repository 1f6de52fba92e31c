import type { CollectionBeforeOperationHook } from 'payload'
import { oneTimePassword } from '../../src/services/people/password'
import { dataOf } from './dataOf'

/** A machine never signs in; the account gets a password that nobody knows. */
export const stampMachinePassword: CollectionBeforeOperationHook = ({ args, operation }) => {
  const data = dataOf(args)
  if (operation !== 'create' || data.kind !== 'MACHINE') return args
  return { ...args, data: { ...data, password: oneTimePassword() } }
}
