import type { PayloadRequest, Where } from 'payload'
import { may } from '../../../access/can'
import {
  categoriesOf,
  componentsAfter,
  componentsIn,
  itemsAfter,
  itemsByNumber,
  type ComponentRow,
  type ItemRow,
} from '../../db/importBatches'
import type { ItemCollection } from '../../domain/catalog/item'
import { amountText } from '../../domain/catalog/sheets/cell'
import {
  CHECK_COLUMN,
  COLUMNS,
  ITEM_TYPES,
  LISTS_OF,
  type Column,
  type ItemType,
  type SheetKind,
} from '../../domain/catalog/sheets/columns'
import { categoryPaths } from '../../domain/catalog/sheets/categoryPath'
import { componentsText } from '../../domain/catalog/sheets/planComponents'
import { checkText, type ItemSheet } from '../../domain/catalog/sheets/planItems'
import { csvOf, csvRows } from '../../domain/csv'
import { recordAudit } from '../audit'
import { amountFormat, amountOf, digitsOf } from '../boms/export/money'
import { fileAnswer, mediaTypeOf } from '../fileAnswer'
import { refused } from '../http'
import { settingsOf, todayIn } from '../settings'
import type { Cell } from '../spreadsheet/sheet'
import { workbookOf } from '../spreadsheet/workbook'
import { checkDigest } from './imports/plan'

export const SHEET_FORMATS = ['csv', 'xlsx'] as const
export type SheetFormat = (typeof SHEET_FORMATS)[number]

const ITEMS_PER_PAGE = 1_000
const ASSEMBLIES_PER_PAGE = 300
/** As many as anybody gets at once with the rights of a caller. */
const SHOWN_PER_PAGE = 100
/** A workbook is made as a whole; beyond this, CSV is the better servant. */
const MOST_ROWS_OF_A_WORKBOOK = 60_000

/** What a list in the panel shows: rows of a collection, filtered, searched or both. */
export type ListShown = { list: ItemCollection; where: Where; search: string }

/**
 * The parts, assemblies, components, stock levels or costs of the whole catalogue, or of a list as it is
 * filtered, as a file that can be changed and imported again (ADR 22). Rows and columns that the caller
 * may not see are not in it. Audited, with the filter.
 */
