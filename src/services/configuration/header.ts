import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockRow } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { refused } from '../http'

/** The two kinds of configuration that are released. */
export type Kind = 'FAMILY' | 'WORKFLOW'

export const TABLE = { FAMILY: 'product_families', WORKFLOW: 'workflows' } as const
export const SLUG = { FAMILY: 'product-families', WORKFLOW: 'workflows' } as const

export type Header = {
  id: string
  code: string
  draft: unknown
  state: string
  rev: number
  updatedAt: string
  releaseId: string | null
  /** Hash of the release in force. */
  inForce: string | null
  [column: string]: unknown
}

/** The header of a family or workflow, locked: whoever publishes or restores waits for the other. */
export async function lockHeader(req: PayloadRequest, kind: Kind, id: string): Promise<Header> {
  await lockRow(req, TABLE[kind], id)
  return readHeader(req, kind, id)
}

/** The same as it stands, for work that takes too long to hold a lock. */
export async function readHeader(req: PayloadRequest, kind: Kind, id: string): Promise<Header> {
  const [header] = await rowsOf<Header>(
    req,
    sql`select h.id, h.code, h.draft, h.state::text as state, h.rev::int as rev, h.updated_at as "updatedAt",
               h.release_id as "releaseId", r.sha256 as "inForce"
        from ${sql.identifier(TABLE[kind])} h left join configuration_releases r on r.id = h.release_id
        where h.id = ${id}`,
  )
  if (!header) throw refused({ code: 'not_found', message: 'There is no such configuration.' })
  return header
}
