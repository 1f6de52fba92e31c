import { hash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { AuditContent } from '../domain/audit'
import { canonicalJson } from '../domain/canonical'
import { insertRows, rowsOf } from './rows'

const ROWS_PER_STATEMENT = 1_000

/** SHA-256 in hex over the canonical content of an audit row. */
export const contentHashOf = (row: AuditContent): string => hash('sha256', canonicalJson(row))

/**
 * What the `hash` column holds: the content hash bound to the row's place in the trail. The trigger
 * `audit_events_bind_seq` computes the same when the row is inserted.
 */
export const boundHashOf = (seq: string, row: AuditContent): string =>
  hash('sha256', `${seq}:${contentHashOf(row)}`)

/** Appends rows to the audit trail in the given order, in the transaction of the request. */
export async function insertAuditRows(
  req: PayloadRequest,
  rows: readonly AuditContent[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT).map((row) => ({
      id: row.id,
      at: row.at,
      stream: row.stream,
      action: row.action,
      resource: row.resource,
      resource_id: row.resourceId,
      actor: row.actor,
      actor_name: row.actorName,
      role: row.role,
      before: row.before,
      after: row.after,
      reason: row.reason,
      ip: row.ip,
      user_agent: row.userAgent,
      request_id: row.requestId,
      hash: contentHashOf(row),
    }))
    await insertRows(req, 'audit_events', chunk)
  }
}

/** The place of each row in the trail, which its hash is bound to. */
export async function placesOf(
  req: PayloadRequest,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ id: string; seq: string }>(
    req,
    sql`select id, seq::text as seq from audit_events where id = any(${sql.param([...ids])}::uuid[])`,
  )
  return new Map(rows.map(({ id, seq }) => [id, seq]))
}
