import type { ItemCollection } from '../item'

/** The tables that people fill in (ADR 22): what goes out as a file comes in as the same file. */
export const SHEET_KINDS = ['PARTS', 'ASSEMBLIES', 'COMPONENTS', 'STOCK', 'COSTS'] as const
export type SheetKind = (typeof SHEET_KINDS)[number]

export const ITEM_TYPES = ['PART', 'ASSEMBLY'] as const
export type ItemType = (typeof ITEM_TYPES)[number]

/** Lists whose rows a table can hold. Components go out as whole lists of the assemblies shown. */
export const LISTS_OF: Readonly<Record<SheetKind, readonly ItemCollection[]>> = {
  PARTS: ['parts'],
  ASSEMBLIES: ['assemblies'],
  COMPONENTS: ['assemblies'],
  STOCK: ['parts', 'assemblies'],
  COSTS: ['parts', 'assemblies'],
}

/** The right that a column needs beyond those of its table: rows of the access matrix. */
export type ColumnNeed = 'costs' | 'stock'

export type Column = {
  /** Name of the field, as clients read it. */
  name: string
  /** Head of the column; costs are followed by their currency. */
  head: string
  /** Given for reading: what is entered there is not looked at. */
  isForReading?: true
  needs?: ColumnNeed
  /** Width in characters. */
  width: number
}

/** Says what the row held when it went out, so that a row changed since then is not overwritten. */
export const CHECK_COLUMN: Column = {
  name: 'check',
  head: 'Export check',
  isForReading: true,
  width: 14,
}

const partNumber: Column = { name: 'partNumber', head: 'Part number', width: 28 }
const nameForReading: Column = { name: 'name', head: 'Name', isForReading: true, width: 46 }
/** Part or assembly, where a table holds both: one number may be either. */
const itemType: Column = { name: 'itemType', head: 'Type', width: 11 }
const cost: Column = { name: 'cost', head: 'Cost', needs: 'costs', width: 14 }
const reorderLevel: Column = {
  name: 'reorderLevel',
  head: 'Reorder level',
  needs: 'stock',
  width: 13,
}

const ofEveryItem: readonly Column[] = [
  { name: 'manufacturer', head: 'Manufacturer', width: 22 },
  { name: 'manufacturerPartNumber', head: 'Manufacturer part number', width: 24 },
  { name: 'legacyCode', head: 'Legacy code', width: 14 },
  { name: 'unit', head: 'Unit', width: 8 },
  cost,
  reorderLevel,
  { name: 'isActive', head: 'Active', width: 8 },
  { name: 'isOutside', head: 'Made outside', width: 13 },
  { name: 'isCritical', head: 'Serial required', width: 14 },
]

/** The columns of each table in the order of the file. Those that a file lacks are left as they are. */
export const COLUMNS: Readonly<Record<SheetKind, readonly Column[]>> = {
  PARTS: [
    partNumber,
    { name: 'name', head: 'Name', width: 46 },
    { name: 'description', head: 'Description', width: 40 },
    { name: 'kind', head: 'Kind', width: 13 },
    ...ofEveryItem,
  ],
  ASSEMBLIES: [
    partNumber,
    { name: 'name', head: 'Name', width: 46 },
    { name: 'description', head: 'Description', width: 40 },
    { name: 'type', head: 'Type', width: 13 },
    { name: 'category', head: 'Category', width: 12 },
    { name: 'categoryPath', head: 'Category in words', isForReading: true, width: 40 },
    { name: 'canOrder', head: 'Can be ordered', width: 14 },
    { name: 'isKit', head: 'Is kit', width: 8 },
    ...ofEveryItem,
  ],
  COMPONENTS: [
    { name: 'assembly', head: 'Assembly', width: 28 },
    { name: 'assemblyName', head: 'Assembly name', isForReading: true, width: 40 },
    { name: 'askedId', head: 'Item', width: 28 },
    { name: 'itemName', head: 'Item name', isForReading: true, width: 40 },
    { name: 'quantity', head: 'Quantity', width: 10 },
    { name: 'note', head: 'Note', width: 30 },
  ],
  STOCK: [
    itemType,
    partNumber,
    nameForReading,
    { name: 'quantityOnHand', head: 'On hand', needs: 'stock', width: 10 },
    { name: 'quantityReserved', head: 'Reserved', isForReading: true, needs: 'stock', width: 10 },
    reorderLevel,
  ],
  COSTS: [itemType, partNumber, nameForReading, cost],
}

/** Columns without which a table of this kind means nothing. */
export const REQUIRED_COLUMNS: Readonly<Record<SheetKind, readonly string[]>> = {
  PARTS: ['partNumber'],
  ASSEMBLIES: ['partNumber'],
  COMPONENTS: ['assembly', 'askedId', 'quantity'],
  STOCK: ['partNumber'],
  COSTS: ['partNumber', 'cost'],
}

/** Columns whose values the check of an exported row is taken over. */
export const checkedColumns = (kind: SheetKind): readonly string[] =>
  COLUMNS[kind]
    .filter(
      ({ name, isForReading }) => !isForReading && name !== 'partNumber' && name !== 'itemType',
    )
    .map(({ name }) => name)

/** As heads are compared: case, blanks and what stands in brackets do not matter. */
const plain = (head: string): string =>
  head
    .replace(/\(.*\)/, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase()

/** What a head says in brackets: the currency of a cost. */
export const bracketsOf = (head: string): string | null =>
  /\(([^)]*)\)/.exec(head)?.[1]?.trim() ?? null

export type Heads = {
  /** Position of each known column, by its name. */
  at: ReadonlyMap<string, number>
  /** Heads that no column of this table has. */
  unknown: string[]
  /** Heads that stand twice. */
  twice: string[]
  /** Heads of required columns that are not there. */
  missing: string[]
}

/** Finds the columns of a table in the heads of a file, whatever their order. */
export function headsOf(kind: SheetKind, heads: readonly string[]): Heads {
  const columns = [...COLUMNS[kind], CHECK_COLUMN]
  const at = new Map<string, number>()
  const unknown: string[] = []
  const twice: string[] = []
  heads.forEach((head, index) => {
    const column = columns.find((one) => plain(one.head) === plain(head))
    if (!column) {
      if (head.trim() !== '') unknown.push(head.trim())
    } else if (at.has(column.name)) twice.push(head.trim())
    else at.set(column.name, index)
  })
  const missing = REQUIRED_COLUMNS[kind]
    .filter((name) => !at.has(name))
    .map((name) => columns.find((one) => one.name === name)?.head ?? name)
  return { at, unknown, twice, missing }
}
