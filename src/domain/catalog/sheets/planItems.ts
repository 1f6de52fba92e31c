import { canonicalJson, type Json } from '../../canonical'
import {
  seenFieldsOf,
  whyHeld,
  type Digest,
  type SeenBy,
  type SeenRecord,
  type SeenResource,
  type Standing,
} from '../import/seen'
import { STOCK_AT_MOST } from '../bounds'
import { ASSEMBLY_TYPES, IMPORTED_PART_KINDS } from '../import/catalogue'
import { reservedFault, type CustomNumbering } from '../reservedNumbers'
import {
  amountText,
  cellText,
  isEmpty,
  looksRewritten,
  plainText,
  readAmount,
  readCode,
  readCount,
  readFlag,
  readId,
  readText,
  type CellReading,
  type ReadCell,
  type ReadRow,
  type ReadTable,
} from './cell'
import {
  CHECK_COLUMN,
  checkedColumns,
  COLUMNS,
  headsOf,
  ITEM_TYPES,
  type ItemType,
} from './columns'
import { ReadingColumns } from './readingColumns'
import { remarkValue, type RowRemark } from './report'

/** Tables about single items; components are lists (`planComponents`). */
export type ItemSheet = 'PARTS' | 'ASSEMBLIES' | 'STOCK' | 'COSTS'

export type ItemValue = string | number | boolean | null

/** A part or assembly as it is stored: its fields by the names that clients read. */
export type StoredItem = { id: string; values: Readonly<Record<string, ItemValue>> }

export type ItemChange = {
  line: number
  type: ItemType
  partNumber: string
  /** What is changed; null for a new item. */
  stored: StoredItem | null
  /** All values that the table speaks of, as they shall be. */
  after: Readonly<Record<string, ItemValue>>
  /** Those of them that change. */
  fields: readonly string[]
}

export type ItemPlan = {
  changes: ItemChange[]
  unchanged: number
  refused: RowRemark[]
  warnings: RowRemark[]
  /** Numbers of rows that are refused because their records stand otherwise than the dry run saw them. */
  changedSince: string[]
}

export type ItemContext = {
  /** Decimals of the company's currency. */
  currencyDigits: number
  /** Whether the importing person may retire items and bring them back. */
  mayRetire: boolean
  /** How custom parts are numbered: a table brings none of them. */
  customNumberings: readonly CustomNumbering[]
  find: (type: ItemType, partNumber: string) => StoredItem | undefined
  /** The category of a code, or of a path in words. */
  categoryOf: (text: string) => CellReading<string>
  /** The path of a category in words. */
  pathOf: (code: string) => string | undefined
  /** Short digest of a text: the check of an exported row. */
  digest: Digest
  /** What the dry run saw; null while this is the dry run. */
  seenBy: SeenBy | null
}

const LIMITS: Readonly<Record<string, number>> = {
  partNumber: 120,
  name: 300,
  description: 4000,
  manufacturer: 200,
  manufacturerPartNumber: 200,
  legacyCode: 40,
  unit: 10,
}
const KINDS = [...IMPORTED_PART_KINDS, 'CUSTOM'] as const
const LONGEST_CATEGORY = 1_000

type Reader = (cell: ReadCell, context: ItemContext) => CellReading<ItemValue>

const text: (name: string) => Reader = (name) => (cell) => readText(cell, LIMITS[name] ?? 0)
const id: (name: string) => Reader = (name) => (cell) => readId(cell, LIMITS[name] ?? 0)
const count: Reader = (cell) => readCount(cell, STOCK_AT_MOST)

