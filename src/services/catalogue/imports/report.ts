import type { ImportLine, LineOutcome } from '../../../db/importBatches'
import type { StoredCatalogue } from '../../../db/catalogueImport'
import type { CatalogueComponent } from '../../../domain/catalog/import/catalogue'
import type { Changes, ImportPlan } from '../../../domain/catalog/import/plan'
import type { SeenResource } from '../../../domain/catalog/import/seen'
import { absentIn } from '../../../domain/catalog/import/summary'
import type { ItemChange } from '../../../domain/catalog/sheets/planItems'
import type { RowRemark } from '../../../domain/catalog/sheets/report'
import { changedSinceIn, type BatchPlan } from './plan'

/** How many records of the files are what. */
export type ImportCounts = {
  rows: number
  new: number
  changed: number
  unchanged: number
  /** Rows of a table, records of a delivery and entries inside of them. */
  refused: number
  /** Of the refused ones, entries inside of records that are taken otherwise. */
  refusedInside: number
  /** Lines about refused ones; a row may have several faults. */
  refusedLines: number
  warnings: number
  /** Of the refused ones, those whose records stand otherwise than the dry run saw them. */
  changedSince: number
  /** Changed fields over all changed records. */
  fields: number
  /** Heads of columns that were not looked at. */
  unknownHeads: string[]
}

export type Report = { counts: ImportCounts; lines: Iterable<ImportLine> }

const line = (
  outcome: LineOutcome,
  record: string,
  more: Partial<Omit<ImportLine, 'outcome' | 'record'>>,
): ImportLine => ({
  outcome,
  record,
  resource: null,
  recordId: null,
  place: null,
  field: null,
  was: null,
  becomes: null,
  reason: null,
  ...more,
})

/**
 * A plan as people read it: a line per new record, changed field, refused row and remark. The lines are
 * made while they are read, so that a large delivery needs no memory for them.
 */
export function reportOf(planned: BatchPlan): Report {
  const { rows, unknownHeads } = planned
  const tally: Record<LineOutcome, number> = { NEW: 0, CHANGED: 0, REFUSED: 0, WARNING: 0, KEPT: 0 }
  for (const { outcome } of linesOf(planned)) tally[outcome] += 1
  const counts = {
    rows,
    new: tally.NEW,
    changed: changedRecords(planned),
    unchanged: planned.shape === 'ITEMS' ? planned.plan.unchanged : planned.unchanged,
    refused: refusedRecords(planned),
    refusedInside: refusedInside(planned),
    refusedLines: tally.REFUSED,
    warnings: tally.WARNING,
    changedSince: changedSinceIn(planned).length,
    fields: tally.CHANGED,
    unknownHeads,
  }
  return { counts, lines: linesOf(planned) }
}

const linesOf = (planned: BatchPlan): Iterable<ImportLine> =>
  planned.shape === 'ITEMS' ? itemLines(planned.plan) : catalogueLines(planned)

const changedRecords = (planned: BatchPlan): number => {
  if (planned.shape === 'ITEMS')
    return planned.plan.changes.filter(({ stored }) => stored !== null).length
  const { categories, assemblies, parts } = planned.plan
  return categories.changed.length + assemblies.changed.length + parts.changed.length
}

function refusedRecords(planned: BatchPlan): number {
  if (planned.shape === 'ITEMS') return new Set(planned.plan.refused.map(({ line }) => line)).size
  const rows = new Set(planned.refused.map(({ line }) => line)).size
  return rows + planned.plan.refused.length
}

const refusedInside = (planned: BatchPlan): number =>
  planned.shape === 'ITEMS'
    ? 0
    : planned.plan.refused.filter(({ place }) => place !== undefined).length

export const rowPlace = (row: number): string => `row ${row}`

const remarkLine = (
  outcome: 'REFUSED' | 'WARNING',
  { line: row, record, column, value, reason }: RowRemark,
): ImportLine =>
  line(outcome, record, {
    place: rowPlace(row),
    field: column ?? null,
    becomes: value ?? null,
    reason,
  })

const resourceOf = ({ type }: ItemChange): 'parts' | 'assemblies' =>
  type === 'PART' ? 'parts' : 'assemblies'

function* itemLines({
  changes,
  refused,
  warnings,
}: Extract<BatchPlan, { shape: 'ITEMS' }>['plan']): Generator<ImportLine> {
  for (const change of changes) {
    const { line: row, partNumber, stored, after, fields } = change
    const common = { resource: resourceOf(change), place: rowPlace(row) }
    if (!stored) yield line('NEW', partNumber, { ...common, becomes: { partNumber, ...after } })
    else
      for (const field of fields)
        yield line('CHANGED', partNumber, {
          ...common,
          recordId: stored.id,
          field,
          was: stored.values[field],
          becomes: after[field],
        })
  }
  for (const remark of refused) yield remarkLine('REFUSED', remark)
  for (const remark of warnings) yield remarkLine('WARNING', remark)
}

