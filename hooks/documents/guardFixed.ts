import type { CollectionBeforeChangeHook } from 'payload'
import type { Document } from '../../src/payload-types'
import { demandFree } from '../../src/services/documents/fixed'

/** What was approved, made by the product or has versions stays as it is; a new version is another document. */
export const guardFixed: CollectionBeforeChangeHook<Document> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'update' && originalDoc) await demandFree(req, originalDoc, data)
  return data
}
