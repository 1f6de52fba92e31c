import { EMPTY_CATALOGUE, type Catalogue } from '../../../src/domain/catalog/import/catalogue'
import { planImport, type Changes, type ImportPlan } from '../../../src/domain/catalog/import/plan'

/** A delivery in the fewest words: component lists by assembly, names of parts, lists of references. */
export type SketchedDelivery = {
  /** Component ids, or whole component records, or a whole assembly record. */
  assemblies?: Readonly<Record<string, readonly unknown[] | Readonly<Record<string, unknown>>>>
  parts?: readonly string[] | Readonly<Record<string, unknown>>
  references?: readonly unknown[]
}

const assemblyRecord = (components: readonly unknown[]) => ({
  name: 'An assembly',
  type: 'SIMPLE',
  category_code: '718',
  subcategory_code: '718.001',
  can_order: true,
  is_kit: false,
  status: 'ACTIVE',
  components: components.map((component) =>
    typeof component === 'string' ? { part_id: component, quantity: 1, notes: null } : component,
  ),
})

export const partRecord = (name = 'A part') => ({
  name,
  manufacturer_part_number: null,
  manufacturer_info: null,
  type: 'COMPONENT',
  status: 'ACTIVE',
})

/** The three texts of a delivery. Keys are written in the given order, also those that look like numbers. */
export function delivered({ assemblies = {}, parts = [], references }: SketchedDelivery) {
  const assemblyEntries = Object.entries(assemblies).map(
    ([id, sketch]) => [id, Array.isArray(sketch) ? assemblyRecord(sketch) : sketch] as const,
  )
  const partEntries = Array.isArray(parts)
    ? parts.map((id: string) => [id, partRecord()] as const)
    : Object.entries(parts)
  return {
    'categories.json': JSON.stringify({
      metadata: { total_categories: 1 },
      categories: {
        '718': {
          name: 'CONTROL BOX',
          description: null,
          subcategories: {
            '718.001': {
              name: '1 BASIN',
              description: null,
              assembly_refs: references ?? assemblyEntries.map(([id]) => id),
            },
          },
        },
      },
    }),
    'assemblies.json': objectText('assemblies', assemblyEntries),
    'parts.json': objectText('parts', partEntries),
  }
}

/** As `JSON.stringify`, but for the order of keys: a JavaScript object would move `12` to the front. */
export const objectText = (
  list: string,
  entries: readonly (readonly [string, unknown])[],
  metadata: unknown = {},
): string =>
  `{"metadata": ${JSON.stringify(metadata)}, "${list}": {${entries
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(',\n')}}}`

export const plan = (sketch: SketchedDelivery, current: Catalogue = EMPTY_CATALOGUE): ImportPlan =>
  planImport(delivered(sketch), current)

/** The catalogue after a plan was carried out. */
export function catalogueAfter(done: ImportPlan): Catalogue {
  const rows = <Row>(changes: Changes<Row>, idOf: (row: Row) => string): Map<string, Row> =>
    new Map(
      [
        ...changes.absent,
        ...changes.unchanged,
        ...changes.changed.map(({ after }) => after),
        ...changes.added,
      ].map((row) => [idOf(row), row]),
    )
  return {
    categories: rows(done.categories, ({ code }) => code),
    assemblies: rows(done.assemblies, ({ partNumber }) => partNumber),
    parts: rows(done.parts, ({ partNumber }) => partNumber),
  }
}

/** What the components of an assembly point at: `ASSEMBLY x`, `PART x` or `?`. */
export function linksOf(catalogue: Catalogue, assembly: string): string[] | undefined {
  return catalogue.assemblies
    .get(assembly)
    ?.components.map(({ child }) => (child ? `${child.kind} ${child.partNumber}` : '?'))
}

export const warningsOf = (done: ImportPlan, code: string): string[] =>
  done.warnings.filter((warning) => warning.code === code).map(({ record }) => record)
