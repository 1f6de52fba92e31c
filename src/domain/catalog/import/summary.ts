import type { CataloguePart } from './catalogue'
import type { ChangedRow, Changes, ImportPlan } from './plan'
import type { ImportWarning, RefusedRecord } from './report'
import type { SeenResource } from './seen'

/** What an import says about one kind of record; the lists hold ids, byte for byte. */
export type KindSummary = {
  /** Records of the delivery that are taken: new, changed or unchanged. */
  taken: number
  new: string[]
  changed: RecordChange[]
  unchanged: number
  /** Known, but not in this delivery; nothing happens to them. */
  notInThisDelivery: string[]
}

export type RecordChange = {
  id: string
  fields: Readonly<Record<string, { from: unknown; to: unknown }>>
}

export const SUMMARY_KINDS = ['categories', 'subcategories', 'assemblies', 'parts'] as const

export type ImportSummary = Record<(typeof SUMMARY_KINDS)[number], KindSummary> & {
  refused: readonly RefusedRecord[]
  warnings: readonly ImportWarning[]
}

/** The report of an import as data: the answer of `import:catalog --json`. */
export function summaryOf(plan: ImportPlan): ImportSummary {
  const isTop = ({ parent }: { parent: string | null }): boolean => parent === null
  return {
    categories: kindSummary(plan.categories, ({ code }) => code, isTop),
    subcategories: kindSummary(
      plan.categories,
      ({ code }) => code,
      (category) => !isTop(category),
    ),
    assemblies: kindSummary(plan.assemblies, ({ partNumber }) => partNumber),
    parts: kindSummary(
      { ...plan.parts, absent: absentParts(plan) },
      ({ partNumber }) => partNumber,
    ),
    refused: plan.refused,
    warnings: plan.warnings,
  }
}

export type AbsentRecord = { resource: SeenResource; record: string }

/** Records that are known but not in this delivery, kind by kind; nothing happens to them (handbook 7). */
export const absentIn = (plan: ImportPlan): AbsentRecord[] => [
  ...plan.categories.absent.map(({ code }) => ({ resource: 'categories' as const, record: code })),
  ...plan.assemblies.absent.map(({ partNumber }) => ({
    resource: 'assemblies' as const,
    record: partNumber,
  })),
  ...absentParts(plan).map(({ partNumber }) => ({
    resource: 'parts' as const,
    record: partNumber,
  })),
]

/** Custom parts are made by orders and belong to no delivery. */
const absentParts = ({ parts }: ImportPlan): CataloguePart[] =>
  parts.absent.filter(({ kind }) => kind !== 'CUSTOM')

/** Whether carrying out the plan would write anything. */
export const changesNothing = ({ categories, assemblies, parts }: ImportPlan): boolean =>
  [categories, assemblies, parts].every(
    ({ added, changed }) => added.length === 0 && changed.length === 0,
  )

function kindSummary<Row>(
  changes: Changes<Row>,
  idOf: (row: Row) => string,
  belongs: (row: Row) => boolean = () => true,
): KindSummary {
  const added = changes.added.filter(belongs)
  const changed = changes.changed.filter(({ after }) => belongs(after))
  const unchanged = changes.unchanged.filter(belongs)
  return {
    taken: added.length + changed.length + unchanged.length,
    new: added.map(idOf),
    changed: changed.map((change) => ({ id: idOf(change.after), fields: fieldsOf(change) })),
    unchanged: unchanged.length,
    notInThisDelivery: changes.absent.filter(belongs).map(idOf),
  }
}

const fieldsOf = <Row>({ before, after, fields }: ChangedRow<Row>): RecordChange['fields'] =>
  Object.fromEntries(fields.map((field) => [field, { from: before[field], to: after[field] }]))
