import {
  NotFound,
  type CollectionBeforeOperationHook,
  type GlobalBeforeOperationHook,
} from 'payload'
import { lockOnlyRow } from '../../src/db/lock'
import { tableOf } from '../../src/db/stored'
import { lockChain } from '../../src/services/lockChain'

/**
 * Locks what is about to change before Payload reads it (architecture 5.9, trap 38): first the record
 * at the root of the aggregate, then the row itself. Payload writes back the whole row that it read,
 * so without this the second of two writers undoes the first. A record that is not there is 404 to everybody
 * who may write at all; Payload would tell callers with a row scope that they lack the right. One that may
 * not be touched is Payload's to refuse.
 */
export const lockFirst: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  req,
}) => {
  const isWrite = operation === 'update' || operation === 'delete'
  if (!isWrite || !('id' in args) || args.id === undefined) return args
  if (!(await lockChain(req, collection.slug, String(args.id)))) throw new NotFound(req.t)
  return args
}

/** The same for a global: its only row. */
export const lockGlobalFirst: GlobalBeforeOperationHook = async ({
  args,
  global,
  operation,
  req,
}) => {
  if (operation === 'update') await lockOnlyRow(req, tableOf(global.slug))
  return args
}
