import type { CollectionBeforeChangeHook } from 'payload'
import type { Document } from '../../src/payload-types'
import { isOfDraft } from '../../src/services/documents/owners'

/** A file that came with an unsent order stays its author's alone until it is filed with a record. */
export const stampOfDraft: CollectionBeforeChangeHook<Document> = ({ data, originalDoc }) => ({
  ...data,
  ofDraft: isOfDraft({ ...originalDoc, ...data }, originalDoc?.ofDraft === true),
})
