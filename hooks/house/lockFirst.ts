import type { CollectionBeforeOperationHook, GlobalBeforeOperationHook } from 'payload'
import { lockOnlyRow } from '../../src/db/lock'
import { lockChain } from '../../src/services/lockChain'

/**
 * Locks what is about to change before Payload reads it (architecture 5.9, trap 38): first the record
 * at the root of the aggregate, then the row itself. Payload writes back the whole row that it read,
 * so without this the second of two writers undoes the first. A record that does not exist, or may
 * not be touched, is refused behind it.
 */
export const lockFirst: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  req,
}) => {
  if ((operation === 'update' || operation === 'delete') && 'id' in args) {
    await lockChain(req, collection.slug, String(args.id))
  }
  return args
}

/** The same for a global: its only row. */
export const lockGlobalFirst: GlobalBeforeOperationHook = async ({
  args,
  global,
  operation,
  req,
}) => {
  if (operation === 'update') await lockOnlyRow(req, global.slug.replaceAll('-', '_'))
  return args
}
