import { hash } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import { readCatalogue, type StoredCatalogue } from '../../../db/catalogueImport'
import {
  categoriesOf,
  itemsByNumber,
  type ImportFile,
  type ItemRow,
} from '../../../db/importBatches'
import { planImport, type ImportPlan } from '../../../domain/catalog/import/plan'
import {
  NOTHING_HELD,
  planAsSeen,
  seenIn,
  type HeldRecords,
  type SeenBy,
  type SeenRecord,
} from '../../../domain/catalog/import/seen'
import type { ReadTable } from '../../../domain/catalog/sheets/cell'
import {
  bracketsOf,
  COLUMNS,
  headsOf,
  type ItemType,
  type SheetKind,
} from '../../../domain/catalog/sheets/columns'
import { categoryFinder, categoryPaths } from '../../../domain/catalog/sheets/categoryPath'
import { planComponents } from '../../../domain/catalog/sheets/planComponents'
import {
  planItems,
  seenInItems,
  type ItemPlan,
  type ItemSheet,
  type StoredItem,
} from '../../../domain/catalog/sheets/planItems'
import type { RowRemark } from '../../../domain/catalog/sheets/report'
import type { CatalogueImport } from '../../../payload-types'
import { digitsOf } from '../../boms/export/money'
import { orThrow, refused } from '../../http'
import { settingsOf } from '../../settings'
import { customNumberings } from '../reservedNumbers'
import { deliveryOf, tableOf } from './files'

export type ImportKind = CatalogueImport['kind']

/** What the files of an import would do to the catalogue as it stands. */
export type BatchPlan =
  | { shape: 'ITEMS'; kind: ItemSheet; plan: ItemPlan; rows: number; unknownHeads: string[] }
  | {
      shape: 'CATALOGUE'
      plan: ImportPlan
      stored: StoredCatalogue
      /** Whether the files are a delivery; a table of components says nothing of the rest of the catalogue. */
      isDelivery: boolean
      /** Of a table; a delivery names its refusals in the plan. */
      refused: RowRemark[]
      /** Of a table, as well. */
      warnings: RowRemark[]
      lineOf: ReadonlyMap<string, number>
      unchanged: number
      rows: number
      unknownHeads: string[]
      changedSince: string[]
    }

export const checkDigest = (text: string): string => hash('sha256', text).slice(0, 10)

/**
 * Works out what the files would do to the catalogue as it stands.
 *
 * @param seenBy what the dry run saw, when this is not the dry run: records that stand otherwise are
 *   refused by name
 */
export async function planFiles(
  req: PayloadRequest,
  kind: ImportKind,
  files: readonly ImportFile[],
  seenBy: SeenBy | null,
): Promise<BatchPlan> {
  if (kind === 'DELIVERY') {
    const texts = orThrow(deliveryOf(files))
    const stored = await readCatalogue(req)
    const { plan, changedSince } = asSeen(seenBy, (held) => ({
      plan: planImport(texts, stored.catalogue, held),
    }))
    return deliveryPlan(plan, stored, changedSince)
  }
  const [file, more] = files
  if (!file || more)
    throw refused({ code: 'required', field: 'file', message: 'Choose one CSV or XLSX file.' })
  const table = orThrow(await tableOf(file))
  const { currency } = await settingsOf(req)
  const unknownHeads = judgeHeads(req, kind, table, currency)
  if (kind === 'COMPONENTS') {
    const stored = await readCatalogue(req)
    const planned = asSeen(seenBy, (held) =>
      planComponents(table, stored.catalogue, checkDigest, held.assemblies),
    )
    return {
      shape: 'CATALOGUE',
      ...planned,
      stored,
      isDelivery: false,
      rows: table.rows.length,
      unknownHeads,
    }
  }
  const find = await finderOf(req, kind, table)
  const categories = kind === 'ASSEMBLIES' ? await categoriesOf(req) : []
  const paths = categoryPaths(categories)
  const plan = planItems(kind, table, {
    currencyDigits: digitsOf(currency),
    mayRetire: may(req, 'items.retire'),
    customNumberings: await customNumberings(req),
    find,
    categoryOf: categoryFinder(categories),
    pathOf: (code) => paths.get(code),
    digest: checkDigest,
    seenBy,
  })
  return { shape: 'ITEMS', kind, plan, rows: table.rows.length, unknownHeads }
}

