import type {
  CollectionBeforeOperationHook,
  FlattenedField,
  GlobalBeforeOperationHook,
} from 'payload'
import { isMoment } from '../../src/domain/days'
import { readsAsNothing } from '../../src/domain/label'
import { refused } from '../../src/services/http'

const SIMPLE: ReadonlySet<string> = new Set(['checkbox', 'number', 'radio', 'select'])
const TEXTS: ReadonlySet<string> = new Set(['code', 'email', 'text', 'textarea'])

/**
 * Refuses by name what has the wrong shape for its field: an object or a list where one value belongs, for
 * a text anything else and blanks where it is demanded, for a date anything but a moment that the database can hold, for a relationship
 * anything but an id, the record it was read as, or null, and for a group anything but its fields. Hooks and
 * Payload turn such values into text first, which some objects cannot even become, and read on in a group
 * or a list that is null.
 */
export const checkValues: CollectionBeforeOperationHook = ({ args, collection, operation }) => {
  const isWrite = operation === 'create' || operation === 'update'
  if (isWrite && 'data' in args) check(collection.flattenedFields, args.data, '')
  return args
}

/** The same for a global. */
export const checkGlobalValues: GlobalBeforeOperationHook = ({ args, global, operation }) => {
  if (operation === 'update') check(global.flattenedFields, args.data, '')
  return args
}

/** A field in a sentence: "company name", "PO number". */
function called(field: FlattenedField): string {
  const label = 'label' in field && typeof field.label === 'string' ? field.label : field.name
  const spaced = label.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
  return spaced
    .split(' ')
    .map((word) => (/^[A-Z]{2}/.test(word) ? word : word.toLowerCase()))
    .join(' ')
}

function check(fields: readonly FlattenedField[], data: unknown, at: string): void {
  for (const field of fields) {
    const value: unknown = Reflect.get(Object(data), field.name)
    if (value === undefined) continue
    const path = at + field.name
    if ((field.type === 'group' || field.type === 'array') && value === null) {
      throw refused({
        code: 'required',
        field: path,
        message: `${path} cannot be null: send ${field.type === 'group' ? 'its fields' : 'a list'}, or leave it out.`,
      })
    }
    if (value === null) continue
    if (isBlank(field, value)) {
      throw refused({
        code: 'required',
        field: path,
        message: `Enter the ${called(field)}: blanks alone are nothing.`,
      })
    }
    if (field.type === 'group' && isRecord(value)) check(field.flattenedFields, value, `${path}.`)
    else if (!fits(field, value)) {
      throw refused({
        code: 'malformed',
        field: path,
        message:
          field.type === 'group'
            ? `${path} cannot be read: send an object of its fields.`
            : `${path} cannot be read: send ${wanted(field)}, or null.`,
      })
    }
  }
}

function fits(field: FlattenedField, value: unknown): boolean {
  if ('hasMany' in field && field.hasMany) return true
  if (isLink(field)) return typeof value === 'string' || typeof idIn(value) === 'string'
  if (field.type === 'date') return value === '' || isMoment(value)
  if (TEXTS.has(field.type)) return typeof value === 'string'
  if (field.type === 'group') return false
  return !SIMPLE.has(field.type) || typeof value !== 'object'
}

/** Nothing that people see where a text is demanded; an empty one is refused by its field. */
const isBlank = (field: FlattenedField, value: unknown): boolean =>
  TEXTS.has(field.type) &&
  'required' in field &&
  field.required === true &&
  typeof value === 'string' &&
  value !== '' &&
  readsAsNothing(value)

function wanted(field: FlattenedField): string {
  if (TEXTS.has(field.type)) return 'a text'
  if (isLink(field)) return 'the id of a record'
  return field.type === 'date' ? 'a date such as 2027-03-31T08:00:00Z' : 'one value'
}

/** A relationship to one collection; those to several have a shape of their own. */
const isLink = (field: FlattenedField): boolean =>
  (field.type === 'relationship' || field.type === 'upload') && typeof field.relationTo === 'string'

const idIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
