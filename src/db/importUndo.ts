import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { ownerColumn, type ItemTable, type ListTable } from './catalogueImport'
import { rowsOf } from './rows'
import { transactionOf } from './transaction'

/** A row as JSON holds it: by the names of its columns. */
export type Image = Readonly<Record<string, unknown>>

export type TouchedItem = {
  id: string
  /** Part number or code. */
  record: string
  isNew: boolean
  isGone: boolean
  /** Nothing of it changed since the import. */
  isSame: boolean
  /** Only of records that changed since. */
  before: Image | null
  after: Image | null
  now: Image | null
}

const images = (importId: string, table: ItemTable | ListTable) =>
  sql`(select * from catalogue_import_rows where import_id = ${importId} and table_name = ${table})`

/** Every record that the import wrote, beside how it stands now. */
export const touchedItems = (
  req: PayloadRequest,
  importId: string,
  table: ItemTable,
): Promise<TouchedItem[]> =>
  rowsOf<TouchedItem>(
    req,
    sql`select r.record_id as id, coalesce(r.after->>'part_number', r.after->>'code') as record,
               r.before is null as "isNew", r.is_gone as "isGone", r.is_same as "isSame",
               case when r.is_same then null else r.before end as before,
               case when r.is_same then null else r.after end as after,
               case when r.is_same then null else to_jsonb(c) end as now
        from (select r.*, c.id is null as is_gone, coalesce(to_jsonb(c) @> r.after, false) as is_same
              from ${images(importId, table)} r left join ${sql.identifier(table)} c on c.id = r.record_id
              offset 0) r
        left join ${sql.identifier(table)} c on not r.is_same and c.id = r.record_id
        order by r.id`,
  )

export type TouchedList = { owner: string; isSame: boolean; hasItsItems: boolean }

/**
 * The lists that the import replaced, by their owner: whether each is still what the import made of
 * it, and whether everything that the old list named still exists.
 */
export const touchedLists = (
  req: PayloadRequest,
  importId: string,
  table: ListTable,
): Promise<TouchedList[]> => {
  const owner = ownerColumn(table)
  return rowsOf<TouchedList>(
    req,
    sql`with mine as (
          select r.*, (coalesce(r.after, r.before)->>${owner})::uuid as owner from ${images(importId, table)} r
          where r.before is null or r.after is null
        ),
        held as (
          select m.owner, count(*) filter (where m.after is not null) as many,
                 bool_and(m.after is null or coalesce(to_jsonb(c) @> m.after, false)) as same,
                 bool_and(m.after is not null or (
                   (m.before->>'part_id' is null or p.id is not null) and (m.before->>'assembly_id' is null or a.id is not null)
                 )) as whole
          from mine m
          left join ${sql.identifier(table)} c on c.id = m.record_id
          left join parts p on p.id = (m.before->>'part_id')::uuid
          left join assemblies a on a.id = (m.before->>'assembly_id')::uuid
          group by m.owner
        ),
        now as (
          select t.${sql.identifier(owner)} as owner, count(*) as many
          from ${sql.identifier(table)} t join held on held.owner = t.${sql.identifier(owner)}
          group by 1
        )
        select held.owner, held.same and held.many = coalesce(now.many, 0) as "isSame", held.whole as "hasItsItems"
        from held left join now on now.owner = held.owner`,
  )
}

/** Columns of records that point at other records. */
const POINTERS = [
  { table: 'categories', column: 'parent_id', target: 'categories' },
  { table: 'assemblies', column: 'category_id', target: 'categories' },
  { table: 'assemblies', column: 'successor_part_id', target: 'parts' },
  { table: 'assemblies', column: 'successor_assembly_id', target: 'assemblies' },
  { table: 'parts', column: 'successor_part_id', target: 'parts' },
  { table: 'parts', column: 'successor_assembly_id', target: 'assemblies' },
] as const

/** Records that pointed at something before the import that no longer exists. */
export async function orphaned(req: PayloadRequest, importId: string): Promise<Set<string>> {
  const found = new Set<string>()
  for (const { table, column, target } of POINTERS) {
    const rows = await rowsOf<{ id: string }>(
      req,
      sql`select r.record_id as id from ${images(importId, table)} r
          where r.before->>${column} is not null
            and not exists (select from ${sql.identifier(target)} t where t.id = (r.before->>${column})::uuid)`,
    )
    for (const { id } of rows) found.add(id)
  }
  return found
}

