import type { CollectionBeforeOperationHook } from 'payload'
import { nextPosition } from '../../src/services/catalogue/structure'
import { dataOf } from '../people/dataOf'

/** A component that is sent without its place comes last. Later, the default could not be told from a choice. */
export const stampPosition: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  const data = dataOf(args)
  if (operation !== 'create' || typeof data.position === 'number') return args
  const position = await nextPosition(req, data.parentAssembly)
  return position === null ? args : { ...args, data: { ...data, position } }
}
