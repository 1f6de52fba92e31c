import type { CollectionBeforeOperationHook } from 'payload'

/**
 * When a record was made and last changed, the server's clock says. The framework takes over what a caller
 * sends, so that a record could be backdated.
 */
export const ownTimes: CollectionBeforeOperationHook = ({ args, operation, overrideAccess }) => {
  const isWrite = operation === 'create' || operation === 'update'
  if (overrideAccess === true || !isWrite || !('data' in args)) return args
  const { createdAt: _made, updatedAt: _changed, ...data } = Object(args.data)
  return { ...args, data }
}
