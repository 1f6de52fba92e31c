import type { CollectionBeforeChangeHook } from 'payload'
import type { Category } from '../../src/payload-types'
import { judgeParent } from '../../src/services/catalogue/categories'
import { idOf } from '../../src/services/relation'

/** A category cannot lie beneath itself. */
export const guardCategory: CollectionBeforeChangeHook<Category> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const parent = idOf(data.parent)
  // A category that is being created has none beneath it.
  if (operation === 'update' && originalDoc && parent)
    await judgeParent(req, originalDoc.id, parent)
  return data
}
