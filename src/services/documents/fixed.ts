import { DOCUMENT_OWNERS } from '../../domain/documents'
import type { Document } from '../../payload-types'
import { refused } from '../http'
import { idOf } from '../relation'

const TEXTS = ['title', 'type', 'showsCost'] as const

/**
 * Refuses with `wrong_state` to change what a document is, once it is approved or was made and numbered by
 * the product (handbook 13, 15.5): whoever relied on it has to find it as it was.
 */
export function demandFree(before: Document, after: Partial<Document>): void {
  if (!before.approvedAt && !before.number) return
  const isSame =
    TEXTS.every((field) => after[field] === before[field]) &&
    DOCUMENT_OWNERS.every((field) => idOf(after[field]) === idOf(before[field]))
  if (isSame) return
  throw refused({
    code: 'wrong_state',
    message: before.number
      ? `Document ${before.number} was made by the product and is not changed.`
      : `“${before.title}” is approved: upload a new version instead of changing it.`,
  })
}
