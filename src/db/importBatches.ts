import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import {
  ownerColumn,
  settingsOf,
  type CatalogueWriter,
  type ItemTable,
  type ListTable,
} from './catalogueImport'
import { ASSEMBLY_PREFIX } from '../domain/catalog/lookup'
import { insertRows, rowsOf, type Row } from './rows'

export type ImportFile = { name: string; sha256: string; bytes: Buffer }

/** Keeps the files of an import as they were sent. */
export async function keepFiles(
  req: PayloadRequest,
  importId: string,
  files: readonly ImportFile[],
): Promise<void> {
  for (const { name, sha256, bytes } of files)
    await rowsOf(
      req,
      sql`insert into catalogue_import_files (import_id, name, sha256, bytes)
          values (${importId}, ${name}, ${sha256}, ${bytes})`,
    )
}

export const filesOf = (req: PayloadRequest, importId: string): Promise<ImportFile[]> =>
  rowsOf<ImportFile>(
    req,
    sql`select name, sha256, bytes from catalogue_import_files where import_id = ${importId} order by id`,
  )

export type ImportStage = 'CHECK' | 'APPLY' | 'UNDO'
export const LINE_OUTCOMES = ['NEW', 'CHANGED', 'REFUSED', 'WARNING', 'KEPT'] as const
export type LineOutcome = (typeof LINE_OUTCOMES)[number]

/** One line of the report: a new record, a changed field, a refused row, a remark, a record left alone. */
export type ImportLine = {
  outcome: LineOutcome
  /** Collection of the record. */
  resource: string | null
  recordId: string | null
  /** Its part number or code, byte for byte. */
  record: string
  /** Where in the file: `row 12`. */
  place: string | null
  field: string | null
  was: unknown
  becomes: unknown
  reason: string | null
}

const ROWS_PER_STATEMENT = 1_000

export async function addLines(
  req: PayloadRequest,
  importId: string,
  stage: ImportStage,
  lines: Iterable<ImportLine>,
): Promise<void> {
  let rows: Row[] = []
  const write = async (): Promise<void> => {
    await insertRows(req, 'catalogue_import_lines', rows)
    rows = []
  }
  for (const line of lines) {
    rows.push({
      import_id: importId,
      stage,
      outcome: line.outcome,
      resource: line.resource,
      record_id: line.recordId,
      ...storable({
        record: line.record,
        place: line.place,
        field: line.field,
        was: line.was ?? null,
        becomes: line.becomes ?? null,
        reason: line.reason,
      }),
    })
    if (rows.length === ROWS_PER_STATEMENT) await write()
  }
  await write()
}

/** Zero characters and halves of surrogate pairs, which no text of the database can hold, as U+FFFD. */
const storable = (report: object): Row =>
  JSON.parse(JSON.stringify(report), (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '\ufffd') : value,
  )

export type LineQuery = {
  stage: ImportStage
  outcomes: readonly LineOutcome[]
  /** Part of a part number, name of a field, or reason. */
  search: string
  limit: number
  offset: number
}

/** Lines of a report in the order of the file, and how many there are in all. */
export async function linesOf(
  req: PayloadRequest,
  importId: string,
  { stage, outcomes, search, limit, offset }: LineQuery,
): Promise<{ lines: ImportLine[]; total: number }> {
  const pattern = `%${search.replace(/[%_\\]/g, '\\$&')}%`
  const filter = sql`import_id = ${importId} and stage = ${stage} and outcome = any(${sql.param([...outcomes])}::text[])
    ${search === '' ? sql`` : sql`and (record ilike ${pattern} or field ilike ${pattern} or reason ilike ${pattern})`}`
  const [counted] = await rowsOf<{ total: number }>(
    req,
    sql`select count(*)::int as total from catalogue_import_lines where ${filter}`,
  )
  const lines = await rowsOf<ImportLine>(
    req,
    sql`select outcome, resource, record_id as "recordId", record, place, field, was, becomes, reason
        from catalogue_import_lines where ${filter} order by id limit ${limit} offset ${offset}`,
  )
  return { lines, total: counted?.total ?? 0 }
}

/** Whether an import changed a field of any record. */
export async function hasChanged(
  req: PayloadRequest,
  importId: string,
  field: string,
): Promise<boolean> {
  const rows = await rowsOf(
    req,
    sql`select 1 as found from catalogue_import_lines
        where import_id = ${importId} and stage = 'APPLY' and outcome = 'CHANGED' and field = ${field} limit 1`,
  )
  return rows.length > 0
}

/** Times in kept rows are written in UTC, whatever the server's zone is by then. */
export const keepTimesInUtc = (req: PayloadRequest): Promise<unknown> =>
  rowsOf(req, sql`select set_config('TimeZone', 'UTC', true)`)

/**
 * Writes, and keeps every row as it was and as it became, so that the import can be taken back.
 *
 * @param revStep what revisions are counted up by: more than single saves ever reach, so that after an
 *   undo no form that was opened in between can look fresh (ADR 22)
 */
