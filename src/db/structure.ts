import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { ItemCollection } from '../domain/catalog/item'
import { ASSEMBLY_PREFIX } from '../domain/catalog/lookup'
import { rowsOf } from './rows'
import { standsIn, type StatePairs } from './states'

type Item = { id: string; partNumber: string }

/** One writer of the assembly structure at a time: two links that close a circle cannot cross. */
export const lockStructure = (req: PayloadRequest): Promise<unknown> =>
  rowsOf(req, sql`select pg_advisory_xact_lock(hashtext('assembly structure'))`)

/** The records of these ids in both name spaces, the `ASSY-` spelling included. */
export async function itemsNamed(
  req: PayloadRequest,
  askedId: string,
): Promise<{ assemblies: Item[]; parts: Item[] }> {
  const assemblies = await rowsOf<Item>(
    req,
    sql`select id, part_number as "partNumber" from assemblies
        where part_number in (${askedId}, ${ASSEMBLY_PREFIX + askedId})`,
  )
  const parts = await rowsOf<Item>(
    req,
    sql`select id, part_number as "partNumber" from parts where part_number = ${askedId}`,
  )
  return { assemblies, parts }
}

/**
 * The way down from one assembly to another as part numbers, both included; null when there is none.
 * The path array ends the walk at circles.
 */
export async function wayDown(
  req: PayloadRequest,
  from: string,
  to: string,
): Promise<string[] | null> {
  const [row] = await rowsOf<{ numbers: string[] }>(
    req,
    sql`with recursive walk(id, ids, numbers) as (
          select id, array[id], array[part_number::text] from assemblies where id = ${from}
          union all
          select a.id, walk.ids || a.id, walk.numbers || a.part_number::text
          from walk
          join assembly_components c on c.parent_assembly_id = walk.id
          join assemblies a on a.id = c.assembly_id
          where walk.id <> ${to} and a.id <> all(walk.ids)
        )
        select numbers from walk where id = ${to} order by cardinality(ids) limit 1`,
  )
  return row?.numbers ?? null
}

export type ComponentRow = {
  id: string
  parent: string
  askedId: string
  part: string | null
  assembly: string | null
}

/** Component rows that an item of this number answers, or answered until now. */
export const componentsOf = (
  req: PayloadRequest,
  partNumbers: readonly string[],
  itemId: string,
): Promise<ComponentRow[]> =>
  rowsOf<ComponentRow>(
    req,
    sql`select id, parent_assembly_id as parent, asked_id as "askedId", part_id as part, assembly_id as assembly
        from assembly_components
        where asked_id = any(${sql.param([...partNumbers])}::text[])
           or ${ASSEMBLY_PREFIX} || asked_id = any(${sql.param([...partNumbers])}::text[])
           or part_id = ${itemId} or assembly_id = ${itemId}
        order by id`,
  )

/**
 * Component rows beneath an assembly, its own included, that ask for an assembly but were not linked to it
 * because that would have closed a circle.
 */
export const keptApart = (req: PayloadRequest, assembly: string): Promise<ComponentRow[]> =>
  rowsOf<ComponentRow>(
    req,
    sql`with recursive down(id) as (
          select ${assembly}::uuid
          union
          select c.assembly_id from down
          join assembly_components c on c.parent_assembly_id = down.id
          where c.assembly_id is not null
        )
        select c.id, c.parent_assembly_id as parent, c.asked_id as "askedId", c.part_id as part, c.assembly_id as assembly
        from down join assembly_components c on c.parent_assembly_id = down.id
        where c.assembly_id is null
          and exists (select from assemblies x where x.part_number in (c.asked_id, ${ASSEMBLY_PREFIX} || c.asked_id))
        order by c.id`,
  )

/** The same wherever they are in the catalogue. Two joins by number, so that it is quick where there is none. */
export const allKeptApart = (req: PayloadRequest): Promise<ComponentRow[]> =>
  rowsOf<ComponentRow>(
    req,
    sql`with apart as (
          select c.id from assembly_components c join assemblies x on x.part_number = c.asked_id
          where c.assembly_id is null
          union
          select c.id from assembly_components c join assemblies x on x.part_number = ${ASSEMBLY_PREFIX} || c.asked_id
          where c.assembly_id is null
        )
        select c.id, c.parent_assembly_id as parent, c.asked_id as "askedId", c.part_id as part, c.assembly_id as assembly
        from apart join assembly_components c on c.id = apart.id order by c.id`,
  )

