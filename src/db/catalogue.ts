import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import {
  ASSEMBLY_PREFIX,
  lookupFrom,
  type CatalogComponent,
  type CatalogLookup,
  type CatalogPart,
} from '../domain/catalog/lookup'
import { rowsOf } from './rows'
import { successorsOf } from './successors'

/** What an engine run needs of the catalogue, and which of these items go outside. */
export type LoadedCatalogue = { lookup: CatalogLookup; outside: ReadonlySet<string> }

type ItemRow = Omit<CatalogPart, 'components'> & { isOutside: boolean; [key: string]: unknown }
type AssemblyRow = ItemRow & { components: CatalogComponent[] }

const itemColumns = (alias: 'a' | 'p') => {
  const of = sql.identifier(alias)
  return sql`${of}.id, ${of}.part_number as "partNumber", ${of}.name, ${of}.cost::float8 as cost,
             ${of}.is_active as "isActive", ${of}.is_outside as "isOutside"`
}
/** Where the stored link of a component is not the assembly that answers its id, because of a circle. */
const KEPT = sql`case when c.assembly_id is null and exists (
    select from assemblies x where x.part_number in (c.asked_id, ${ASSEMBLY_PREFIX} || c.asked_id)
  ) then case when c.part_id is null then 'UNKNOWN' else 'PART' end end`
const PART_COLUMNS = itemColumns('p')
const ASSEMBLY_COLUMNS = sql`${itemColumns('a')},
  coalesce((
    select jsonb_agg(jsonb_build_object('askedId', c.asked_id, 'quantity', c.quantity, 'note', c.note, 'kept', ${KEPT}) order by c.position, c.id)
    from assembly_components c where c.parent_assembly_id = a.id
  ), '[]'::jsonb) as components`

/**
 * Loads every item that may be reached from the asked ids, at any depth, with two queries: the
 * assemblies with their components by a recursive walk (`union` ends it at cycles), then the parts of
 * all ids seen. Parts that share an id with an assembly are loaded too: a cycle may need them. Where
 * something is retired, a third query tells its successor.
 */
export async function loadCatalogue(
  req: PayloadRequest,
  askedIds: readonly string[],
): Promise<LoadedCatalogue> {
  const asked = [...new Set(askedIds)]
  const assemblies = await rowsOf<AssemblyRow>(
    req,
    sql`with recursive tree(id) as (
          select id from assemblies
          where part_number = any(${sql.param([...asked, ...asked.map((id) => ASSEMBLY_PREFIX + id)])}::text[])
          union
          select c.assembly_id from tree
          join assembly_components c on c.parent_assembly_id = tree.id
          where c.assembly_id is not null
        )
        select ${ASSEMBLY_COLUMNS} from tree join assemblies a on a.id = tree.id`,
  )
  const seen = new Set(asked)
  for (const assembly of assemblies) {
    for (const component of assembly.components) seen.add(component.askedId)
  }
  const parts = await rowsOf<ItemRow>(
    req,
    sql`select ${PART_COLUMNS} from parts p where p.part_number = any(${sql.param([...seen])}::text[])`,
  )
  const items = [...assemblies, ...parts]
  const outside = items.filter((item) => item.isOutside).map((item) => item.id)
  return { lookup: await lookupOf(req, parts, assemblies), outside: new Set(outside) }
}

/** What was loaded, each retired item with its successor. */
async function lookupOf(
  req: PayloadRequest,
  parts: readonly ItemRow[],
  assemblies: readonly AssemblyRow[],
): Promise<CatalogLookup> {
  const retired = [...assemblies, ...parts].filter((item) => !item.isActive).map(({ id }) => id)
  const successors = await successorsOf(req, retired)
  const withSuccessor = <Item extends ItemRow>(item: Item): Item => {
    const successor = successors.get(item.id)
    return successor ? { ...item, successor: successor.partNumber } : item
  }
  return lookupFrom(parts.map(withSuccessor), assemblies.map(withSuccessor))
}

/** Every item of the catalogue, for verification of a whole configuration space. */
export async function loadWholeCatalogue(req: PayloadRequest): Promise<CatalogLookup> {
  const assemblies = await rowsOf<AssemblyRow>(
    req,
    sql`select ${ASSEMBLY_COLUMNS} from assemblies a`,
  )
  const parts = await rowsOf<ItemRow>(req, sql`select ${PART_COLUMNS} from parts p`)
  return lookupOf(req, parts, assemblies)
}
