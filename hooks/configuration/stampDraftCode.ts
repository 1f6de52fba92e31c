import type { CollectionBeforeChangeHook } from 'payload'
import type { ProductFamily, Workflow } from '../../src/payload-types'
import { draftUnder } from '../../src/services/configuration/header'

/** The draft of a new or renamed record goes by its code. */
export const stampDraftCode: CollectionBeforeChangeHook<ProductFamily | Workflow> = ({
  data,
  originalDoc,
}) => {
  const { code } = data
  if (typeof code !== 'string' || code === originalDoc?.code) return data
  return { ...data, draft: draftUnder(code, data.draft ?? originalDoc?.draft) }
}
