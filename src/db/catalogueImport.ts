import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type {
  AssemblyType,
  Catalogue,
  CatalogueAssembly,
  CatalogueCategory,
  CatalogueComponent,
  CataloguePart,
  PartKind,
} from '../domain/catalog/import/catalogue'
import { insertRows, rowsOf, type Row } from './rows'
import { transactionOf } from './transaction'

/** The whole catalogue as an import sees it, and the database id of every record in it. */
export type StoredCatalogue = {
  catalogue: Catalogue
  ids: {
    categories: Map<string, string>
    assemblies: Map<string, string>
    parts: Map<string, string>
  }
}

/** Tables in the order in which an import writes them. */
const CATALOGUE_TABLES = sql.raw(
  'categories, parts, assemblies, assembly_components, category_references',
)

/**
 * Keeps every other writer off the catalogue until the transaction ends; readers go on. The mode also
 * waits for those who hold single rows, so that none of them can wait for us while we wait for them.
 */
export async function lockCatalogue(req: PayloadRequest): Promise<void> {
  const transaction = await transactionOf(req)
  await transaction.execute(sql`lock table ${CATALOGUE_TABLES} in exclusive mode`)
}

type CategoryRow = {
  id: string
  code: string
  name: string
  description: string | null
  parent: string | null
  sortOrder: number
}
type PartRow = CataloguePart & { id: string; kind: PartKind }
type AssemblyRow = Omit<CatalogueAssembly, 'components'> & { id: string; type: AssemblyType }
type ComponentRow = {
  parent: string
  askedId: string
  quantity: number
  note: string | null
  part: string | null
  assembly: string | null
}
type ReferenceRow = { category: string; assembly: string }

/** Reads all of it: five queries, about 300 bytes a row. */
export async function readCatalogue(req: PayloadRequest): Promise<StoredCatalogue> {
  // right after an import the statistics may still tell of empty tables, and loops over them take minutes
  await rowsOf(req, sql`set local enable_nestloop = off`)
  const categoryRows = await rowsOf<CategoryRow>(
    req,
    sql`select c.id, c.code, c.name, c.description, parent.code as parent,
               coalesce(c.sort_order, 0)::float8 as "sortOrder"
        from categories c left join categories parent on parent.id = c.parent_id
        order by c.code`,
  )
  const referenceRows = await rowsOf<ReferenceRow>(
    req,
    sql`select c.code as category, a.part_number as assembly
        from category_references r
        join categories c on c.id = r.category_id
        join assemblies a on a.id = r.assembly_id
        order by c.code, r.position, r.id`,
  )
  const partRows = await rowsOf<PartRow>(
    req,
    sql`select id, part_number as "partNumber", name, manufacturer,
               manufacturer_part_number as "manufacturerPartNumber", kind, is_active as "isActive"
        from parts order by part_number`,
  )
  const assemblyRows = await rowsOf<AssemblyRow>(
    req,
    sql`select a.id, a.part_number as "partNumber", a.name, a.type, c.code as category,
               a.can_order as "canOrder", a.is_kit as "isKit", a.is_active as "isActive"
        from assemblies a left join categories c on c.id = a.category_id
        order by a.part_number`,
  )
  const componentRows = await rowsOf<ComponentRow>(
    req,
    sql`select parent.part_number as parent, c.asked_id as "askedId", c.quantity::float8 as quantity,
               c.note, part.part_number as part, assembly.part_number as assembly
        from assembly_components c
        join assemblies parent on parent.id = c.parent_assembly_id
        left join parts part on part.id = c.part_id
        left join assemblies assembly on assembly.id = c.assembly_id
        order by parent.part_number, c.position, c.id`,
  )

  await rowsOf(req, sql`set local enable_nestloop = on`)

  const references = new Map<string, string[]>()
  for (const { category, assembly } of referenceRows) listIn(references, category).push(assembly)
  const components = new Map<string, CatalogueComponent[]>()
  for (const { parent, askedId, quantity, note, part, assembly } of componentRows)
    listIn(components, parent).push({ askedId, quantity, note, child: childOf(part, assembly) })

  const stored = {
    categories: new Map<string, CatalogueCategory>(),
    assemblies: new Map<string, CatalogueAssembly>(),
    parts: new Map<string, CataloguePart>(),
  }
  const ids: StoredCatalogue['ids'] = {
    categories: new Map(),
    assemblies: new Map(),
    parts: new Map(),
  }
  for (const { id, ...row } of categoryRows) {
    ids.categories.set(row.code, id)
    stored.categories.set(row.code, { ...row, references: references.get(row.code) ?? [] })
  }
  for (const { id, ...row } of partRows) {
    ids.parts.set(row.partNumber, id)
    stored.parts.set(row.partNumber, row)
  }
  for (const { id, ...row } of assemblyRows) {
    ids.assemblies.set(row.partNumber, id)
    stored.assemblies.set(row.partNumber, {
      ...row,
      components: components.get(row.partNumber) ?? [],
    })
  }
  return { catalogue: stored, ids }
}

function listIn<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

function childOf(part: string | null, assembly: string | null): CatalogueComponent['child'] {
  if (assembly !== null) return { kind: 'ASSEMBLY', partNumber: assembly }
  return part === null ? null : { kind: 'PART', partNumber: part }
}

export type ItemTable = 'assemblies' | 'categories' | 'parts'
export type ListTable = 'assembly_components' | 'category_references'

/** How an import writes its rows; all rows of a call have the same columns. */
export type CatalogueWriter = {
  insert: (table: ItemTable | ListTable, rows: readonly Row[]) => Promise<void>
  /** Rows with `id` and the columns to set. Items also count up their `rev`. */
  update: (table: ItemTable, rows: readonly Row[]) => Promise<void>
  /** Empties the component lists of the assemblies, or the reference lists of the categories. */
  clear: (table: ListTable, owners: readonly string[]) => Promise<void>
}

export const ownerColumn = (table: ListTable): string =>
  table === 'assembly_components' ? 'parent_assembly_id' : 'category_id'

/** `column = v.column, ...` with what every write also sets. */
export function settingsOf(table: ItemTable, first: Row, revStep: number) {
  const columns = Object.keys(first).filter((column) => column !== 'id')
  const settings = columns.map(
    (column) => sql`${sql.identifier(column)} = v.${sql.identifier(column)}`,
  )
  if (table !== 'categories') settings.push(sql`rev = t.rev + ${revStep}::int`)
  return sql.join([...settings, sql`updated_at = now()`], sql`, `)
}

/** Writes, and keeps nothing of what was there before. */
export const plainWriter = (req: PayloadRequest): CatalogueWriter => ({
  insert: (table, rows) => insertRows(req, table, rows),
  update: async (table, rows) => {
    const [first] = rows
    if (!first) return
    await rowsOf(
      req,
      sql`update ${sql.identifier(table)} t set ${settingsOf(table, first, 1)}
          from jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb) v
          where v.id = t.id`,
    )
  },
  clear: async (table, owners) => {
    await rowsOf(
      req,
      sql`delete from ${sql.identifier(table)}
          where ${sql.identifier(ownerColumn(table))} = any(${sql.param([...owners])}::uuid[])`,
    )
  },
})
