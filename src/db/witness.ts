import type { ClientBase } from 'pg'
import type { AuditFault, Witness } from '../domain/seals'

const ROWS_PER_QUERY = 5_000

/** The place up to which both chains of seals reach. */
export async function sealedPlace(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ place: number }>(
    `select least(coalesce(max(to_seq) filter (where stream = 'AUDIT'), 0),
                  coalesce(max(to_seq) filter (where stream = 'ACTIVITY'), 0))::float8 as place
     from audit_seals`,
  )
  return rows[0]?.place ?? 0
}

/** The rows above a place, in their order. */
export async function rowsAbove(client: ClientBase, place: number): Promise<Witness[]> {
  const { rows } = await client.query<Witness>(
    `select seq::float8 as seq, id, hash from audit_events where seq > $1 order by audit_events.seq`,
    [place],
  )
  return rows
}

/** Those of the rows seen before that are no longer what they were, in their order. */
export async function alteredSince(
  client: ClientBase,
  seen: readonly Witness[],
): Promise<(Witness & { isGone: boolean })[]> {
  const altered: (Witness & { isGone: boolean })[] = []
  const sorted = [...seen].sort((a, b) => a.seq - b.seq)
  for (let start = 0; start < sorted.length; start += ROWS_PER_QUERY) {
    const page = sorted.slice(start, start + ROWS_PER_QUERY)
    const { rows } = await client.query<Witness>(
      'select seq::float8 as seq, id, hash from audit_events where seq = any($1::bigint[])',
      [page.map(({ seq }) => seq)],
    )
    const now = new Map(rows.map((row) => [row.seq, row]))
    for (const row of page) {
      const found = now.get(row.seq)
      if (found?.id !== row.id || found.hash !== row.hash)
        altered.push({ ...row, isGone: found?.id !== row.id })
    }
  }
  return altered
}

/** The first row that was seen outside of the database and is no longer there as it was. */
export async function compareWitnesses(
  client: ClientBase,
  seen: readonly Witness[],
): Promise<AuditFault | null> {
  const [first] = await alteredSince(client, seen)
  if (!first) return null
  return {
    id: first.id,
    seq: String(first.seq),
    seal: null,
    reason: first.isGone
      ? 'it was seen by the worker, and it is no longer there'
      : 'its content and its hash are not those that the worker saw',
  }
}
