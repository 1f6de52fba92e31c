import type { CollectionBeforeChangeHook } from 'payload'
import type { Order } from '../../src/payload-types'
import { judgeOrderChange } from '../../src/services/orders/change'

/** The one gate for edits of an order's own data. */
export const guardOrder: CollectionBeforeChangeHook<Order> = async ({ data, originalDoc, req }) => {
  if (!originalDoc) return data
  return { ...data, ...(await judgeOrderChange(req, originalDoc, { ...originalDoc, ...data })) }
}
