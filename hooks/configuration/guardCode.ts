import type { CollectionBeforeChangeHook } from 'payload'
import type { ProductFamily, Workflow } from '../../src/payload-types'
import { judgeCode, type Kind } from '../../src/services/configuration/header'

/** A code that releases bear is not changed any more. */
export const guardCode =
  (kind: Kind): CollectionBeforeChangeHook<ProductFamily | Workflow> =>
  async ({ data, operation, originalDoc, req }) => {
    if (operation === 'update' && originalDoc && typeof data.code === 'string')
      await judgeCode(req, kind, originalDoc.code, data.code)
    return data
  }
