import { canonicalJson, isJsonObject, type Json } from '../../domain/canonical'

/** One field that an audited act touched, as it was and as it became; null says "not there". */
export type ChangedField = { path: string; before: string | null; after: string | null }

/** What an audit row says changed, field by field; groups are followed, lists stay whole. */
export function changedFields(
  before: Json | null,
  after: Json | null,
  titles: Titles = NO_TITLES,
): ChangedField[] {
  const was = fieldsOf(before, titles)
  const is = fieldsOf(after, titles)
  return [...new Set([...was.keys(), ...is.keys()])].map((path) => ({
    path,
    before: was.get(path) ?? null,
    after: is.get(path) ?? null,
  }))
}

/** What records that a row points at are called, by their ids. */
export type Titles = ReadonlyMap<string, string>
export const NO_TITLES: Titles = new Map()

function fieldsOf(value: Json | null, titles: Titles, path = ''): Map<string, string> {
  if (value === null) return new Map()
  if (!isJsonObject(value)) return new Map([[path || 'value', inWords(value, titles)]])
  return new Map(
    Object.entries(value).flatMap(([key, held]) => {
      const at = path === '' ? key : `${path}.${key}`
      if (held === null) return []
      return isJsonObject(held)
        ? [...fieldsOf(held, titles, at)]
        : [[at, inWords(held, titles)] as const]
    }),
  )
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
  const { askedId, quantity, note } = one
  if (typeof askedId !== 'string' || typeof quantity !== 'number') return canonicalJson(one)
  return `${quantity} × ${askedId}${typeof note === 'string' ? ` (${note})` : ''}`
}
