import { Forbidden, type CollectionBeforeOperationHook } from 'payload'

const WRITES = ['create', 'update', 'delete'] as const

/**
 * Who may is judged before anything else (contract 4): a caller with no right at all to a write hears
 * that, not what is wrong with the data, and locks nothing. Row scopes are judged later, by Payload.
 */
export const admitFirst: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  const write = WRITES.find((one) => one === operation)
  if (!write || overrideAccess === true) return args
  const id = 'id' in args && args.id !== undefined ? String(args.id) : undefined
  const data: unknown = 'data' in args ? args.data : undefined
  if ((await collection.access[write]({ req, id, data })) === false) throw new Forbidden(req.t)
  return args
}
