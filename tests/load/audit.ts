import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { contentHashOf } from '../../src/db/audit'
import type { AuditContent } from '../../src/domain/audit'

/**
 * Lengthens the audit trail as the product does: the writer gives the hash of the content, the database the
 * place and the receipt, and the worker seals meanwhile.
 */
const EVENTS = Number(process.env.BENCH_EVENTS)
const ROWS_PER_STATEMENT = 2_000
const COLUMNS =
  'id, at, stream, action, resource, resource_id, actor, actor_name, role, before, after, reason, ip, user_agent, request_id, hash'

const client = new Client({ connectionString: process.env.DATABASE_URL })
await client.connect()

const actor = randomUUID()
function eventOf(place: number): AuditContent {
  return {
    id: randomUUID(),
    at: new Date().toISOString(),
    stream: place % 5 === 0 ? 'ACTIVITY' : 'AUDIT',
    action: 'update',
    resource: 'parts',
    resourceId: randomUUID(),
    actor,
    actorName: 'Benchmark',
    role: 'PROCUREMENT',
    before: { name: `Part ${place}`, unitCost: place, isActive: true },
    after: { name: `Part ${place} revised`, unitCost: place + 1, isActive: false },
    reason: null,
    ip: '127.0.0.1',
    userAgent: 'benchmark',
    requestId: randomUUID(),
  }
}

for (let done = 0; done < EVENTS; done += ROWS_PER_STATEMENT) {
  const events = Array.from({ length: Math.min(ROWS_PER_STATEMENT, EVENTS - done) }, (_, n) =>
    eventOf(done + n),
  )
  const rows = events.map((event) => ({
    ...event,
    resource_id: event.resourceId,
    actor_name: event.actorName,
    user_agent: event.userAgent,
    request_id: event.requestId,
    hash: contentHashOf(event),
  }))
  await client.query(
    `insert into audit_events (${COLUMNS})
     select ${COLUMNS} from jsonb_populate_recordset(null::audit_events, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}
await client.end()
process.send?.({ written: EVENTS })
process.disconnect()
