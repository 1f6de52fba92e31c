import type { CollectionBeforeDeleteHook } from 'payload'
import { releaseItem } from '../../src/services/catalogue/structure'

/** Nothing that a live order or another item uses can be deleted; the answer says who uses it. */
export const guardDelete =
  (kind: 'part' | 'assembly'): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await releaseItem(req, kind, String(id))
  }
