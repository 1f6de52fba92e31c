import type { CollectionBeforeChangeHook } from 'payload'
import type { Document } from '../../src/payload-types'
import { demandFree } from '../../src/services/documents/fixed'

/** What was approved or made by the product stays as it is; a new version is another document. */
export const guardFixed: CollectionBeforeChangeHook<Document> = ({
  data,
  operation,
  originalDoc,
}) => {
  if (operation === 'update' && originalDoc) demandFree(originalDoc, data)
  return data
}