const READERS: Readonly<Record<string, Reader>> = {
  name: text('name'),
  description: text('description'),
  kind: (cell) => readCode(cell, KINDS, IMPORTED_PART_KINDS),
  type: (cell) => readCode(cell, ASSEMBLY_TYPES),
  category: (cell, { categoryOf }) => {
    const reading = readId(cell, LONGEST_CATEGORY)
    return reading.ok ? categoryOf(reading.value) : reading
  },
  canOrder: readFlag,
  isKit: readFlag,
  manufacturer: text('manufacturer'),
  manufacturerPartNumber: id('manufacturerPartNumber'),
  legacyCode: id('legacyCode'),
  unit: text('unit'),
  cost: (cell, { currencyDigits }) => readAmount(cell, currencyDigits),
  reorderLevel: count,
  quantityOnHand: count,
  isActive: readFlag,
  isOutside: readFlag,
  isCritical: readFlag,
}

/** What an empty cell means: nothing for these fields, a fault or the start value for the others. */
const CLEARED_BY_EMPTY = new Set([
  'description',
  'category',
  'manufacturer',
  'manufacturerPartNumber',
  'legacyCode',
  'cost',
  'reorderLevel',
])
/** An empty cell here means that nobody counted. */
const SILENT_WHEN_EMPTY = new Set(['quantityOnHand'])

const START_OF_EVERY_ITEM: Readonly<Record<string, ItemValue>> = {
  description: null,
  manufacturer: null,
  manufacturerPartNumber: null,
  legacyCode: null,
  unit: 'EA',
  cost: null,
  reorderLevel: null,
  isActive: true,
  isOutside: false,
  isCritical: false,
}

/** What a new item is where the file says nothing. */
const START: Readonly<Record<ItemType, Readonly<Record<string, ItemValue>>>> = {
  PART: { ...START_OF_EVERY_ITEM, kind: 'COMPONENT' },
  ASSEMBLY: {
    ...START_OF_EVERY_ITEM,
    type: 'SIMPLE',
    category: null,
    canOrder: false,
    isKit: false,
  },
}

/** What a file may change of a part that an order made. */
const OPEN_ON_CUSTOM = new Set(['cost', 'reorderLevel', 'quantityOnHand'])

/**
 * What a table of items would write, row by row: everything valid is taken, each refused row is named
 * with its column and reason. An id twice, a row changed since it was exported, a stock below what is
 * reserved are refused as well.
 */