export async function exportSheet(
  req: PayloadRequest,
  kind: SheetKind,
  format: SheetFormat,
  shown: ListShown | null,
): Promise<Response> {
  judgeReader(req, kind)
  const filter = shown && (await filterOf(req, kind, shown))
  const settings = await settingsOf(req)
  const columns = columnsFor(req, kind)
  const heads = columns.map(({ name, head }) =>
    name === 'cost' ? `${head} (${settings.currency})` : head,
  )
  await recordAudit(req, {
    action: 'export',
    resource: kind === 'COMPONENTS' ? 'assembly-components' : (filter?.list ?? listOf(kind)),
    after: {
      table: kind,
      format,
      columns: columns.map(({ name }) => name),
      ...(shown && filter && { list: shown.list, filter: shown.where, search: shown.search }),
      ...(filter && { records: filter.count }),
    },
    stream: 'ACTIVITY',
  })
  const name = `${kind.toLowerCase()}-${filter ? 'filtered-' : ''}${todayIn(settings.timeZone)}`
  const pages = pagesOf(req, kind, filter)
  const cellsOf = (row: SheetRow) => columns.map((column) => row[column.name] ?? null)
  if (format === 'csv') {
    const digits = digitsOf(settings.currency)
    const texts = (rows: readonly SheetRow[]) =>
      csvRows(rows.map((row) => columns.map((column) => csvCell(column, row[column.name], digits))))
    return new Response(streamOf(csvOf([heads]), pages, texts), {
      headers: {
        'Content-Type': mediaTypeOf('csv'),
        'Content-Disposition': `attachment; filename="${name}.csv"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  }
  const rows: SheetRow[] = []
  for await (const page of pages) {
    rows.push(...page)
    if (rows.length > MOST_ROWS_OF_A_WORKBOOK)
      throw refused({
        code: 'too_large',
        message: `These are more than ${MOST_ROWS_OF_A_WORKBOOK} rows. Export them as CSV.`,
      })
  }
  const bytes = workbookOf(
    [
      {
        name: TITLES[kind],
        columns: columns.map(({ name: field, width }, index) => ({
          head: heads[index] ?? '',
          width,
          ...(field === 'cost' && { format: amountFormat(settings.currency) }),
        })),
        rows: rows.map((row) => ({
          cells: cellsOf(row).map((cell, index) =>
            columns[index]?.name === 'cost' && typeof cell === 'number'
              ? amountOf(cell, settings.currency)
              : typeof cell === 'boolean'
                ? yesOrNo(cell)
                : cell,
          ),
        })),
      },
    ],
    { title: TITLES[kind], author: settings.companyName, madeAt: new Date().toISOString() },
  )
  return fileAnswer(bytes, name, 'xlsx')
}

const TITLES: Readonly<Record<SheetKind, string>> = {
  PARTS: 'Parts',
  ASSEMBLIES: 'Assemblies',
  COMPONENTS: 'Components',
  STOCK: 'Stock levels',
  COSTS: 'Costs',
}

function judgeReader(req: PayloadRequest, kind: SheetKind): void {
  const mayRead = {
    PARTS: may(req, 'parts.read'),
    ASSEMBLIES: may(req, 'assemblies.read'),
    COMPONENTS: may(req, 'structure.read'),
    STOCK: may(req, 'stock.read'),
    COSTS: may(req, 'costs.read'),
  }[kind]
  if (!mayRead)
    throw refused({ code: 'role_not_allowed', message: 'Your role may not export this.' })
}

/** What the caller may see; the check is for those who may bring the file back. */
function columnsFor(req: PayloadRequest, kind: SheetKind): readonly Column[] {
  const seen = COLUMNS[kind].filter(
    ({ needs }) => needs === undefined || may(req, needs === 'costs' ? 'costs.read' : 'stock.read'),
  )
  return may(req, 'imports.sheets') ? [...seen, CHECK_COLUMN] : seen
}

type SheetRow = Readonly<Record<string, Cell>>

const yesOrNo = (flag: boolean): string => (flag ? 'yes' : 'no')

function csvCell({ name }: Column, cell: Cell | undefined, digits: number): Cell {
  if (typeof cell === 'boolean') return yesOrNo(cell)
  return name === 'cost' && typeof cell === 'number' ? amountText(cell, digits) : (cell ?? null)
}

const listOf = (kind: SheetKind): ItemCollection => (kind === 'ASSEMBLIES' ? 'assemblies' : 'parts')

/** The records of a list as the database is asked for them, and how many these are. */
type Filter = { list: ItemCollection; where: Where; count: number }

async function filterOf(
  req: PayloadRequest,
  kind: SheetKind,
  { list, where, search }: ListShown,
): Promise<Filter> {
  if (!LISTS_OF[kind].includes(list))
    throw refused({
      code: 'invalid_value',
      field: 'list',
      message: `The table ${TITLES[kind]} is exported from the list of ${LISTS_OF[kind].join(' or ')}.`,
    })
  const words = search.trim()
  const searched = req.payload.collections[list].config.admin.listSearchableFields ?? []
  const wanted: Where =
    words === ''
      ? where
      : { and: [where, { or: searched.map((field) => ({ [field]: { like: words } })) }] }
  // counting with the caller's rights also checks the filter
  const { totalDocs } = await req.payload.count({
    collection: list,
    where: wanted,
    overrideAccess: false,
    req,
  })
  return { list, where: wanted, count: totalDocs }
}

async function* pagesOf(
  req: PayloadRequest,
  kind: SheetKind,
  filter: Filter | null,
): AsyncGenerator<SheetRow[]> {
  if (kind === 'COMPONENTS') yield* filter ? componentsOfShown(req, filter) : componentPages(req)
  else {
    const holds = (type: ItemType) =>
      LISTS_OF[kind].includes(tableOf(type)) && (!filter || filter.list === tableOf(type))
    for (const type of ITEM_TYPES) if (holds(type)) yield* itemPages(req, kind, type, filter)
  }
}

const tableOf = (type: ItemType): ItemCollection => (type === 'PART' ? 'parts' : 'assemblies')

async function* itemPages(
  req: PayloadRequest,
  kind: ItemSheet,
  type: ItemType,
  filter: Filter | null,
): AsyncGenerator<SheetRow[]> {
  const paths =
    kind === 'ASSEMBLIES' ? categoryPaths(await categoriesOf(req)) : new Map<string, string>()
  const pages = filter ? itemsShown(req, filter) : allItems(req, tableOf(type))
  for await (const items of pages) yield items.map((item) => rowOf(kind, type, item, paths))
}

async function* allItems(req: PayloadRequest, table: ItemCollection): AsyncGenerator<ItemRow[]> {
  let number = ''
  for (;;) {
    const items = await itemsAfter(req, table, number, ITEMS_PER_PAGE)
    yield items
    const last = items.at(-1)
    if (!last || items.length < ITEMS_PER_PAGE) return
    number = last.partNumber
  }
}

async function* itemsShown(req: PayloadRequest, filter: Filter): AsyncGenerator<ItemRow[]> {
  for await (const numbers of numbersShown(req, filter)) {
    const items = await itemsByNumber(req, filter.list, numbers)
    const places = new Map(numbers.map((number, place) => [number, place]))
    const placeOf = ({ partNumber }: ItemRow) => places.get(partNumber) ?? 0
    yield items.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

/** Part numbers of the rows that a list shows to the caller, in their order, page by page. */
async function* numbersShown(
  req: PayloadRequest,
  { list, where }: Filter,
): AsyncGenerator<string[]> {
  let number = ''
  for (;;) {
    const { docs } = await req.payload.find({
      collection: list,
      where: { and: [where, { partNumber: { greater_than: number } }] },
      sort: 'partNumber',
      limit: SHOWN_PER_PAGE,
      pagination: false,
      depth: 0,
      joins: false,
      select: { partNumber: true },
      overrideAccess: false,
      req,
    })
    yield docs.map(({ partNumber }) => partNumber)
    const last = docs.at(-1)
    if (!last || docs.length < SHOWN_PER_PAGE) return
    number = last.partNumber
  }
}

const rowOf = (
  kind: ItemSheet,
  itemType: ItemType,
  { id: _, ...values }: ItemRow,
  paths: ReadonlyMap<string, string>,
): SheetRow => ({
  ...values,
  itemType,
  categoryPath: paths.get(values.category ?? '') ?? null,
  check: checkDigest(checkText(kind, values)),
})

async function* componentPages(req: PayloadRequest): AsyncGenerator<SheetRow[]> {
  let number = ''
  for (;;) {
    const rows = await componentsAfter(req, number, ASSEMBLIES_PER_PAGE)
    yield componentRows(rows)
    if (new Set(rows.map(({ assembly }) => assembly)).size < ASSEMBLIES_PER_PAGE) return
    number = rows.at(-1)?.assembly ?? ''
  }
}

async function* componentsOfShown(req: PayloadRequest, filter: Filter): AsyncGenerator<SheetRow[]> {
  for await (const numbers of numbersShown(req, filter))
    yield componentRows(await componentsIn(req, numbers))
}

/** Whole lists as rows, each with the check of its list. */
function componentRows(rows: readonly ComponentRow[]): SheetRow[] {
  const lists = new Map<string, ComponentRow[]>()
  for (const row of rows) {
    const list = lists.get(row.assembly) ?? []
    list.push(row)
    lists.set(row.assembly, list)
  }
  return [...lists.values()].flatMap((list) => {
    const check = checkDigest(
      componentsText({ components: list.map((row) => ({ ...row, child: null })) }),
    )
    return list.map((row): SheetRow => ({ ...row, check }))
  })
}

/** A page is read when the one before it has gone out. */
function streamOf(
  head: string,
  pages: AsyncGenerator<SheetRow[]>,
  textOf: (rows: readonly SheetRow[]) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      const { done, value } = await pages.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(textOf(value)))
    },
    async cancel() {
      await pages.return(undefined)
    },
  })
}
