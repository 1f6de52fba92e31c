import type { CollectionBeforeOperationHook } from 'payload'
import { refused } from '../../src/services/http'

/**
 * Refuses changes of many records at once, privileged calls included: a bulk operation catches what
 * each document throws and commits the rest, half-done hook work with it (trap 9).
 */
export const oneAtATime: CollectionBeforeOperationHook = ({ args, operation }) => {
  if ((operation === 'update' || operation === 'delete') && !('id' in args && args.id)) {
    throw refused({
      code: 'malformed',
      message: 'Records are changed one at a time, each by its id.',
    })
  }
  return args
}