function* catalogueLines({
  plan,
  stored: { ids },
  isDelivery,
  refused,
  warnings,
  lineOf,
}: Extract<BatchPlan, { shape: 'CATALOGUE' }>): Generator<ImportLine> {
  const rowOf = (id: string): string | null => {
    const row = lineOf.get(id)
    return row === undefined ? null : rowPlace(row)
  }
  const placeIn = (resource: SeenResource) => (id: string) =>
    isDelivery ? `${resource}.json` : rowOf(id)
  const { categories, assemblies, parts } = plan
  yield* recordLines('categories', categories, ({ code }) => code, ids, placeIn('categories'))
  yield* recordLines(
    'assemblies',
    assemblies,
    ({ partNumber }) => partNumber,
    ids,
    placeIn('assemblies'),
  )
  yield* recordLines('parts', parts, ({ partNumber }) => partNumber, ids, placeIn('parts'))
  for (const remark of refused) yield remarkLine('REFUSED', remark)
  for (const { file, record, place, value, reason } of plan.refused)
    yield line('REFUSED', record, {
      place: [file, place].filter(Boolean).join(' '),
      becomes: value ?? null,
      reason,
    })
  for (const remark of warnings) yield remarkLine('WARNING', remark)
  for (const { file, record, place, message } of plan.warnings)
    yield line('WARNING', record, {
      place: rowOf(record) ?? [file, place].filter(Boolean).join(' '),
      reason: message,
    })
  if (isDelivery) yield* absentLines(plan, ids)
}

/** A delivery of a few records leaves out a whole catalogue; nobody reads a longer list. */
const ABSENT_AT_MOST = 5_000

/** What the delivery leaves out: it stays as it is, and is listed (handbook 7). */
function* absentLines(plan: ImportPlan, ids: StoredCatalogue['ids']): Generator<ImportLine> {
  const absent = [...absentIn(plan)]
  for (const { resource, record } of absent.slice(0, ABSENT_AT_MOST))
    yield line('WARNING', record, {
      resource,
      recordId: ids[resource].get(record) ?? null,
      place: `${resource}.json`,
      reason: 'not in this delivery; it stays as it is',
    })
  const more = absent.length - ABSENT_AT_MOST
  if (more > 0)
    yield line('WARNING', '…', {
      reason: `${more} more records are not in this delivery; they stay as they are`,
    })
}

function* recordLines<Row extends object>(
  resource: SeenResource,
  { added, changed }: Changes<Row>,
  idOf: (row: Row) => string,
  ids: StoredCatalogue['ids'],
  placeOf: (id: string) => string | null,
): Generator<ImportLine> {
  for (const row of added)
    yield line('NEW', idOf(row), { resource, place: placeOf(idOf(row)), becomes: row })
  for (const { before, after, fields } of changed) {
    const id = idOf(after)
    const common = { resource, recordId: ids[resource].get(id) ?? null, place: placeOf(id) }
    for (const field of fields)
      for (const part of partsOfChange(field, before[field], after[field]))
        yield line('CHANGED', id, { ...common, ...part })
  }
}

type FieldChange = Pick<ImportLine, 'field' | 'was' | 'becomes'>

/** A changed list as its single changes, entry by entry; any other field as it is. */
function partsOfChange(field: string, was: unknown, becomes: unknown): FieldChange[] {
  if (!Array.isArray(was) || !Array.isArray(becomes)) return [{ field, was, becomes }]
  const [before, after] = [entriesOf(was), entriesOf(becomes)]
  const changes = [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key): FieldChange => {
      const name = `${field}: ${key}`
      return { field: name, was: before.get(key) ?? null, becomes: after.get(key) ?? null }
    })
  return changes.length > 0
    ? changes
    : [{ field, was: [...before.keys()], becomes: [...after.keys()] }]
}

/** What a list says of each of its entries, in words; an entry that stands twice is counted. */
function entriesOf(list: readonly unknown[]): Map<string, string> {
  const entries = new Map<string, string>()
  for (const entry of list) {
    const [name, said] = isComponent(entry)
      ? [entry.askedId, componentText(entry)]
      : [String(entry), 'listed']
    const key = entries.has(name) ? `${name} (again)` : name
    entries.set(key, said)
  }
  return entries
}

const isComponent = (entry: unknown): entry is CatalogueComponent =>
  typeof entry === 'object' && entry !== null && 'askedId' in entry && 'quantity' in entry

const componentText = ({ quantity, note, child }: CatalogueComponent): string =>
  [
    `quantity ${quantity}`,
    note ? `note ${note}` : '',
    child === null ? 'in no catalogue' : child.kind === 'PART' ? 'a part' : 'an assembly',
  ]
    .filter(Boolean)
    .join(', ')
