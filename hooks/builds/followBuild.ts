import type { CollectionAfterChangeHook } from 'payload'
import type { Build } from '../../src/payload-types'
import { followBuildChange } from '../../src/services/builds/follow'

/** History, new BOM version and order status, in the transaction of the write. */
export const followBuild: CollectionAfterChangeHook<Build> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  if (operation === 'update') await followBuildChange(req, previousDoc, doc)
  return doc
}