const ids = (list: readonly string[]) => sql`${sql.param([...list])}::uuid[]`

/** Puts the lists back that were replaced; those of the named owners stay as they are. */
export async function restoreLists(
  req: PayloadRequest,
  importId: string,
  table: ListTable,
  keptOwners: readonly string[],
): Promise<void> {
  const owner = ownerColumn(table)
  await rowsOf(
    req,
    sql`delete from ${sql.identifier(table)} t using ${images(importId, table)} r
        where r.before is null and t.id = r.record_id
          and not t.${sql.identifier(owner)} = any(${ids(keptOwners)})`,
  )
  await rowsOf(
    req,
    sql`insert into ${sql.identifier(table)}
        select (jsonb_populate_record(null::${sql.identifier(table)}, r.before)).*
        from ${images(importId, table)} r
        where r.after is null and not (r.before->>${owner})::uuid = any(${ids(keptOwners)})
        order by r.id`,
  )
}

/** Puts back component rows that were only pointed at a new item and still are as they were left. */
export const restorePointers = async (
  req: PayloadRequest,
  importId: string,
  keptItems: readonly string[],
): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    req,
    sql`update assembly_components t
        set part_id = (r.before->>'part_id')::uuid, assembly_id = (r.before->>'assembly_id')::uuid,
            updated_at = (r.before->>'updated_at')::timestamptz
        from ${images(importId, 'assembly_components')} r
        where r.before is not null and r.after is not null and r.record_id = t.id and to_jsonb(t) @> r.after
          and not coalesce(r.after->>'part_id', r.after->>'assembly_id')::uuid = any(${ids(keptItems)})
        returning t.id`,
  )
  return rows.map(({ id }) => id)
}

export type LinkBeside = {
  parent: string
  child: string
  /** The assembly with which this link was put back: the owner of its list, or what it pointed at; null for all others. */
  restores: string | null
}

/**
 * Every link between two assemblies as it stands after lists and pointers were put back; those that were
 * put back come last.
 *
 * @param pointed rows whose pointers were put back
 */
export const linksBeside = (
  req: PayloadRequest,
  importId: string,
  pointed: readonly string[],
): Promise<LinkBeside[]> =>
  rowsOf<LinkBeside>(
    req,
    sql`with back as (
          select r.record_id as id,
                 case when r.after is null then r.before->>'parent_assembly_id' else r.after->>'assembly_id' end as restores
          from ${images(importId, 'assembly_components')} r
          where r.before is not null and (r.after is null or r.record_id = any(${ids(pointed)}))
        )
        select c.parent_assembly_id as parent, c.assembly_id as child, back.restores
        from assembly_components c left join back on back.id = c.id
        where c.assembly_id is not null
        order by back.restores nulls first, c.id`,
  )

/** Puts whole records back as they were, revision and times included. */
export async function restoreItems(
  req: PayloadRequest,
  importId: string,
  table: ItemTable,
  kept: readonly string[],
): Promise<void> {
  const columns = await rowsOf<{ name: string }>(
    req,
    sql`select distinct key as name from (
          select before from ${images(importId, table)} r where before is not null limit 1
        ) one, jsonb_object_keys(one.before) key
        join information_schema.columns c on c.table_schema = 'public' and c.table_name = ${table} and c.column_name = key
        where key <> 'id'`,
  )
  if (columns.length === 0) return
  const settings = columns.map(
    ({ name }) => sql`${sql.identifier(name)} = (v.image).${sql.identifier(name)}`,
  )
  await rowsOf(
    req,
    sql`update ${sql.identifier(table)} t set ${sql.join(settings, sql`, `)}
        from (
          select r.record_id, jsonb_populate_record(null::${sql.identifier(table)}, r.before) as image
          from ${images(importId, table)} r
          where r.before is not null and not r.record_id = any(${ids(kept)})
        ) v
        where v.record_id = t.id`,
  )
}

/** Puts single columns of one record back; the record counts on, because it was changed otherwise. */
export async function restoreColumns(
  req: PayloadRequest,
  table: ItemTable,
  id: string,
  columns: Image,
): Promise<void> {
  const settings = Object.keys(columns).map(
    (name) => sql`${sql.identifier(name)} = v.${sql.identifier(name)}`,
  )
  if (table !== 'categories') settings.push(sql`rev = t.rev + 1`)
  await rowsOf(
    req,
    sql`update ${sql.identifier(table)} t set ${sql.join([...settings, sql`updated_at = now()`], sql`, `)}
        from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(columns)}::jsonb) v
        where t.id = ${id}`,
  )
}

