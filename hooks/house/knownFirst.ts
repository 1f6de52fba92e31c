import { NotFound, type CollectionBeforeOperationHook } from 'payload'
import { isUuid } from '../../src/domain/ids'

/**
 * A caller who may change some rows only hears 404 of one that is not there, or that is not theirs to see,
 * exactly as a read of it answers (contract 4); Payload would say 403 of both. Runs behind the lock, so
 * that a row which was deleted while the caller waited is gone for them too.
 */
export const knownFirst: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if ((operation !== 'update' && operation !== 'delete') || overrideAccess === true) return args
  if (!('id' in args) || args.id === undefined || args.id === null) return args
  const id = String(args.id)
  const rows = await collection.access[operation]({ req, id, data: undefined })
  if (typeof rows !== 'object') return args
  if (!isUuid(id)) throw new NotFound(req.t)
  const { totalDocs } = await req.payload.count({
    collection: collection.slug,
    where: { id: { equals: id } },
    overrideAccess: false,
    req,
  })
  if (totalDocs === 0) throw new NotFound(req.t)
  return args
}
