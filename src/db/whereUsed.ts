import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { ItemCollection, ItemName } from '../domain/catalog/item'
import { ASSEMBLY_PREFIX } from '../domain/catalog/lookup'
import { rowsOf } from './rows'
import { standsIn, type StatePairs } from './states'

const columnOf = (collection: ItemCollection) =>
  collection === 'parts' ? sql`part_id` : sql`assembly_id`

/** A way up from an item: the assemblies, nearest first, and how many of each one holds of the one below. */
export type WayUp = { ids: string[]; quantities: number[] }

/**
 * The ways up from an item, nearest first, at most `limit`. The path array ends the walk at circles; the
 * walk itself ends with the limit.
 */
export const waysUp = (
  req: PayloadRequest,
  { collection, id }: Pick<ItemName, 'collection' | 'id'>,
  limit: number,
): Promise<WayUp[]> =>
  rowsOf<WayUp>(
    req,
    sql`with recursive up(ids, quantities) as (
          select array[parent_assembly_id], array[quantity::int]
          from assembly_components where ${columnOf(collection)} = ${id} and parent_assembly_id <> ${id}
          union all
          select up.ids || c.parent_assembly_id, up.quantities || c.quantity::int
          from up join assembly_components c on c.assembly_id = up.ids[cardinality(up.ids)]
          where c.parent_assembly_id <> all(up.ids) and c.parent_assembly_id <> ${id}
        )
        select ids, quantities from up limit ${limit}`,
  )

export type Above = ItemName & { isActive: boolean; categories: { code: string; name: string }[] }

/** Every assembly above an item, at any level, with the categories that list it. */
export const assembliesAbove = (
  req: PayloadRequest,
  { collection, id }: Pick<ItemName, 'collection' | 'id'>,
  limit: number,
): Promise<Above[]> =>
  rowsOf<Above>(
    req,
    sql`with recursive up(id) as (
          select parent_assembly_id from assembly_components where ${columnOf(collection)} = ${id}
          union
          select c.parent_assembly_id from up join assembly_components c on c.assembly_id = up.id
        )
        select 'assemblies' as collection, a.id, a.part_number as "partNumber", a.name, a.is_active as "isActive",
               coalesce((select jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name) order by c.code)
                 from categories c where c.id = a.category_id
                   or c.id in (select category_id from category_references where assembly_id = a.id)), '[]'::jsonb) as categories
        from up join assemblies a on a.id = up.id where a.id <> ${id} order by a.part_number limit ${limit}`,
  )

/** The categories of one assembly: its own, and those that list it. */
export const categoriesListing = (
  req: PayloadRequest,
  assembly: string,
): Promise<{ id: string; code: string; name: string; isOwn: boolean }[]> =>
  rowsOf(
    req,
    sql`select c.id, c.code, c.name, c.id = a.category_id as "isOwn"
        from assemblies a join categories c on c.id = a.category_id
          or c.id in (select category_id from category_references where assembly_id = a.id)
        where a.id = ${assembly} order by c.code`,
  )

/** Which of these numbers name an assembly: it is found before anything else of that number. */
export async function assemblyNumbersAmong(
  req: PayloadRequest,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ number: string }>(
    req,
    sql`select part_number as number from assemblies where part_number = any(${sql.param([...numbers])}::text[])`,
  )
  return new Set(rows.map(({ number }) => number))
}

export type FamilyState = {
  id: string
  code: string
  name: string
  release: string | null
  version: number | null
  draft: unknown
}

/** Every family with its draft and the release that orders are entered under. */
export const familyStates = (req: PayloadRequest): Promise<FamilyState[]> =>
  rowsOf<FamilyState>(
    req,
    sql`select f.id, f.code, f.name, f.draft,
               case when f.state = 'PUBLISHED' then r.id end as release,
               case when f.state = 'PUBLISHED' then r.version::int end as version
        from product_families f left join configuration_releases r on r.id = f.release_id
        order by f.code`,
  )

export type UsingBuild = {
  id: string
  buildNumber: string
  status: string
  workflow: string
  order: string
  orderNumber: string
  customer: string
  bom: string | null
  quantity: number
}

/** Builds that are not in one of the states `over` whose active bill holds the item at any level, with the pieces on that bill. */
export const buildsUsing = (
  req: PayloadRequest,
  { collection, id }: Pick<ItemName, 'collection' | 'id'>,
  numbers: readonly string[],
  { limit, over }: { limit: number; over: StatePairs },
): Promise<UsingBuild[]> => {
  const kinds = collection === 'parts' ? ['PART', 'CUSTOM'] : ['ASSEMBLY']
  return rowsOf<UsingBuild>(
    req,
    sql`select b.id, b.build_number as "buildNumber", b.status, b.workflow_id as workflow, o.id as "order",
               o.order_number as "orderNumber", b.customer_name as customer, m.id as bom,
               coalesce((select sum(l.quantity) from bom_lines l
                 where l.bom_id = m.id and l.kind::text = any(${sql.param(kinds)}::text[])
                   and l.part_number = any(${sql.param([...numbers])}::text[])), 0)::float8 as quantity
        from item_uses u
        join builds b on b.id = u.build_id
        join orders o on o.id = b.order_id
        left join boms m on m.build_id = b.id and m.is_active
        where u.${columnOf(collection)} = ${id} and not ${standsIn(over)}
        order by o.order_number desc, b.position limit ${limit}`,
  )
}

export type UsingRecord = {
  kind: 'INSTRUCTION' | 'NONCONFORMANCE' | 'PREDECESSOR' | 'SUBSTITUTION'
  collection: string
  id: string
  title: string
  note: string | null
}

/**
 * Other records that name an item: substitutions in force on either side, instructions for it, open
 * nonconformances about it, and retired items that it stands in for.
 */
export const recordsNaming = (
  req: PayloadRequest,
  { collection, id }: Pick<ItemName, 'collection' | 'id'>,
  numbers: readonly string[],
): Promise<UsingRecord[]> => {
  const column = columnOf(collection)
  const successor = collection === 'parts' ? sql`successor_part_id` : sql`successor_assembly_id`
  const named = sql`any(${sql.param([...numbers])}::text[])`
  const instructions = collection === 'parts' ? sql`false` : sql`assembly_id = ${id}`
  return rowsOf<UsingRecord>(
    req,
    sql`select 'SUBSTITUTION' as kind, 'substitutions' as collection, id, title, reason as note
        from substitutions where is_active and (asked_id = ${named} or substitute_id = ${named})
        union all
        select 'INSTRUCTION', 'work-instructions', id, title, null from work_instructions where ${instructions}
        union all
        select 'NONCONFORMANCE', 'nonconformances', id, number, description from nonconformances
        where ${column} = ${id} and status::text <> 'CLOSED'
        union all
        select 'PREDECESSOR', 'parts', id, part_number, name from parts where ${successor} = ${id}
        union all
        select 'PREDECESSOR', 'assemblies', id, part_number, name from assemblies where ${successor} = ${id}
        order by kind, title limit 200`,
  )
}

/** The ids under which a bill may ask for an item of this number. */
export const spellingsOf = ({
  collection,
  partNumber,
}: Pick<ItemName, 'collection' | 'partNumber'>): string[] =>
  collection === 'assemblies' && partNumber.startsWith(ASSEMBLY_PREFIX)
    ? [partNumber, partNumber.slice(ASSEMBLY_PREFIX.length)]
    : [partNumber]
