import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { ItemCollection } from '../domain/catalog/item'
import type { ChangedField, EditableItem, EditableValue } from '../domain/catalog/massEdit'
import { rowsOf } from './rows'

/** Which items are meant: all that is set must hold. */
export type ItemSelection = {
  numbers?: readonly string[] | undefined
  startsWith?: string | undefined
  text?: string | undefined
  manufacturer?: string | undefined
  /** Own category of an assembly, or one that lists it. */
  category?: string | undefined
  isActive?: boolean | undefined
}

const COLUMNS: Readonly<Record<ChangedField, string>> = {
  manufacturer: 'manufacturer',
  unit: 'unit',
  reorderLevel: 'reorder_level',
  isOutside: 'is_outside',
  isCritical: 'is_critical',
  category: 'category_id',
  cost: 'cost',
}

const columnsOf = (collection: ItemCollection): SQL => sql`id, part_number as "partNumber", name,
  rev::int as rev, manufacturer, unit, reorder_level::float8 as "reorderLevel", is_outside as "isOutside",
  is_critical as "isCritical", cost::float8 as cost,
  ${collection === 'assemblies' ? sql`category_id` : sql`null`} as category`

const like = (text: string): string => text.replace(/[%_\\]/g, '\\$&')

function conditionsOf(collection: ItemCollection, selection: ItemSelection): SQL[] {
  const { numbers, startsWith, text, manufacturer, category, isActive } = selection
  const inCategory = sql`(category_id = ${category} or id in (select assembly_id from category_references where category_id = ${category}))`
  return [
    ...(numbers ? [sql`part_number = any(${sql.param([...numbers])}::text[])`] : []),
    ...(startsWith ? [sql`part_number like ${`${like(startsWith)}%`}`] : []),
    ...(text
      ? [sql`(part_number ilike ${`%${like(text)}%`} or name ilike ${`%${like(text)}%`})`]
      : []),
    ...(manufacturer ? [sql`lower(manufacturer) = lower(${manufacturer})`] : []),
    ...(category ? [collection === 'assemblies' ? inCategory : sql`false`] : []),
    ...(isActive === undefined ? [] : [sql`is_active = ${isActive}`]),
  ]
}

/** The items that are meant, by number, at most `limit`. */
export function selectedItems(
  req: PayloadRequest,
  collection: ItemCollection,
  selection: ItemSelection,
  limit: number,
): Promise<EditableItem[]> {
  const conditions = conditionsOf(collection, selection)
  return rowsOf<EditableItem>(
    req,
    sql`select ${columnsOf(collection)} from ${sql.identifier(collection)}
        where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
        order by part_number limit ${limit}`,
  )
}

/** How many items are meant. */
export async function countSelected(
  req: PayloadRequest,
  collection: ItemCollection,
  selection: ItemSelection,
): Promise<number> {
  const conditions = conditionsOf(collection, selection)
  const [row] = await rowsOf<{ count: number }>(
    req,
    sql`select count(*)::int as count from ${sql.identifier(collection)}
        where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}`,
  )
  return row?.count ?? 0
}

/** Which of these part numbers an item of the collection has. */
export async function numbersKnown(
  req: PayloadRequest,
  collection: ItemCollection,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set()
  const rows = await rowsOf<{ number: string }>(
    req,
    sql`select part_number as number from ${sql.identifier(collection)}
        where part_number = any(${sql.param([...numbers])}::text[])`,
  )
  return new Set(rows.map(({ number }) => number))
}

/** These items, by number. */
export const itemsToEdit = (
  req: PayloadRequest,
  collection: ItemCollection,
  ids: readonly string[],
): Promise<EditableItem[]> =>
  rowsOf<EditableItem>(
    req,
    sql`select ${columnsOf(collection)} from ${sql.identifier(collection)}
        where id = any(${sql.param([...ids])}::uuid[]) order by part_number`,
  )

/** Sets one column of many rows to a value of their own. The caller holds the rows. */
export async function writeField(
  req: PayloadRequest,
  collection: ItemCollection,
  field: ChangedField,
  rows: readonly { id: string; value: EditableValue }[],
): Promise<void> {
  const table = sql.identifier(collection)
  const column = sql.identifier(COLUMNS[field])
  const values = rows.map(({ id, value }) => ({ id, [COLUMNS[field]]: value }))
  await rowsOf(
    req,
    sql`update ${table} as item set ${column} = given.${column}, rev = item.rev + 1, updated_at = now()
        from jsonb_populate_recordset(null::${table}, ${JSON.stringify(values)}::jsonb) as given
        where item.id = given.id`,
  )
}

/** Names of categories by id. */
export async function categoryNames(
  req: PayloadRequest,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ id: string; name: string }>(
    req,
    sql`select id, code || ' ' || name as name from categories where id = any(${sql.param([...ids])}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
