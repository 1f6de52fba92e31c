import type { CollectionBeforeChangeHook } from 'payload'
import type { ProductFamily, Workflow } from '../../src/payload-types'
import {
  draftUnder,
  judgeCode,
  judgeDraft,
  type Kind,
} from '../../src/services/configuration/header'

/**
 * A code that can be published and takes the place of none that a release bears, and a draft that can be
 * opened and goes by that code.
 */
export const guardHeader =
  (kind: Kind): CollectionBeforeChangeHook<ProductFamily | Workflow> =>
  async ({ data, originalDoc, req }) => {
    judgeDraft(data.draft)
    const { code } = data
    if (typeof code !== 'string' || code === originalDoc?.code) return data
    await judgeCode(req, kind, originalDoc?.code, code)
    return { ...data, draft: draftUnder(code, data.draft ?? originalDoc?.draft) }
  }
