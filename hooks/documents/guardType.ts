import type { CollectionBeforeChangeHook } from 'payload'
import { accepts, FORMATS_OF, isDocumentType } from '../../src/domain/documents'
import type { Document } from '../../src/payload-types'
import { refused } from '../../src/services/http'

/** A document that is filed under another type has to be what that type accepts (handbook 13). */
export const guardType: CollectionBeforeChangeHook<Document> = ({
  data,
  operation,
  originalDoc,
}) => {
  const { type } = data
  if (operation !== 'update' || !originalDoc || type === originalDoc.type) return data
  if (!isDocumentType(type)) return data
  if (!accepts(type, originalDoc.mimeType ?? '')) {
    throw refused({
      code: 'invalid_value',
      field: 'type',
      message: `The stored file is none of this type. Accepted there: ${FORMATS_OF[type].join(', ').toUpperCase()}.`,
    })
  }
  return data
}
