import type {
  FlattenedField,
  PayloadRequest,
  SanitizedCollectionConfig,
  SelectType,
  TypeWithID,
} from 'payload'

/** The table in which Payload keeps the records of a collection, or the row of a global. */
export const tableOf = (slug: string): string => slug.replaceAll('-', '_')

/** The column in which Payload keeps a field; that of a relationship ends in `_id`. */
export const columnOf = ({ name, type }: Pick<FlattenedField, 'name' | 'type'>): string => {
  const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return type === 'relationship' || type === 'upload' ? `${column}_id` : column
}

/** The fields that have a column of their own: neither joins nor virtual ones. */
export const isStored = (field: FlattenedField): boolean =>
  field.type !== 'join' && !('virtual' in field && field.virtual)

/**
 * One record as it lies in the database: every stored field whoever asks, relations as ids. For the
 * audit trail; never handed to a client. Null when there is no such record.
 */
export function storedRecord(
  req: PayloadRequest,
  collection: SanitizedCollectionConfig,
  id: number | string,
): Promise<TypeWithID | null> {
  const select: SelectType = Object.fromEntries(
    collection.flattenedFields.filter(isStored).map((field) => [field.name, true]),
  )
  const where = { id: { equals: id } }
  return req.payload.db.findOne<TypeWithID>({ collection: collection.slug, where, select, req })
}
