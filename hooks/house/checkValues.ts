import type { CollectionBeforeOperationHook, FlattenedField } from 'payload'
import { isMoment } from '../../src/domain/days'
import { refused } from '../../src/services/http'

const SIMPLE: ReadonlySet<string> = new Set([
  'checkbox',
  'code',
  'email',
  'number',
  'radio',
  'select',
  'text',
  'textarea',
])

/**
 * Refuses by name what has the wrong shape for its field: an object or a list where one value belongs, for
 * a date anything but a moment that the database can hold, and for a relationship anything but an id, the
 * record it was read as, or null. Hooks and Payload turn
 * such values into text first, which some objects cannot even become.
 */
export const checkValues: CollectionBeforeOperationHook = ({ args, collection, operation }) => {
  const isWrite = operation === 'create' || operation === 'update'
  if (isWrite && 'data' in args) check(collection.flattenedFields, args.data, '')
  return args
}

function check(fields: readonly FlattenedField[], data: unknown, at: string): void {
  for (const field of fields) {
    const value: unknown = Reflect.get(Object(data), field.name)
    if (value === undefined || value === null) continue
    const path = at + field.name
    if (field.type === 'group') check(field.flattenedFields, value, `${path}.`)
    else if (!fits(field, value)) {
      throw refused({
        code: 'malformed',
        field: path,
        message: `${path} cannot be read: send ${wanted(field)}, or null.`,
      })
    }
  }
}

function fits(field: FlattenedField, value: unknown): boolean {
  if ('hasMany' in field && field.hasMany) return true
  if (isLink(field)) return typeof value === 'string' || typeof idIn(value) === 'string'
  if (field.type === 'date') return value === '' || isMoment(value)
  return !SIMPLE.has(field.type) || typeof value !== 'object'
}

function wanted(field: FlattenedField): string {
  if (isLink(field)) return 'the id of a record'
  return field.type === 'date' ? 'a date such as 2027-03-31T08:00:00Z' : 'one value'
}

/** A relationship to one collection; those to several have a shape of their own. */
const isLink = (field: FlattenedField): boolean =>
  (field.type === 'relationship' || field.type === 'upload') && typeof field.relationTo === 'string'

const idIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
