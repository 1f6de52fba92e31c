import type { CollectionAfterChangeHook } from 'payload'
import type { Order } from '../../src/payload-types'
import { followOrderChange } from '../../src/services/orders/change'

/** Copies on the builds, and new BOM versions when the document language changed. */
export const followOrder: CollectionAfterChangeHook<Order> = ({
  data,
  doc,
  operation,
  previousDoc,
  req,
}) => (operation === 'update' ? followOrderChange(req, previousDoc, doc, data.changeReason) : doc)
