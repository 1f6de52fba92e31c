import type { CollectionBeforeOperationHook } from 'payload'
import { may } from '../../access/can'
import { withRecordIds } from '../../src/services/recordNames'

/** A filter may name a record by what it is called, such as an order number, where the trail keeps its id. */
export const namedRecords: CollectionBeforeOperationHook = async ({ args, req }) => {
  if ('where' in args && args.where && may(req, 'audit.read'))
    Object.assign(args, { where: await withRecordIds(req, args.where) })
  return args
}
