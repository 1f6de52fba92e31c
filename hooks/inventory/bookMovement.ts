import type { CollectionAfterChangeHook, CollectionBeforeChangeHook } from 'payload'
import type { StockMovement } from '../../src/payload-types'
import { book, judgeMovement } from '../../src/services/inventory/movements'

/** A movement that makes no sense is refused before it is written. */
export const guardMovement: CollectionBeforeChangeHook<StockMovement> = ({ data }) => {
  judgeMovement(data)
  return data
}

/** The balance of the item moves with the ledger, in one conditional statement. */
export const bookMovement: CollectionAfterChangeHook<StockMovement> = async ({ doc, req }) => {
  await book(req, doc)
  return doc
}
