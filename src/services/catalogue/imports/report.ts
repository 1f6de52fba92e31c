import type { ImportLine, LineOutcome } from '../../../db/importBatches'
import type { CatalogueComponent } from '../../../domain/catalog/import/catalogue'
import type { Changes, ImportPlan } from '../../../domain/catalog/import/plan'
import type { ItemChange } from '../../../domain/catalog/sheets/planItems'
import type { RowRemark } from '../../../domain/catalog/sheets/report'
import { changedSinceIn, type BatchPlan } from './plan'

/** How many records of the files are what. */
export type ImportCounts = {
  rows: number
  new: number
  changed: number
  unchanged: number
  /** Rows of a table, records of a delivery. */
  refused: number
  warnings: number
  /** Of the refused ones, those whose records stand otherwise than the dry run saw them. */
  changedSince: number
  /** Changed fields over all changed records. */
  fields: number
  /** Heads of columns that were not looked at. */
  unknownHeads: string[]
}

export type Report = { counts: ImportCounts; lines: ImportLine[] }

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

/** A plan as people read it: a line per new record, changed field, refused row and remark. */
export function reportOf(planned: BatchPlan): Report {
  const { rows, unknownHeads } = planned
  const lines = planned.shape === 'ITEMS' ? itemLines(planned.plan) : catalogueLines(planned)
  const count = (outcome: LineOutcome) => lines.filter((one) => one.outcome === outcome).length
  const counts = {
    rows,
    new: count('NEW'),
    changed: changedRecords(planned),
    unchanged: planned.shape === 'ITEMS' ? planned.plan.unchanged : planned.unchanged,
    refused: refusedRecords(planned),
    warnings: count('WARNING'),
    changedSince: changedSinceIn(planned).length,
    fields: count('CHANGED'),
    unknownHeads,
  }
  return { counts, lines }
}

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

export const rowPlace = (row: number): string => `row ${row}`

const remarkLine = (
  outcome: 'REFUSED' | 'WARNING',
  { line: row, record, column, reason }: RowRemark,
): ImportLine => line(outcome, record, { place: rowPlace(row), field: column ?? null, reason })

const resourceOf = ({ type }: ItemChange): 'parts' | 'assemblies' =>
  type === 'PART' ? 'parts' : 'assemblies'

function itemLines({
  changes,
  refused,
  warnings,
}: Extract<BatchPlan, { shape: 'ITEMS' }>['plan']): ImportLine[] {
  return [
    ...changes.flatMap((change) => {
      const { line: row, partNumber, stored, after, fields } = change
      const common = { resource: resourceOf(change), place: rowPlace(row) }
      if (!stored)
        return [line('NEW', partNumber, { ...common, becomes: { partNumber, ...after } })]
      return fields.map((field) =>
        line('CHANGED', partNumber, {
          ...common,
          recordId: stored.id,
          field,
          was: stored.values[field],
          becomes: after[field],
        }),
      )
    }),
    ...refused.map((remark) => remarkLine('REFUSED', remark)),
    ...warnings.map((remark) => remarkLine('WARNING', remark)),
  ]
}

function catalogueLines({
  plan,
  stored: { ids },
  refused,
  lineOf,
}: Extract<BatchPlan, { shape: 'CATALOGUE' }>): ImportLine[] {
  const placeOf = (id: string): string | null => {
    const row = lineOf.get(id)
    return row === undefined ? null : rowPlace(row)
  }
  return [
    ...recordLines('categories', plan.categories, ({ code }) => code, ids.categories, placeOf),
    ...recordLines(
      'assemblies',
      plan.assemblies,
      ({ partNumber }) => partNumber,
      ids.assemblies,
      placeOf,
    ),
    ...recordLines('parts', plan.parts, ({ partNumber }) => partNumber, ids.parts, placeOf),
    ...refused.map((remark) => remarkLine('REFUSED', remark)),
    ...plan.refused.map(({ file, record, place, reason }) =>
      line('REFUSED', record, { place: [file, place].filter(Boolean).join(' '), reason }),
    ),
    ...plan.warnings.map(({ file, record, place, message }) =>
      line('WARNING', record, {
        place: placeOf(record) ?? [file, place].filter(Boolean).join(' '),
        reason: message,
      }),
    ),
  ]
}

function recordLines<Row extends object>(
  resource: keyof Pick<ImportPlan, 'assemblies' | 'categories' | 'parts'>,
  { added, changed }: Changes<Row>,
  idOf: (row: Row) => string,
  ids: ReadonlyMap<string, string>,
  placeOf: (id: string) => string | null,
): ImportLine[] {
  return [
    ...added.map((row) =>
      line('NEW', idOf(row), { resource, place: placeOf(idOf(row)), becomes: row }),
    ),
    ...changed.flatMap(({ before, after, fields }) => {
      const id = idOf(after)
      const common = { resource, recordId: ids.get(id) ?? null, place: placeOf(id) }
      return fields.flatMap((field) =>
        partsOfChange(field, before[field], after[field]).map((part) =>
          line('CHANGED', id, { ...common, ...part }),
        ),
      )
    }),
  ]
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
