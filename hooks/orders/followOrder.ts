import type { CollectionAfterChangeHook } from 'payload'
import type { Order } from '../../src/payload-types'
import { followOrderChange } from '../../src/services/orders/change'

/** Copies on the builds, and new BOM versions when the document language changed. */
export const followOrder: CollectionAfterChangeHook<Order> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  if (operation === 'update') await followOrderChange(req, previousDoc, doc)
  return doc
}
