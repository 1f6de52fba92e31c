import type { CollectionBeforeChangeHook } from 'payload'
import type { ProductFamily, Workflow } from '../../src/payload-types'
import { judgeCode, judgeDraft, type Kind } from '../../src/services/configuration/header'

/** A code that can be published and takes the place of none that a release bears, and a draft that can be opened. */
export const guardHeader =
  (kind: Kind): CollectionBeforeChangeHook<ProductFamily | Workflow> =>
  async ({ data, originalDoc, req }) => {
    judgeDraft(data.draft)
    if (typeof data.code === 'string') await judgeCode(req, kind, originalDoc?.code, data.code)
    return data
  }