/** Tables that point at a table, with the column. Bookkeeping of the framework does not count. */
const pointers = (req: PayloadRequest, table: ItemTable) =>
  rowsOf<{ owner: string; column: string }>(
    req,
    sql`select c.conrelid::regclass::text as owner, a.attname as "column"
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = ${table}::regclass and c.conrelid::regclass::text not like 'payload%'
        order by 1, 2`,
  )

/** Of these records, those that something still needs, and what. */
export async function usersOf(
  req: PayloadRequest,
  table: ItemTable,
  records: readonly string[],
): Promise<Map<string, string>> {
  const users = new Map<string, string>()
  if (records.length === 0) return users
  for (const { owner, column } of await pointers(req, table)) {
    const amongThem = owner === table ? sql`and not id = any(${ids(records)})` : sql``
    const rows = await rowsOf<{ id: string }>(
      req,
      sql`select distinct ${sql.identifier(column)} as id from ${sql.identifier(owner)}
          where ${sql.identifier(column)} = any(${ids(records)}) ${amongThem}`,
    )
    for (const { id } of rows) users.set(id, column.startsWith('successor') ? 'successor' : owner)
  }
  return users
}

/** Removes records that nothing needs any more; children before what they stand below. */
export async function removeItems(
  req: PayloadRequest,
  table: ItemTable,
  records: readonly string[],
): Promise<void> {
  if (table === 'categories')
    await rowsOf(
      req,
      sql`delete from categories where id = any(${ids(records)}) and parent_id = any(${ids(records)})`,
    )
  await rowsOf(req, sql`delete from ${sql.identifier(table)} where id = any(${ids(records)})`)
}

export type KeptRow = {
  seq: string
  table: ItemTable | ListTable
  id: string
  before: Image | null
  after: Image | null
}

/** What the import did, row by row in its order, from one place on. */
export const imagesAfter = (
  req: PayloadRequest,
  importId: string,
  seq: string,
  limit: number,
): Promise<KeptRow[]> =>
  rowsOf<KeptRow>(
    req,
    sql`select r.id::text as seq, r.table_name as "table", r.record_id as id, r.before, r.after
        from catalogue_import_rows r where r.import_id = ${importId} and r.id > ${seq}::bigint
        order by r.id limit ${limit}`,
  )

/** How many rows the import wrote. */
export async function imagesOf(req: PayloadRequest, importId: string): Promise<number> {
  const [counted] = await rowsOf<{ rows: number }>(
    req,
    sql`select count(*)::int as rows from catalogue_import_rows where import_id = ${importId}`,
  )
  return counted?.rows ?? 0
}

export type ListedComponent = { askedId: string; quantity: number; note: string | null }
export type ReplacedList = {
  owner: string
  before: ListedComponent[]
  after: ListedComponent[]
}

/** The component lists of these assemblies that the import replaced: as they were, and as it made them. */
export const replacedComponents = (
  req: PayloadRequest,
  importId: string,
  assemblies: readonly string[],
): Promise<ReplacedList[]> => {
  const listed = (image: 'after' | 'before', other: 'after' | 'before') => {
    const [row, none] = [sql.identifier(image), sql.identifier(other)]
    return sql`coalesce(jsonb_agg(jsonb_build_object('askedId', ${row}->>'asked_id',
        'quantity', (${row}->>'quantity')::int, 'note', ${row}->>'note')
      order by (${row}->>'position')::numeric) filter (where ${row} is not null and ${none} is null), '[]')`
  }
  return rowsOf<ReplacedList>(
    req,
    sql`select coalesce(after, before)->>'parent_assembly_id' as owner,
               ${listed('before', 'after')} as before, ${listed('after', 'before')} as after
        from catalogue_import_rows
        where import_id = ${importId} and table_name = 'assembly_components'
          and (before is null or after is null)
          and coalesce(after, before)->>'parent_assembly_id' = any(${sql.param([...assemblies])}::text[])
        group by 1`,
  )
}

/** Runs the work and takes it back alone when it answers false. */
export async function tryOut(req: PayloadRequest, work: () => Promise<boolean>): Promise<void> {
  const transaction = await transactionOf(req)
  await transaction.execute(sql`savepoint tried`)
  const stays = await work()
  if (!stays) await transaction.execute(sql`rollback to savepoint tried`)
  await transaction.execute(sql`release savepoint tried`)
}
