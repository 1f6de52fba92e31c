import { canonicalJson, isJsonObject, type Json } from '../../domain/canonical'
import { wholeAnswerInWords } from '../../domain/quality/answerWords'
import { formItemSchema } from '../../domain/quality/item'
import { formatMoney } from '../shared/money'
import { fieldInWords } from './auditWords'

/** One field that an audited act touched, as it was and as it became; null says "not there". */
export type ChangedField = { path: string; before: string | null; after: string | null }

/**
 * What an audit row says changed, field by field; groups are followed, and of a list of things only those
 * that are not alike on both sides are told.
 * @param currency ISO 4217, of the amounts in it
 */
export function changedFields(
  before: Json | null,
  after: Json | null,
  currency: string,
  titles: Titles = NO_TITLES,
): ChangedField[] {
  const known = { titles, currency }
  const was = fieldsOf(before, after, known)
  const is = fieldsOf(after, before, known)
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

/** What is needed to say values. */
type Known = { titles: Titles; currency: string }

/** Fields of any kind of record that hold an amount in minor units. */
export const AMOUNTS: ReadonlySet<string> = new Set(['cost', 'unitCost', 'totalCost'])

function fieldsOf(
  value: Json | null,
  other: Json | undefined,
  known: Known,
  path = '',
): Map<string, string> {
  if (value === null) return new Map()
  if (!isJsonObject(value)) return new Map([[path || 'value', inWords(value, known)]])
  return new Map(
    Object.entries(value).flatMap(([key, held]) => {
      const at = path === '' ? key : `${path}.${key}`
      const beside = isJsonObject(other) ? other[key] : undefined
      if (held === null) return []
      return isJsonObject(held)
        ? [...fieldsOf(held, beside, known, at)]
        : [[at, memberInWords(key, held, beside, known)] as const]
    }),
  )
}

const memberInWords = (name: string, value: Json, other: Json | undefined, known: Known): string =>
  AMOUNTS.has(name) && typeof value === 'number'
    ? formatMoney(value, known.currency)
    : besideInWords(value, other, known)

/**
 * A value beside what stood there on the other side. Of a list of things only those are told that the other
 * side has not just so, and how many stayed where one side has nothing else; another order is told whole.
 */
function besideInWords(value: Json, other: Json | undefined, known: Known): string {
  if (!Array.isArray(value) || !Array.isArray(other)) return inWords(value, known)
  const told = unlike(value, other)
  const othersTold = unlike(other, value)
  const stayed = value.length - told.length
  if (told.length + othersTold.length === 0) return inWords(value, known)
  if (stayed === 0 || (told.length > 0 && othersTold.length > 0)) return inWords(told, known)
  const unchanged = `${stayed} unchanged`
  return told.length === 0 ? unchanged : `${inWords(told, known)}\n${unchanged}`
}

/** What of a list of things is not on the other side just so; what is no thing is told in any case. */
function unlike(list: readonly Json[], other: readonly Json[]): Json[] {
  const same = new Set(other.filter(isJsonObject).map(canonicalJson))
  return list.filter((one) => !isJsonObject(one) || !same.has(canonicalJson(one)))
}

const inWords = (value: Json, known: Known): string => {
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (typeof value === 'string') return known.titles.get(value) ?? value
  return Array.isArray(value) ? listInWords(value, known) : canonicalJson(value)
}

const listInWords = (list: readonly Json[], known: Known): string =>
  list.length === 0 ? 'empty list' : list.map((one) => elementInWords(one, known)).join('\n')

function elementInWords(one: Json, known: Known): string {
  if (!isJsonObject(one)) return known.titles.get(String(one)) ?? String(one)
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
  return [...fieldsOf(one, undefined, known)]
    .map(([path, said]) => `${fieldInWords(path)}: ${said}`)
    .join(', ')
}