/** The plan of a delivery with what the report counts beside it. */
export function deliveryPlan(
  plan: ImportPlan,
  stored: StoredCatalogue,
  changedSince: string[] = [],
): BatchPlan {
  const kinds = [plan.categories, plan.assemblies, plan.parts]
  const unchanged = kinds.reduce((sum, one) => sum + one.unchanged.length, 0)
  const taken = kinds.reduce((sum, { added, changed }) => sum + added.length + changed.length, 0)
  const wholly = plan.refused.filter(({ place }) => place === undefined).length
  return {
    shape: 'CATALOGUE',
    plan,
    stored,
    isDelivery: true,
    refused: [],
    warnings: [],
    lineOf: new Map(),
    unchanged,
    rows: unchanged + taken + wholly,
    unknownHeads: [],
    changedSince,
  }
}

const asSeen = <Planned extends { plan: ImportPlan }>(
  seenBy: SeenBy | null,
  planWithout: (held: HeldRecords) => Planned,
): Planned & { changedSince: string[] } =>
  seenBy
    ? planAsSeen(planWithout, seenBy, checkDigest)
    : { ...planWithout(NOTHING_HELD), changedSince: [] }

/** What the dry run has to remember, so that applying writes only what it showed. */
export const seenInBatch = (planned: BatchPlan): SeenRecord[] =>
  planned.shape === 'ITEMS'
    ? seenInItems(planned.plan, checkDigest)
    : seenIn(planned.plan, checkDigest)

/** Numbers of the records that are refused because they stand otherwise than the dry run saw them. */
export const changedSinceIn = (planned: BatchPlan): readonly string[] =>
  planned.shape === 'ITEMS' ? planned.plan.changedSince : planned.changedSince

/** Refuses a table of another kind, of another currency, or with columns that this person may not write. */
function judgeHeads(
  req: PayloadRequest,
  kind: SheetKind,
  table: ReadTable,
  currency: string,
): string[] {
  const { at, missing, twice, unknown } = headsOf(kind, table.heads)
  const [absent] = missing
  if (absent !== undefined)
    throw refused({
      code: 'malformed',
      field: 'file',
      message: `The file has no column "${missing.join('", "')}". Its first row holds: ${table.heads.slice(0, 12).join(', ') || 'nothing'}.`,
    })
  const [repeated] = twice
  if (repeated !== undefined)
    throw refused({
      code: 'malformed',
      field: 'file',
      message: `The column "${repeated}" stands twice in the file.`,
    })
  const named = bracketsOf(table.heads[at.get('cost') ?? -1] ?? '')
  if (named !== null && named.toUpperCase() !== currency)
    throw refused({
      code: 'invalid_value',
      field: 'file',
      message: `The costs of the file are in ${named}; this company keeps them in ${currency}.`,
    })
  for (const { name, head, needs, isForReading } of COLUMNS[kind]) {
    const isOpen =
      needs === undefined ||
      isForReading ||
      !at.has(name) ||
      may(req, needs === 'costs' ? 'costs.update' : 'stock.book')
    if (!isOpen)
      throw refused({
        code: 'role_not_allowed',
        field: 'file',
        message: `Your role may not change what the column "${head}" holds.`,
      })
  }
  return unknown
}

async function finderOf(req: PayloadRequest, kind: ItemSheet, { heads, rows }: ReadTable) {
  const at = headsOf(kind, heads).at.get('partNumber') ?? -1
  const numbers = new Set<string>()
  for (const { cells } of rows) {
    const cell = cells[at]
    if (typeof cell === 'string' && cell !== '') numbers.add(cell)
  }
  const load = async (table: 'parts' | 'assemblies') =>
    new Map(
      (await itemsByNumber(req, table, [...numbers])).map((row) => [row.partNumber, storedOf(row)]),
    )
  const none = new Map<string, StoredItem>()
  const parts = kind === 'ASSEMBLIES' ? none : await load('parts')
  const assemblies = kind === 'PARTS' ? none : await load('assemblies')
  return (type: ItemType, number: string) => (type === 'PART' ? parts : assemblies).get(number)
}

const storedOf = ({ id, ...values }: ItemRow): StoredItem => ({ id, values })
