import { COLUMNS, SHEET_KINDS } from '../../domain/catalog/sheets/columns'
import type { CatalogueImport } from '../../payload-types'
import type { Look } from '../panel/words'
import { readable } from '../panel/words'
import { formatMoney } from '../shared/money'

/** What screens of imports say for codes. */

export type ImportKind = CatalogueImport['kind']
export type ImportState = CatalogueImport['state']

/** How many records of a file are what, as it is stored with the import. */
export type ShownCounts = {
  rows: number
  new: number
  changed: number
  unchanged: number
  refused: number
  /** Of the refused ones, entries inside of records that are taken otherwise. */
  refusedInside: number
  /** Lines about refused ones; a row may have several faults. */
  refusedLines: number
  warnings: number
  changedSince: number
  fields: number
  unknownHeads: string[]
}

/**
 * How many of the file are what. A table of components is read by rows and written as lists, so that its
 * rows and lists are not one sum; in all others the figures after the first add up to it.
 */
export function figuresOf(
  kind: ImportKind,
  { rows, refused, refusedInside, ...counts }: ShownCounts,
): readonly (readonly [string, number])[] {
  if (kind === 'COMPONENTS')
    return [
      ['Rows in the file', rows],
      ['Rows refused', refused],
      ['Lists changed', counts.changed],
      ['Lists unchanged', counts.unchanged],
    ]
  return [
    [kind === 'DELIVERY' ? 'Records in the files' : 'Rows in the file', rows],
    ['New', counts.new],
    ['Changed', counts.changed],
    ['Unchanged', counts.unchanged],
    ['Refused', refused - refusedInside],
    ...(refusedInside > 0 ? [['Entries refused in records', refusedInside] as const] : []),
  ]
}

export const STATE_LOOKS: Readonly<Record<ImportState, Look>> = {
  CHECKED: { label: 'Dry run', tone: 'amber' },
  APPLIED: { label: 'Applied', tone: 'green' },
  UNDONE: { label: 'Taken back', tone: 'slate' },
}

export const isImportState = (code: unknown): code is ImportState =>
  typeof code === 'string' && code in STATE_LOOKS

export const KIND_WORDS: Readonly<Record<ImportKind, { label: string; says: string }>> = {
  PARTS: {
    label: 'Parts',
    says: 'New parts, and any field of known ones: name, kind, manufacturer, cost, flags.',
  },
  ASSEMBLIES: {
    label: 'Assemblies',
    says: 'New assemblies, and any field of known ones: name, type, category by code or path, flags.',
  },
  COMPONENTS: {
    label: 'Components',
    says: 'What assemblies are made of. The file replaces the list of every assembly it names.',
  },
  STOCK: {
    label: 'Stock levels',
    says: 'Counted quantities and reorder levels. Each difference is booked as an adjustment.',
  },
  COSTS: { label: 'Costs', says: 'Purchase costs of parts and assemblies, and nothing else.' },
  DELIVERY: {
    label: 'Catalogue delivery',
    says: 'The three files categories.json, assemblies.json and parts.json together.',
  },
}

const RESOURCES: Readonly<Record<string, string>> = {
  parts: 'part',
  assemblies: 'assembly',
  categories: 'category',
}
export const resourceWord = (resource: string | null): string => RESOURCES[resource ?? ''] ?? ''

const LABELS = new Map(
  SHEET_KINDS.flatMap((kind) => COLUMNS[kind].map(({ name, head }) => [name, head] as const)),
)

/** A field as its column is headed; entries of a list as they are. */
export const fieldLabel = (field: string): string =>
  LABELS.get(field) ??
  (/^[A-Za-z]+$/.test(field)
    ? readable(field.replaceAll(/([A-Z])/g, ' $1'))
    : field.replace(/^(\w+): /, (_, list: string) => `${readable(list)}: `))

/** A value as people write it. */
export function valueInWords(field: string | null, value: unknown, currency: string): string {
  if (value === null || value === undefined || value === '') return nothingInWords(field)
  if (field === 'cost' && typeof value === 'number') return formatMoney(value, currency)
  if ((field === 'kind' || field === 'type') && typeof value === 'string') return readable(value)
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (Array.isArray(value)) return value.map(String).join(', ') || 'empty'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** No value: of an entry of a list, that it does not stand there. */
function nothingInWords(field: string | null): string {
  if (field?.startsWith('references: ')) return 'not listed'
  return field?.startsWith('components: ') ? 'not in it' : 'empty'
}

/** A new record in one line: its name and whatever else was filled in. */
export function newInWords(values: unknown, currency: string): string {
  if (typeof values !== 'object' || values === null) return ''
  const entries = Object.entries(values).filter(
    ([field, value]) =>
      field !== 'partNumber' &&
      field !== 'code' &&
      value !== null &&
      value !== '' &&
      value !== false &&
      !(Array.isArray(value) && value.length === 0),
  )
  return entries
    .toSorted(([one], [other]) => Number(other === 'name') - Number(one === 'name'))
    .map(([field, value]) => {
      if (field === 'name') return String(value)
      if (Array.isArray(value)) return `${fieldLabel(field)} ${value.length}`
      return `${fieldLabel(field)} ${valueInWords(field, value, currency)}`
    })
    .join(' · ')
}
