import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { ItemCollection, ItemName } from '../domain/catalog/item'
import { rowsOf } from './rows'

export type Item = ItemName & {
  isActive: boolean
  rev: number
  successorPart: string | null
  successorAssembly: string | null
}

const columns = (collection: ItemCollection) => sql`${collection} as collection, id,
  part_number as "partNumber", name, is_active as "isActive", rev::int as rev,
  successor_part_id as "successorPart", successor_assembly_id as "successorAssembly"`

const tableOf = (collection: ItemCollection) => sql.identifier(collection)

/** One item of a known collection. */
export async function itemOf(
  req: PayloadRequest,
  collection: ItemCollection,
  id: string,
): Promise<Item | undefined> {
  const [item] = await rowsOf<Item>(
    req,
    sql`select ${columns(collection)} from ${tableOf(collection)} where id = ${id}`,
  )
  return item
}

/** The item of an id, whichever collection holds it. */
export async function itemWithId(req: PayloadRequest, id: string): Promise<Item | undefined> {
  const [item] = await rowsOf<Item>(
    req,
    sql`select ${columns('parts')} from parts where id = ${id}
        union all select ${columns('assemblies')} from assemblies where id = ${id}`,
  )
  return item
}

/** The item of a number: an assembly before a part (handbook 6.6). */
export async function itemNumbered(
  req: PayloadRequest,
  partNumber: string,
): Promise<Item | undefined> {
  const items = await rowsOf<Item>(
    req,
    sql`select ${columns('assemblies')} from assemblies where part_number = ${partNumber}
        union all select ${columns('parts')} from parts where part_number = ${partNumber}`,
  )
  return items.find(({ collection }) => collection === 'assemblies') ?? items[0]
}

/** All items that bear one of these numbers; a part and an assembly may share one. */
export const itemsNumbered = (
  req: PayloadRequest,
  partNumbers: readonly string[],
): Promise<Item[]> =>
  rowsOf<Item>(
    req,
    sql`select ${columns('assemblies')} from assemblies where part_number = any(${sql.param([...partNumbers])}::text[])
        union all select ${columns('parts')} from parts where part_number = any(${sql.param([...partNumbers])}::text[])`,
  )

/** Takes an item out of use or back into it. The caller holds its lock. */
export async function setActive(
  req: PayloadRequest,
  item: ItemName,
  state: { isActive: boolean; successor: ItemName | null },
): Promise<Item> {
  const { isActive, successor } = state
  const idIf = (collection: ItemCollection) =>
    successor?.collection === collection ? successor.id : null
  const [written] = await rowsOf<Item>(
    req,
    sql`update ${tableOf(item.collection)}
        set is_active = ${isActive}, successor_part_id = ${idIf('parts')}, successor_assembly_id = ${idIf('assemblies')},
            rev = rev + 1, updated_at = now()
        where id = ${item.id} returning ${columns(item.collection)}`,
  )
  if (!written) throw new Error(`Item ${item.id} vanished while it was locked.`)
  return written
}
