import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { fieldsOf, insertRows, rowsOf, type Row } from '../../db/rows'
import { recordAudits, type AuditEntry } from '../audit'

/** A serial or lot of a build, as the columns of its row. */
export type TracedPart = Row & { build_id: string; part_number: string }

/**
 * Records serials and lots in the place of those that `replaced` is true of, which stay readable: from the part
 * one reaches the build (handbook 15.9). The trail tells of each.
 */
export async function traceParts(
  req: PayloadRequest,
  replaced: SQL,
  parts: readonly TracedPart[],
): Promise<void> {
  const now = new Date().toISOString()
  const gone = await rowsOf<{ id: string }>(
    req,
    sql`update traced_parts set replaced_at = ${now}, updated_at = now()
        where replaced_at is null and ${replaced} returning id`,
  )
  const rows = parts.map((part) => ({ ...part, id: uuidv7(), recorded_at: now }))
  const by = { recorded_by_id: req.user?.id ?? null, created_at: now, updated_at: now }
  await insertRows(
    req,
    'traced_parts',
    rows.map((row) => ({ ...row, ...by })),
  )
  const of = { resource: 'traced-parts' }
  await recordAudits(req, [
    ...gone.map(({ id }): AuditEntry => ({
      ...of,
      action: 'update',
      resourceId: id,
      before: { replacedAt: null },
      after: { replacedAt: now },
    })),
    ...rows.map((row): AuditEntry => ({
      ...of,
      action: 'create',
      resourceId: row.id,
      after: fieldsOf(row),
    })),
  ])
}