export const keepingWriter = (
  req: PayloadRequest,
  importId: string,
  revStep: number,
): CatalogueWriter => ({
  insert: async (table, rows) => {
    const [first] = rows
    if (!first) return
    const columns = sql.join(
      Object.keys(first).map((column) => sql.identifier(column)),
      sql`, `,
    )
    await rowsOf(
      req,
      sql`with done as (
            insert into ${sql.identifier(table)} (${columns})
            select ${columns} from ${recordset(table, rows)} returning *
          )
          insert into catalogue_import_rows (import_id, table_name, record_id, after)
          select ${importId}, ${table}, done.id, to_jsonb(done) from done`,
    )
  },
  update: async (table, rows) => {
    const [first] = rows
    if (!first) return
    await rowsOf(
      req,
      sql`with v as (select * from ${recordset(table, rows)}),
          old as (select t.* from ${sql.identifier(table)} t join v on v.id = t.id),
          done as (
            update ${sql.identifier(table)} t set ${settingsOf(table, first, revStep)}
            from v where v.id = t.id returning t.*
          )
          insert into catalogue_import_rows (import_id, table_name, record_id, before, after)
          select ${importId}, ${table}, done.id, to_jsonb(old), to_jsonb(done)
          from done join old on old.id = done.id`,
    )
  },
  clear: async (table, owners) => {
    await rowsOf(
      req,
      sql`with gone as (
            delete from ${sql.identifier(table)}
            where ${sql.identifier(ownerColumn(table))} = any(${sql.param([...owners])}::uuid[]) returning *
          )
          insert into catalogue_import_rows (import_id, table_name, record_id, before)
          select ${importId}, ${table}, gone.id, to_jsonb(gone) from gone`,
    )
  },
})

const recordset = (table: ItemTable | ListTable, rows: readonly Row[]) =>
  sql`jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb)`

/** A component row that points at something else now. */
export type Pointed = {
  id: string
  partBefore: string | null
  assemblyBefore: string | null
  part: string | null
  assembly: string | null
}

/** Components that asked for these new parts, and found nothing until now, point at them. */
export const pointAtNewParts = (
  req: PayloadRequest,
  importId: string,
  partIds: readonly string[],
): Promise<Pointed[]> =>
  rowsOf<Pointed>(
    req,
    sql`with old as (
          select c.* from assembly_components c join parts p on p.part_number = c.asked_id
          where c.part_id is null and c.assembly_id is null and p.id = any(${sql.param([...partIds])}::uuid[])
        ),
        done as (
          update assembly_components c set part_id = p.id, updated_at = now()
          from parts p
          where p.part_number = c.asked_id and c.part_id is null and c.assembly_id is null
            and p.id = any(${sql.param([...partIds])}::uuid[])
          returning c.*
        )
        insert into catalogue_import_rows (import_id, table_name, record_id, before, after)
        select ${importId}, 'assembly_components', done.id, to_jsonb(old), to_jsonb(done)
        from done join old on old.id = done.id
        returning record_id as id, null as "partBefore", null as "assemblyBefore",
                  after->>'part_id' as part, null as assembly`,
  )

/**
 * Components whose id now means one of these new assemblies point at it (handbook 6.6). A new assembly has
 * no components yet, so that no link to it closes a circle.
 */
export const pointAtNewAssemblies = (
  req: PayloadRequest,
  importId: string,
  assemblyIds: readonly string[],
): Promise<Pointed[]> =>
  rowsOf<Pointed>(
    req,
    sql`with found as (
          select c.id, a.id as assembly
          from assemblies a join assembly_components c on c.asked_id = a.part_number
          where a.id = any(${sql.param([...assemblyIds])}::uuid[])
          union all
          select c.id, a.id
          from assemblies a
          join assembly_components c on c.asked_id = substr(a.part_number, ${ASSEMBLY_PREFIX.length + 1}::int)
          where a.id = any(${sql.param([...assemblyIds])}::uuid[]) and starts_with(a.part_number, ${ASSEMBLY_PREFIX})
            and not exists (select from assemblies x where x.part_number = c.asked_id)
        ),
        old as (select c.* from assembly_components c join found on found.id = c.id),
        done as (
          update assembly_components c set part_id = null, assembly_id = found.assembly, updated_at = now()
          from found where found.id = c.id returning c.*
        ),
        kept as (
          insert into catalogue_import_rows (import_id, table_name, record_id, before, after)
          select ${importId}, 'assembly_components', done.id, to_jsonb(old), to_jsonb(done)
          from done join old on old.id = done.id
        )
        select done.id, old.part_id as "partBefore", old.assembly_id as "assemblyBefore",
               done.part_id as part, done.assembly_id as assembly
        from done join old on old.id = done.id`,
  )

/** Points one component row at what its id now means; as it was before the import is kept with it. */
export const pointKeptApart = (
  req: PayloadRequest,
  importId: string,
  id: string,
  child: { part: string | null; assembly: string | null },
): Promise<unknown> =>
  rowsOf(
    req,
    sql`with old as (select * from assembly_components where id = ${id}),
        done as (
          update assembly_components set part_id = ${child.part}, assembly_id = ${child.assembly}, updated_at = now()
          where id = ${id} returning *
        )
        insert into catalogue_import_rows (import_id, table_name, record_id, before, after)
        select ${importId}, 'assembly_components', done.id, coalesce(earlier.before, to_jsonb(old)), to_jsonb(done)
        from done join old on old.id = done.id left join lateral (
          select r.before from catalogue_import_rows r
          where r.import_id = ${importId} and r.table_name = 'assembly_components' and r.record_id = done.id
          order by r.id limit 1
        ) earlier on true`,
  )

