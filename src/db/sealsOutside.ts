import type { ClientBase } from 'pg'
import { z } from 'zod'
import { AUDIT_STREAMS } from '../domain/audit'
import { sealName, sealSchema, type AuditFault, type Seal } from '../domain/seals'

const SEALS_PER_QUERY = 1_000

const line = sealSchema.extend({ hash: z.string() })

/**
 * Compares the seals that were written outside of the database with those inside: whoever rewrites rows
 * and seals alike does not reach the file. The file may lack the newest seals, but none in between, and it
 * may not be gone where seals were taken.
 */
export async function compareOutside(
  client: ClientBase,
  lines: AsyncIterable<string> | null,
): Promise<AuditFault | null> {
  const last = new Map<string, number>(AUDIT_STREAMS.map((stream) => [stream, 0]))
  let batch: Seal[] = []
  for await (const text of lines ?? []) {
    const seal = sealIn(text)
    const seq = (last.get(seal?.stream ?? '') ?? 0) + 1
    if (!seal) return fault(null, 'the file of seals holds a line that is no seal')
    if (seal.seq !== seq)
      return fault(sealName({ ...seal, seq }), 'it is missing in the file of seals')
    last.set(seal.stream, seq)
    batch.push(seal)
    if (batch.length < SEALS_PER_QUERY) continue
    const bad = await compareBatch(client, batch)
    if (bad) return bad
    batch = []
  }
  const without = AUDIT_STREAMS.filter((stream) => last.get(stream) === 0)
  return (await compareBatch(client, batch)) ?? (await firstOf(client, without))
}

/** The first seal of streams of which the file holds none. */
async function firstOf(client: ClientBase, streams: readonly string[]): Promise<AuditFault | null> {
  const { rows } = await client.query<{ id: string }>(
    'select id from audit_seals where stream = any($1) order by seq, stream desc limit 1',
    [streams],
  )
  const [first] = rows
  return first
    ? fault(first.id, 'the file of seals is gone or empty: nothing proves the seals')
    : null
}

function sealIn(text: string): Seal | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const fault = (seal: string | null, reason: string): AuditFault => ({
  id: null,
  seq: null,
  seal,
  reason,
})

async function compareBatch(
  client: ClientBase,
  seals: readonly Seal[],
): Promise<AuditFault | null> {
  const { rows } = await client.query<{ id: string; hash: string }>(
    'select id, hash from audit_seals where id = any($1)',
    [seals.map(sealName)],
  )
  const inside = new Map(rows.map(({ id, hash }) => [id, hash]))
  for (const seal of seals) {
    const name = sealName(seal)
    const hash = inside.get(name)
    if (hash === seal.hash) continue
    if (hash === undefined)
      return fault(name, 'the file of seals has it, and the database has lost it')
    const first = await firstRowUnder(client, seal)
    return {
      id: first?.id ?? null,
      seq: first?.seq ?? null,
      seal: name,
      reason:
        'the file of seals holds another one: rows under it were rewritten together with it, from this row on',
    }
  }
  return null
}

async function firstRowUnder(
  client: ClientBase,
  { stream, fromSeq, toSeq }: Seal,
): Promise<{ id: string; seq: string } | undefined> {
  const { rows } = await client.query<{ id: string; seq: string }>(
    `select id, seq::text as seq from audit_events
     where stream = $1 and seq between $2 and $3 order by audit_events.seq limit 1`,
    [stream, fromSeq, toSeq],
  )
  return rows[0]
}
