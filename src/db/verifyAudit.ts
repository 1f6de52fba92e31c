import type { ClientBase } from 'pg'
import { z } from 'zod'
import { boundHashOf } from './audit'

const ROWS_PER_PAGE = 5_000

const record = z.record(z.string(), z.json()).nullable()

const storedRow = z.object({
  place: z.string(),
  id: z.string(),
  at: z.date(),
  stream: z.enum(['AUDIT', 'ACTIVITY']),
  action: z.string(),
  resource: z.string(),
  resourceId: z.string().nullable(),
  actor: z.string().nullable(),
  actorName: z.string(),
  role: z.string(),
  before: record,
  after: record,
  reason: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
  hash: z.string(),
})

export type AuditReport = {
  /** Rows found intact. */
  checked: number
  /** The first row that is not what was written, in the order of the trail. */
  bad: { id: string; seq: string; reason: string } | null
}

/**
 * Recomputes the hash of every audit row, oldest first, page by page in one snapshot, so that a
 * million rows need little memory and writers are not held up. Stops at the first bad row.
 */
export async function verifyAudit(
  client: ClientBase,
  say: (checked: number) => void = () => undefined,
): Promise<AuditReport> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    let checked = 0
    let last = '-9223372036854775808'
    for (;;) {
      const { rows } = await client.query<Record<string, unknown>>(
        `select seq::text as place, id, at, stream, action, resource, resource_id as "resourceId", actor,
                actor_name as "actorName", role, before, after, reason, ip,
                user_agent as "userAgent", request_id as "requestId", hash
         from audit_events where seq > $1 order by seq limit ${ROWS_PER_PAGE}`,
        [last],
      )
      for (const row of rows) {
        const reason = faultOf(row)
        if (reason) return { checked, bad: { id: String(row.id), seq: String(row.place), reason } }
        checked += 1
      }
      const end = rows.at(-1)
      if (!end) return { checked, bad: null }
      last = String(end.place)
      say(checked)
    }
  } finally {
    await client.query('rollback')
  }
}

function faultOf(row: Readonly<Record<string, unknown>>): string | null {
  const read = storedRow.safeParse(row)
  if (!read.success) return 'its columns are not those of an audit row'
  const { place, hash, at, ...content } = read.data
  const expected = boundHashOf(place, { ...content, at: at.toISOString() })
  return expected === hash ? null : 'its content or its place does not match its hash'
}
