import type { ClientField } from 'payload'
import { lexicalToBlocks, textOfBlocks } from '../../domain/production/richText'
import { isJsonObject } from '../../domain/configurator/raw'
import { instantInWords } from '../panel/dates'
import { formatMoney } from '../shared/money'
import { plural } from '../panel/words'
import { fieldParts } from './fields'
import { getAt } from '../../domain/drafts/tree'

/** A record that a value points at. */
export type Reference = { collection: string; id: string }

export const referenceKey = ({ collection, id }: Reference): string => `${collection}/${id}`

/** Titles of the records that values point at, by `referenceKey`. */
export type Titles = ReadonlyMap<string, string>

/** What has to be read before values can be said; amounts are bare figures until then. */
export type Known = { titles: Titles; currency: string | null }

export const isMoney = ({ admin }: ClientField): boolean =>
  Reflect.get(Object(admin?.custom), 'isMoney') === true

const LONG = 600

/** What a value says, line by line, to whoever has to choose between two; nothing for an empty one. */
export function valueInWords(field: ClientField, value: unknown, known: Known): string[] {
  const { titles, currency } = known
  if (value === null || value === undefined || value === '') return []
  switch (field.type) {
    case 'checkbox':
      return [value === true ? 'Yes' : 'No']
    case 'select':
    case 'radio':
      return listOf(value).map((code) => optionLabel(field.options, code))
    case 'number':
      return [isMoney(field) && currency ? formatMoney(Number(value), currency) : String(value)]
    case 'date':
      return [instantInWords(String(value), clockHere())]
    case 'relationship':
    case 'upload':
      return referencesIn(field, value).map((one) => titles.get(referenceKey(one)) ?? 'A record')
    case 'richText':
      return linesOf(textOfBlocks(lexicalToBlocks(value)))
    case 'array':
      return rowsOf(value).map(
        (row, index) => `${index + 1}. ${rowInWords(field.fields, row, known)}`,
      )
    case 'blocks':
      return [plural(rowsOf(value).length, 'block', 'blocks')]
    default:
      return listOf(value).flatMap((one) =>
        linesOf(typeof one === 'object' ? JSON.stringify(one) : String(one)),
      )
  }
}

const rowInWords = (fields: readonly ClientField[], row: unknown, known: Known): string =>
  fieldParts(fields)
    .filter(({ isShown }) => isShown)
    .flatMap(({ field, paths: [path = []] }) => {
      const said = valueInWords(field, getAt(row, path), known)
      return field.type === 'checkbox' ? [] : said.slice(0, 2)
    })
    .join(' · ')

/** The zone that the person's own clock shows. */
export const clockHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

const rowsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const linesOf = (text: string): string[] =>
  (text.length > LONG ? `${text.slice(0, LONG)}…` : text)
    .split('\n')
    .filter((line) => line.trim() !== '')

type Options = Extract<ClientField, { type: 'select' }>['options']

function optionLabel(options: Options, code: unknown): string {
  const found = options.find((option) => typeof option === 'object' && option.value === code)
  return typeof found === 'object' && typeof found.label === 'string' ? found.label : String(code)
}

/** Every record that a value of the field points at, lists of rows included. */
export function referencesIn(field: ClientField, value: unknown): Reference[] {
  if (field.type === 'array')
    return rowsOf(value).flatMap((row) =>
      fieldParts(field.fields).flatMap((part) =>
        part.paths.flatMap((path) => referencesIn(part.field, getAt(row, path))),
      ),
    )
  if (field.type !== 'relationship' && field.type !== 'upload') return []
  const { relationTo } = field
  return listOf(value).flatMap((one) => {
    if (typeof one === 'string' && typeof relationTo === 'string')
      return [{ collection: relationTo, id: one }]
    if (!isJsonObject(one)) return []
    const collection = typeof one.relationTo === 'string' ? one.relationTo : relationTo
    const id = one.value ?? one.id
    return typeof collection === 'string' && typeof id === 'string' ? [{ collection, id }] : []
  })
}