export function planItems(kind: ItemSheet, table: ReadTable, context: ItemContext): ItemPlan {
  const plan: ItemPlan = { changes: [], unchanged: 0, refused: [], warnings: [], changedSince: [] }
  const { at } = headsOf(kind, table.heads)
  const columns = COLUMNS[kind].filter(({ name, isForReading }) => at.has(name) && !isForReading)
  const headOf = (name: string) => COLUMNS[kind].find((one) => one.name === name)?.head ?? name
  const inWords = (field: string, held: ItemValue | undefined): string =>
    field === 'cost' && typeof held === 'number'
      ? amountText(held, context.currencyDigits)
      : shown(held)
  const told = (fields: readonly string[], stored: StoredItem | null): string =>
    fields
      .map((field) => `${headOf(field)} is now ${inWords(field, stored?.values[field])}`)
      .join(', ')
  const compared = (
    fields: readonly string[],
    stored: StoredItem,
    after: Readonly<Record<string, ItemValue>>,
  ): string =>
    fields
      .map(
        (field) =>
          `${headOf(field)} (file: ${inWords(field, after[field])}, catalogue: ${inWords(field, stored.values[field])})`,
      )
      .join(', ')
  const forReading = COLUMNS[kind].filter(({ name, isForReading }) => at.has(name) && isForReading)
  const reading = new ReadingColumns()
  const seen = new Map<string, number>()

  const planRow = (row: ReadRow): void => {
    const cellOf = (name: string): ReadCell => row.cells[at.get(name) ?? -1] ?? ''
    const record = shownId(cellOf('partNumber'))
    const faults: RowRemark[] = []
    const refuse = (name: string, reason: string): void => {
      const value = remarkValue(cellText(cellOf(name)))
      faults.push({ line: row.line, record, column: headOf(name), value, reason })
    }
    const refuseRow = (reason: string): void => {
      faults.push({ line: row.line, record, reason })
    }

    const number = readId(cellOf('partNumber'), LIMITS.partNumber ?? 0)
    if (!number.ok) refuse('partNumber', number.fault)
    const type = typeOf(kind, cellOf('itemType'))
    if (!type.ok) refuse('itemType', type.fault)
    if (!number.ok || !type.ok) return void plan.refused.push(...faults)

    const key = `${type.value} ${number.value}`
    const first = seen.get(key)
    if (first !== undefined) {
      refuse('partNumber', `stands in row ${first} already`)
      return void plan.refused.push(...faults)
    }
    seen.set(key, row.line)

    const stored = context.find(type.value, number.value) ?? null
    if (!stored) refuseNew(kind, type.value, number.value, context, refuse)

    const after: Record<string, ItemValue> = stored ? {} : { ...START[type.value] }
    for (const { name } of columns) {
      const read = READERS[name]
      if (!read) continue
      const cell = cellOf(name)
      if (isEmpty(cell)) {
        if (CLEARED_BY_EMPTY.has(name)) after[name] = null
        else if (stored && !SILENT_WHEN_EMPTY.has(name)) refuse(name, 'must not be empty')
        continue
      }
      const reading = read(cell, context)
      if (reading.ok) after[name] = reading.value
      else refuse(name, reading.fault)
    }
    if (!stored && faults.length === 0 && isEmpty(cellOf('name'))) refuse('name', 'is missing')

    if (stored)
      for (const { name, head } of forReading)
        reading.note(
          { line: row.line, record, column: head },
          cellOf(name),
          name === 'categoryPath'
            ? [stored.values.category, after.category].map((code) =>
                typeof code === 'string' ? context.pathOf(code) : null,
              )
            : [stored.values[name]],
        )
    const fields = changedFields(stored, after)
    if (faults.length === 0) {
      if (fields.length === 0) plan.unchanged += 1
      else {
        refuseUnfit(stored, after, fields, context, refuse)
        const check = cellOf(CHECK_COLUMN.name)
        if (stored && !isEmpty(check) && !isCheckOf(kind, check, stored, context))
          // whose change each of them is, the check of the whole row cannot tell
          refuseRow(
            `was changed since this file was exported. File and catalogue differ in ${compared(fields, stored, after)}. Export it again and enter your change there`,
          )
        const held =
          faults.length === 0 &&
          context.seenBy &&
          whyHeld(
            context.seenBy(resourceOf(type.value), number.value),
            standingOf({ stored, fields }),
            context.digest,
            (others) => told(others, stored),
          )
        if (held) {
          refuseRow(held)
          plan.changedSince.push(number.value)
        }
      }
    }
    if (faults.length > 0) return void plan.refused.push(...faults)
    if (number.value !== number.value.trim())
      plan.warnings.push({
        line: row.line,
        record,
        column: headOf('partNumber'),
        reason: 'begins or ends with a blank; kept as it is',
      })
    if (fields.length > 0)
      plan.changes.push({
        line: row.line,
        type: type.value,
        partNumber: number.value,
        stored,
        after,
        fields,
      })
  }
  for (const row of table.rows) planRow(row)
  plan.warnings.push(...reading.remarks())
  return plan
}

const resourceOf = (type: ItemType): SeenResource => (type === 'PART' ? 'parts' : 'assemblies')

/** The fields that a row changes, as they stand now; null where it makes a new item. */
const standingOf = ({ stored, fields }: Pick<ItemChange, 'fields' | 'stored'>): Standing =>
  stored &&
  Object.fromEntries(
    fields.map((field): [string, Json] => [field, comparable(stored.values[field])]),
  )

/** What a dry run has to remember of a plan. */
export const seenInItems = ({ changes }: ItemPlan, digest: Digest): SeenRecord[] =>
  changes.map((change) => ({
    resource: resourceOf(change.type),
    record: change.partNumber,
    fields: seenFieldsOf(standingOf(change), digest),
  }))

