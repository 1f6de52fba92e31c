import { canonicalJson, isJsonObject, type Json } from '../../domain/canonical'

/** One field that an audited act touched, as it was and as it became; null says "not there". */
export type ChangedField = { path: string; before: string | null; after: string | null }

/** What an audit row says changed, field by field; groups are followed, lists stay whole. */
export function changedFields(before: Json | null, after: Json | null): ChangedField[] {
  const was = fieldsOf(before)
  const is = fieldsOf(after)
  return [...new Set([...was.keys(), ...is.keys()])].map((path) => ({
    path,
    before: was.get(path) ?? null,
    after: is.get(path) ?? null,
  }))
}

function fieldsOf(value: Json | null, path = ''): Map<string, string> {
  if (value === null) return new Map()
  if (!isJsonObject(value)) return new Map([[path || 'value', inWords(value)]])
  return new Map(
    Object.entries(value).flatMap(([key, held]) => {
      const at = path === '' ? key : `${path}.${key}`
      if (held === null) return []
      return isJsonObject(held) ? [...fieldsOf(held, at)] : [[at, inWords(held)] as const]
    }),
  )
}

const inWords = (value: Json): string => {
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (typeof value === 'string') return value
  return Array.isArray(value) ? listInWords(value) : canonicalJson(value)
}

const listInWords = (list: readonly Json[]): string =>
  list.length === 0
    ? 'empty list'
    : list.map((one) => (isJsonObject(one) ? canonicalJson(one) : String(one))).join('\n')
