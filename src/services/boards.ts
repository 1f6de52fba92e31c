import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { can, may } from '../../access/can'
import { rowsOf } from '../db/rows'
import { readAll } from './readAll'
import { idOf } from './relation'

export type StatusCount = { workflow: string; status: string; builds: number }

/** How many builds stand in each status of each workflow; empty for whoever does not read all builds. */
export async function buildsByStatus(req: PayloadRequest): Promise<StatusCount[]> {
  if ((await can('builds.read')({ req })) !== true) return []
  return rowsOf<StatusCount>(
    req,
    sql`select workflow_id as workflow, status, count(*)::int as builds from builds group by 1, 2 order by 1, 2`,
  )
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

export type Shortage = {
  build: { id: string; buildNumber: string; customerName: string | null }
  /** ISO time since when the build waits. */
  since: string | null
  /** The tasks that wait, with part and quantities as the floor reported them. */
  tasks: { id: string; title: string; reason: string | null }[]
  /** Why the build was put on hold, in the words of whoever did it. */
  note: string | null
}

/** Builds on hold because parts are missing, the longest wait first (handbook 4.2 T10, 9.1). */
export async function shortages(req: PayloadRequest): Promise<Shortage[]> {
  const held = await readAll(
    req,
    'builds',
    { holdClass: { equals: 'PARTS_SHORTAGE' }, heldFrom: { exists: true } },
    'statusSince',
  )
  if (held.length === 0) return []
  const tasks = await readAll(
    req,
    'tasks',
    {
      build: { in: held.map(({ id }) => id) },
      status: { equals: 'BLOCKED' },
      blockClass: { equals: 'PARTS_SHORTAGE' },
    },
    'sequence',
  )
  return held.map(({ id, buildNumber, customerName, statusSince, statusNote }) => ({
    build: { id, buildNumber, customerName: customerName ?? null },
    since: statusSince ?? null,
    tasks: tasks
      .filter(({ build }) => idOf(build) === id)
      .map((task) => ({ id: task.id, title: task.title, reason: task.reason ?? null })),
    note: statusNote ?? null,
  }))
}
