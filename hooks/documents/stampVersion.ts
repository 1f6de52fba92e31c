import type { CollectionBeforeChangeHook } from 'payload'
import type { Document } from '../../src/payload-types'
import { versionOf } from '../../src/services/documents/version'

/** A new file of the same title, type and record is the next version of the one before (handbook 13). */
export const stampVersion: CollectionBeforeChangeHook<Document> = async ({
  data,
  operation,
  req,
}) => (operation === 'create' ? { ...data, ...(await versionOf(req, data)) } : data)
