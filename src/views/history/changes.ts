import { canonicalJson, isJsonObject, type Json } from '../../domain/canonical'
import { wholeAnswerInWords } from '../../domain/quality/answerWords'
import { formItemSchema } from '../../domain/quality/item'
import { fieldInWords } from './auditWords'

/** One field that an audited act touched, as it was and as it became; null says "not there". */
export type ChangedField = { path: string; before: string | null; after: string | null }

/**
 * What an audit row says changed, field by field; groups are followed, and of a list of things only those
 * that are not alike on both sides are told.
 */
export function changedFields(
  before: Json | null,
  after: Json | null,
  titles: Titles = NO_TITLES,
): ChangedField[] {
  const was = fieldsOf(before, after, titles)
  const is = fieldsOf(after, before, titles)
  const paths = new Set([...was.keys(), ...is.keys()])
  // the revision counts writes and says nothing of what they changed
  paths.delete('rev')
  return [...paths].map((path) => ({
    path,
    before: was.get(path) ?? null,
    after: is.get(path) ?? null,
  }))
}

/** What the records that a row points at are called, by their ids, and what codes are called. */
export type Titles = ReadonlyMap<string, string>
export const NO_TITLES: Titles = new Map()

function fieldsOf(
  value: Json | null,
  other: Json | undefined,
  titles: Titles,
  path = '',
): Map<string, string> {
  if (value === null) return new Map()
  if (!isJsonObject(value)) return new Map([[path || 'value', inWords(value, titles)]])
  return new Map(
    Object.entries(value).flatMap(([key, held]) => {
      const at = path === '' ? key : `${path}.${key}`
      const beside = isJsonObject(other) ? other[key] : undefined
      if (held === null) return []
      return isJsonObject(held)
        ? [...fieldsOf(held, beside, titles, at)]
        : [[at, inWords(unlike(held, beside), titles)] as const]
    }),
  )
}

/** A list of things without those that the other side has just so; other values as they are. */
function unlike(value: Json, other: Json | undefined): Json {
  if (!Array.isArray(value) || !Array.isArray(other)) return value
  const same = new Set(other.filter(isJsonObject).map(canonicalJson))
  const told = value.filter((one: Json) => !isJsonObject(one) || !same.has(canonicalJson(one)))
  // reordered, or only shorter: the whole list says it best
  return told.length === 0 ? value : told
}

const inWords = (value: Json, titles: Titles): string => {
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (typeof value === 'string') return titles.get(value) ?? value
  return Array.isArray(value) ? listInWords(value, titles) : canonicalJson(value)
}

const listInWords = (list: readonly Json[], titles: Titles): string =>
  list.length === 0 ? 'empty list' : list.map((one) => elementInWords(one, titles)).join('\n')

function elementInWords(one: Json, titles: Titles): string {
  if (!isJsonObject(one)) return titles.get(String(one)) ?? String(one)
  const { quantity, note } = one
  const item = one.askedId ?? one.partNumber
  if (typeof item === 'string' && typeof quantity === 'number')
    return `${quantity} × ${item}${typeof note === 'string' ? ` (${note})` : ''}`
  const answer = formItemSchema.safeParse(one)
  if (answer.success) {
    const { key, basin, label } = answer.data
    const place = basin === null ? key : `${key} of basin ${basin}`
    return `${place}, ${label}: ${wholeAnswerInWords(answer.data)}`
  }
  return [...fieldsOf(one, undefined, titles)]
    .map(([path, said]) => `${fieldInWords(path)}: ${said}`)
    .join(', ')
}
