import { createHash } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres'
import type { Payload, PayloadRequest } from 'payload'
import type { AuditContent } from '../domain/audit'
import { canonicalJson } from '../domain/canonical'

const ROWS_PER_STATEMENT = 1_000

/** SHA-256 in hex over the canonical content of an audit row. */
export const contentHashOf = (row: AuditContent): string =>
  createHash('sha256').update(canonicalJson(row)).digest('hex')

/**
 * What the `hash` column holds: the content hash bound to the row's place in the trail. The trigger
 * `audit_events_bind_seq` computes the same when the row is inserted.
 */
export const boundHashOf = (seq: string, row: AuditContent): string =>
  createHash('sha256')
    .update(`${seq}:${contentHashOf(row)}`)
    .digest('hex')

/**
 * Appends rows to the audit trail in the given order. With a request they join its transaction, or
 * throw when that transaction is already over; without one they commit by themselves.
 */
export async function insertAuditRows(
  payload: Payload,
  rows: readonly AuditContent[],
  req?: PayloadRequest,
): Promise<void> {
  const database = await executorOf(payload, req)
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows
      .slice(start, start + ROWS_PER_STATEMENT)
      .map((row) => ({ ...row, hash: contentHashOf(row) }))
    await database.execute(sql`
      insert into audit_events (id, at, stream, action, resource, resource_id, actor, actor_name,
        role, before, after, reason, ip, user_agent, request_id, hash)
      select r.id, r.at, r.stream, r.action, r.resource, r."resourceId", r.actor, r."actorName",
        r.role, r.before, r.after, r.reason, r.ip, r."userAgent", r."requestId", r.hash
      from rows from (jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as (
        id uuid, at timestamptz, stream enum_audit_events_stream, action text, resource text,
        "resourceId" text, actor text, "actorName" text, role text, before jsonb, after jsonb,
        reason text, ip text, "userAgent" text, "requestId" text, hash text
      )) with ordinality as r
      order by r.ordinality`)
  }
}

type Executor = Pick<Payload['db']['drizzle'], 'execute'>

async function executorOf(payload: Payload, req: PayloadRequest | undefined): Promise<Executor> {
  const transactionID = await req?.transactionID
  if (!transactionID) return payload.db.drizzle
  const session = payload.db.sessions?.[transactionID]
  if (!session) throw new Error('The transaction of this request is over; nothing can join it.')
  return session.db
}