export type ItemRow = {
  id: string
  partNumber: string
  name: string
  description: string | null
  manufacturer: string | null
  manufacturerPartNumber: string | null
  legacyCode: string | null
  unit: string
  cost: number | null
  reorderLevel: number | null
  isActive: boolean
  isOutside: boolean
  isCritical: boolean
  quantityOnHand: number
  quantityReserved: number
  /** Of a part. */
  kind: string | null
  /** Of an assembly, like the next three. */
  type: string | null
  /** Code of the own subcategory. */
  category: string | null
  canOrder: boolean | null
  isKit: boolean | null
}

const itemColumns = (table: 'parts' | 'assemblies') => sql`
  id, part_number as "partNumber", name, description, manufacturer,
  manufacturer_part_number as "manufacturerPartNumber", legacy_code as "legacyCode", unit,
  cost::float8 as cost, reorder_level::float8 as "reorderLevel", is_active as "isActive",
  is_outside as "isOutside", is_critical as "isCritical",
  quantity_on_hand::float8 as "quantityOnHand", quantity_reserved::float8 as "quantityReserved",
  ${
    table === 'parts'
      ? sql`kind::text as kind, null as type, null as category, null::boolean as "canOrder", null::boolean as "isKit"`
      : sql`null as kind, type::text as type, (select code from categories c where c.id = category_id) as category,
            can_order as "canOrder", is_kit as "isKit"`
  }`

export type CategoryRow = { id: string; code: string; name: string; parent: string | null }

/** Every category, its parent by code. */
export const categoriesOf = (req: PayloadRequest): Promise<CategoryRow[]> =>
  rowsOf<CategoryRow>(
    req,
    sql`select c.id, c.code, c.name, parent.code as parent
        from categories c left join categories parent on parent.id = c.parent_id order by c.code`,
  )

const NUMBERS_PER_STATEMENT = 10_000

/** The items of these numbers. */
export async function itemsByNumber(
  req: PayloadRequest,
  table: 'parts' | 'assemblies',
  numbers: readonly string[],
): Promise<ItemRow[]> {
  const found: ItemRow[] = []
  for (let start = 0; start < numbers.length; start += NUMBERS_PER_STATEMENT) {
    const some = numbers.slice(start, start + NUMBERS_PER_STATEMENT)
    found.push(
      ...(await rowsOf<ItemRow>(
        req,
        sql`select ${itemColumns(table)} from ${sql.identifier(table)}
            where part_number = any(${sql.param(some)}::text[])`,
      )),
    )
  }
  return found
}

/** The next items by their numbers, for files that are written page by page. */
export const itemsAfter = (
  req: PayloadRequest,
  table: 'parts' | 'assemblies',
  number: string,
  limit: number,
): Promise<ItemRow[]> =>
  rowsOf<ItemRow>(
    req,
    sql`select ${itemColumns(table)} from ${sql.identifier(table)}
        where part_number > ${number} order by part_number limit ${limit}`,
  )

export type ComponentRow = {
  assembly: string
  assemblyName: string
  askedId: string
  itemName: string | null
  quantity: number
  note: string | null
}

/** Component rows of chosen assemblies, whole lists in their order. */
const componentsOfAssemblies = (req: PayloadRequest, chosen: SQL): Promise<ComponentRow[]> =>
  rowsOf<ComponentRow>(
    req,
    sql`with chosen as (${chosen})
        select chosen.part_number as assembly, chosen.name as "assemblyName", c.asked_id as "askedId",
               coalesce(part.name, sub.name) as "itemName", c.quantity::float8 as quantity, c.note
        from chosen join assembly_components c on c.parent_assembly_id = chosen.id
        left join parts part on part.id = c.part_id
        left join assemblies sub on sub.id = c.assembly_id
        order by chosen.part_number, c.position, c.id`,
  )

/** The component rows of the next assemblies that have any, whole lists. */
export const componentsAfter = (
  req: PayloadRequest,
  number: string,
  assemblies: number,
): Promise<ComponentRow[]> =>
  componentsOfAssemblies(
    req,
    sql`select a.id, a.part_number, a.name from assemblies a
        where a.part_number > ${number}
          and exists (select from assembly_components c where c.parent_assembly_id = a.id)
        order by a.part_number limit ${assemblies}`,
  )

/** The component rows of the assemblies of these numbers, whole lists. */
export const componentsIn = (
  req: PayloadRequest,
  numbers: readonly string[],
): Promise<ComponentRow[]> =>
  componentsOfAssemblies(
    req,
    sql`select a.id, a.part_number, a.name from assemblies a
        where a.part_number = any(${sql.param([...numbers])}::text[])`,
  )
