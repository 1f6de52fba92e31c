import type { CollectionBeforeChangeHook } from 'payload'
import type { Document } from '../../src/payload-types'
import { judgeOwners } from '../../src/services/documents/owners'

/** The order and the build of a document are of one piece of work. */
export const guardOwners: CollectionBeforeChangeHook<Document> = async ({
  data,
  originalDoc,
  req,
}) => {
  await judgeOwners(req, { ...originalDoc, ...data })
  return data
}
