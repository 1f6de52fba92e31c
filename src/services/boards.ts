import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { can, may } from '../../access/can'
import { rowsOf } from '../db/rows'

/** How many builds stand in each status; empty for whoever does not read all builds. */
export async function buildsByStatus(req: PayloadRequest): Promise<ReadonlyMap<string, number>> {
  if ((await can('builds.read')({ req })) !== true) return new Map()
  const rows = await rowsOf<{ status: string; builds: number }>(
    req,
    sql`select status, count(*)::int as builds from builds group by status`,
  )
  return new Map(rows.map(({ status, builds }) => [status, builds]))
}

export type LowItem = {
  id: string
  partNumber: string
  name: string
  /** On hand less reserved. */
  available: number
  reorderLevel: number
}

const SHOWN = 12

/** Active parts at or below their reorder level, the furthest below first (handbook 10). */
export async function lowStock(req: PayloadRequest): Promise<LowItem[]> {
  if (!may(req, 'stock.read')) return []
  return rowsOf<LowItem>(
    req,
    sql`select id, part_number as "partNumber", name, reorder_level::int as "reorderLevel",
               (quantity_on_hand - quantity_reserved)::int as available
        from parts
        where is_active and reorder_level is not null
          and quantity_on_hand - quantity_reserved <= reorder_level
        order by quantity_on_hand - quantity_reserved - reorder_level, part_number
        limit ${SHOWN}`,
  )
}
