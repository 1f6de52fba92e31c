import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import {
  categoriesOf,
  componentsAfter,
  itemsAfter,
  type ComponentRow,
  type ItemRow,
} from '../../db/importBatches'
import { amountText } from '../../domain/catalog/sheets/cell'
import {
  CHECK_COLUMN,
  COLUMNS,
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
/** A workbook is made as a whole; beyond this, CSV is the better servant. */
const MOST_ROWS_OF_A_WORKBOOK = 60_000

/**
 * The parts, components, stock levels or costs of the whole catalogue as a file that can be changed and
 * imported again (ADR 22). Columns that the caller may not see are not in it. Audited.
 */
export async function exportSheet(
  req: PayloadRequest,
  kind: SheetKind,
  format: SheetFormat,
): Promise<Response> {
  judgeReader(req, kind)
  const settings = await settingsOf(req)
  const columns = columnsFor(req, kind)
  const heads = columns.map(({ name, head }) =>
    name === 'cost' ? `${head} (${settings.currency})` : head,
  )
  await recordAudit(req, {
    action: 'export',
    resource: kind === 'COMPONENTS' ? 'assembly-components' : 'parts',
    after: { table: kind, format, columns: columns.map(({ name }) => name) },
    stream: 'ACTIVITY',
  })
  const name = `${kind.toLowerCase()}-${todayIn(settings.timeZone)}`
  const pages = pagesOf(req, kind)
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

async function* pagesOf(req: PayloadRequest, kind: SheetKind): AsyncGenerator<SheetRow[]> {
  if (kind === 'COMPONENTS') yield* componentPages(req)
  else {
    if (kind !== 'ASSEMBLIES') yield* itemPages(req, kind, 'PART')
    if (kind !== 'PARTS') yield* itemPages(req, kind, 'ASSEMBLY')
  }
}

async function* itemPages(
  req: PayloadRequest,
  kind: ItemSheet,
  type: ItemType,
): AsyncGenerator<SheetRow[]> {
  const paths =
    kind === 'ASSEMBLIES' ? categoryPaths(await categoriesOf(req)) : new Map<string, string>()
  let number = ''
  for (;;) {
    const table = type === 'PART' ? 'parts' : 'assemblies'
    const items = await itemsAfter(req, table, number, ITEMS_PER_PAGE)
    yield items.map((item) => rowOf(kind, type, item, paths))
    const last = items.at(-1)
    if (!last || items.length < ITEMS_PER_PAGE) return
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
    const lists = new Map<string, ComponentRow[]>()
    for (const row of rows) {
      const list = lists.get(row.assembly) ?? []
      list.push(row)
      lists.set(row.assembly, list)
    }
    yield [...lists.values()].flatMap((list) => {
      const check = checkDigest(
        componentsText({ components: list.map((row) => ({ ...row, child: null })) }),
      )
      return list.map((row): SheetRow => ({ ...row, check }))
    })
    if (lists.size < ASSEMBLIES_PER_PAGE) return
    number = rows.at(-1)?.assembly ?? ''
  }
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
