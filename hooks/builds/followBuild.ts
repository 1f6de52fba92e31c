import type { CollectionAfterChangeHook } from 'payload'
import type { Build } from '../../src/payload-types'
import { followBuildChange } from '../../src/services/builds/follow'

/** History, new BOM version and order status, in the transaction of the write. */
export const followBuild: CollectionAfterChangeHook<Build> = ({
  doc,
  operation,
  previousDoc,
  req,
}) => (operation === 'update' ? followBuildChange(req, previousDoc, doc) : doc)