/** Points a component row at what its id now means. */
export const pointComponent = (
  req: PayloadRequest,
  id: string,
  child: { part: string | null; assembly: string | null },
): Promise<unknown> =>
  rowsOf(
    req,
    sql`update assembly_components set part_id = ${child.part}, assembly_id = ${child.assembly}, updated_at = now()
        where id = ${id}`,
  )

export type ItemUse = { kind: 'ORDER' | 'ASSEMBLY' | 'SUCCESSOR' | 'STOCK'; name: string }

/**
 * Who needs an item: orders by the active BOMs of their builds that are not `over`, assemblies, retired items that name it as
 * their successor, stock history.
 */
export const usesOf = (
  req: PayloadRequest,
  kind: 'part' | 'assembly',
  id: string,
  over: StatePairs,
): Promise<ItemUse[]> => {
  const column = kind === 'part' ? sql`part_id` : sql`assembly_id`
  const successor = kind === 'part' ? sql`successor_part_id` : sql`successor_assembly_id`
  return rowsOf<ItemUse>(
    req,
    sql`select distinct 'ORDER' as kind, o.order_number || ' (build ' || b.build_number || ')' as name
        from item_uses u join builds b on b.id = u.build_id join orders o on o.id = b.order_id
        where ${column} = ${id} and not ${standsIn(over)}
        union all
        select distinct 'ASSEMBLY', a.part_number
        from assembly_components c join assemblies a on a.id = c.parent_assembly_id
        where c.${column} = ${id} and c.parent_assembly_id <> ${id}
        union all
        select 'SUCCESSOR', part_number from parts where ${successor} = ${id}
        union all
        select 'SUCCESSOR', part_number from assemblies where ${successor} = ${id}
        union all
        select 'STOCK', count(*) || case count(*) when 1 then ' stock movement' else ' stock movements' end from stock_movements where ${column} = ${id} having count(*) > 0`,
  )
}

/** The place after the last component of an assembly. */
export async function placeAfterLast(req: PayloadRequest, assembly: string): Promise<number> {
  const [row] = await rowsOf<{ place: number }>(
    req,
    sql`select coalesce(max(position) + 1, 0)::int as place from assembly_components
        where parent_assembly_id = ${assembly}`,
  )
  return row?.place ?? 0
}

/** What goes with an item that may go: its own structure, its listings, uses by finished builds. */
export async function forgetItem(
  req: PayloadRequest,
  kind: 'part' | 'assembly',
  id: string,
): Promise<void> {
  const column = kind === 'part' ? sql`part_id` : sql`assembly_id`
  await rowsOf(req, sql`delete from item_uses where ${column} = ${id}`)
  if (kind === 'part') return
  await rowsOf(req, sql`delete from assembly_components where parent_assembly_id = ${id}`)
  await rowsOf(req, sql`delete from category_references where assembly_id = ${id}`)
}

export type ChildRow = {
  component: string
  place: number
  askedId: string
  quantity: number
  note: string | null
  collection: ItemCollection | null
  id: string | null
  partNumber: string | null
  name: string | null
  isActive: boolean | null
  hasChildren: boolean
}

/** The components of one assembly in catalogue order, each with the record it resolves to. */
export const childrenOf = (req: PayloadRequest, assembly: string): Promise<ChildRow[]> =>
  rowsOf<ChildRow>(
    req,
    sql`select c.id as component, c.position::int as place, c.asked_id as "askedId", c.quantity::float8 as quantity, c.note,
               case when a.id is not null then 'assemblies' when p.id is not null then 'parts' end as collection,
               coalesce(a.id, p.id) as id, coalesce(a.part_number, p.part_number) as "partNumber",
               coalesce(a.name, p.name) as name, coalesce(a.is_active, p.is_active) as "isActive",
               exists (select from assembly_components below where below.parent_assembly_id = a.id) as "hasChildren"
        from assembly_components c
        left join parts p on p.id = c.part_id
        left join assemblies a on a.id = c.assembly_id
        where c.parent_assembly_id = ${assembly} order by c.position, c.id`,
  )

/** Gives components the places of this list, from 0. */
export const placeComponents = (
  req: PayloadRequest,
  components: readonly string[],
): Promise<unknown> =>
  rowsOf(
    req,
    sql`update assembly_components c set position = o.place - 1, updated_at = now()
        from unnest(${sql.param([...components])}::uuid[]) with ordinality as o(id, place) where c.id = o.id`,
  )