type Refuse = (name: string, reason: string) => void

/** Of tables that hold one type only. */
const ONLY_TYPE: Readonly<Partial<Record<ItemSheet, ItemType>>> = {
  PARTS: 'PART',
  ASSEMBLIES: 'ASSEMBLY',
}

function typeOf(kind: ItemSheet, cell: ReadCell): CellReading<ItemType> {
  const only = ONLY_TYPE[kind]
  if (only) return { ok: true, value: only }
  return isEmpty(cell) ? { ok: true, value: 'PART' } : readCode(cell, ITEM_TYPES)
}

function refuseNew(
  kind: ItemSheet,
  type: ItemType,
  partNumber: string,
  { customNumberings }: ItemContext,
  refuse: Refuse,
): void {
  const reserved = reservedFault(partNumber, customNumberings)
  if (!ONLY_TYPE[kind])
    refuse('partNumber', `is in no catalogue: there is no ${type.toLowerCase()} of this number`)
  else if (reserved !== null) refuse('partNumber', reserved)
  else if (looksRewritten(partNumber))
    refuse(
      'partNumber',
      'looks like a number that a spreadsheet rewrote. Format the column as text and enter the id again',
    )
}

function refuseUnfit(
  stored: StoredItem | null,
  after: Readonly<Record<string, ItemValue>>,
  fields: readonly string[],
  { mayRetire }: ItemContext,
  refuse: Refuse,
): void {
  if (fields.includes('name') && String(after.name).trim() === '')
    refuse('name', 'must not be empty')
  if (fields.includes('isActive') && !mayRetire && (stored !== null || after.isActive === false))
    refuse('isActive', 'is changed by an Admin only')
  if (fields.includes('kind') && (after.kind === 'CUSTOM' || stored?.values.kind === 'CUSTOM'))
    refuse('kind', 'custom parts are made by orders only')
  else if (stored?.values.kind === 'CUSTOM') {
    const closed = fields.find((field) => !OPEN_ON_CUSTOM.has(field))
    if (closed) refuse(closed, 'this part was made by an order; a file cannot change it')
  }
  const reserved = Number(stored?.values.quantityReserved ?? 0)
  if (fields.includes('quantityOnHand') && Number(after.quantityOnHand) < reserved)
    refuse('quantityOnHand', `must not be less than the ${reserved} that are reserved`)
}

function changedFields(
  stored: StoredItem | null,
  after: Readonly<Record<string, ItemValue>>,
): string[] {
  return Object.keys(after).filter(
    (name) => !stored || comparable(stored.values[name]) !== comparable(after[name]),
  )
}

/** Nothing and empty text are one to a table, and so are kinds of line ends. */
const comparable = (held: ItemValue | undefined): ItemValue =>
  typeof held === 'string' ? plainText(held) || null : (held ?? null)

/** The text over which the check of a row is taken. */
export const checkText = (
  kind: ItemSheet,
  values: Readonly<Record<string, ItemValue | undefined>>,
): string => canonicalJson(checkedColumns(kind).map((name): Json => comparable(values[name])))

const isCheckOf = (
  kind: ItemSheet,
  cell: ReadCell,
  { values }: StoredItem,
  { digest }: ItemContext,
): boolean => typeof cell === 'string' && cell.trim() === digest(checkText(kind, values))

const SHOWN_AT_MOST = 60

function shown(held: ItemValue | undefined): string {
  if (held === null || held === undefined || held === '') return 'empty'
  if (typeof held === 'boolean') return held ? 'yes' : 'no'
  const text = String(held)
  return text.length > SHOWN_AT_MOST ? `${text.slice(0, SHOWN_AT_MOST)}…` : text
}

/** The id in a row for people, whatever the cell holds. */
export const shownId = (cell: ReadCell): string => cellText(cell).slice(0, 200) || '(empty)'
