import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { AUDIT_STREAMS, RETENTION_YEARS, type AuditStream } from '../domain/audit'
import { canonicalJson } from '../domain/canonical'
import {
  NO_SEAL,
  retentionEnd,
  sealName,
  sealSchema,
  type ChainEnd,
  type Seal,
  type SealContent,
} from '../domain/seals'
import { retentionYears } from '../domain/settings'

/** Any number that nothing else in this database locks. */
export const SEALING_LOCK = 7_281_948

const ROWS_PER_SEAL = 5_000
const SEALS_PER_PAGE = 100
const WRITERS_WITHIN_MS = 60_000
const POLL_MS = 50

/** What a seal remembers of each row's hash, so that a bad row can be named: 8 bytes in hex. */
export const MARK_DIGITS = 16
export const markOf = (hash: string): string => hash.slice(0, MARK_DIGITS)

export const sealHashOf = (seal: SealContent): string =>
  createHash('sha256').update(canonicalJson(seal)).digest('hex')

/** A seal as it is stored: `marks` are those of its rows in their order, one after the other. */
export type StoredSeal = Seal & { marks: string }

const storedSeal = sealSchema.extend({ hash: z.string(), marks: z.string() })

/** Seals of a stream behind the given one, in the order of the chain: at most a page. */
export async function readSeals(
  client: ClientBase,
  stream: AuditStream,
  after: number,
): Promise<StoredSeal[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `select stream, seq::float8 as seq, from_seq::float8 as "fromSeq", to_seq::float8 as "toSeq", rows,
            newest_at as "newestAt", digest, previous, sealed_at as "sealedAt", hash,
            encode(marks, 'hex') as marks
     from audit_seals where stream = $1 and seq > $2 order by audit_seals.seq limit ${SEALS_PER_PAGE}`,
    [stream, after],
  )
  return rows.map((row) =>
    storedSeal.parse({ ...row, newestAt: isoOf(row.newestAt), sealedAt: isoOf(row.sealedAt) }),
  )
}

/** The same as they are written outside: the marks only help to name a row; the digest proves it. */
export const sealsForFile =
  (client: ClientBase) =>
  async (stream: AuditStream, after: number): Promise<Seal[]> =>
    (await readSeals(client, stream, after)).map(({ marks: _, ...seal }) => seal)

/** How many seals the longer chain has. */
export async function chainLength(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ length: number }>(
    'select coalesce(max(seq), 0)::int as length from audit_seals',
  )
  return rows[0]?.length ?? 0
}

const isoOf = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

/** The last place that was handed out, committed or not; 0 before the first. */
export async function lastPlace(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ last: number | null }>(
    `select pg_sequence_last_value(pg_get_serial_sequence('audit_events', 'seq'))::float8 as last`,
  )
  return rows[0]?.last ?? 0
}

/**
 * Seals every row that has its place by now, in batches; answers how many seals were taken. Null when a
 * writer took too long: then nothing is sealed and the next round finds more. The caller holds the
 * sealing lock.
 */
export async function sealAudit(client: ClientBase): Promise<number | null> {
  const ceiling = await lastPlace(client)
  if (!(await writersAreDone(client))) return null

  let sealedTo = ceiling
  for (const stream of AUDIT_STREAMS)
    sealedTo = Math.min(sealedTo, (await chainEnd(client, stream)).toSeq)
  const { rows } = await client.query(
    'select 1 from audit_events where seq > $1 and seq <= $2 limit 1',
    [sealedTo, ceiling],
  )
  if (rows.length === 0) return 0

  // both chains reach the same place, so that a quiet stream leaves no room for forged rows either
  let taken = 0
  for (const stream of AUDIT_STREAMS) taken += await sealStream(client, stream, ceiling)
  return taken
}

/**
 * Waits for every transaction that writes audit rows at this moment. Whoever comes later takes a place
 * above those handed out before, so afterwards no row can appear at or below them. Writers never wait
 * for the seal; a table lock would queue them behind a long import.
 */
async function writersAreDone(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `${WRITERS} and pid is distinct from pg_backend_pid()`,
  )
  let writers = rows.map(({ name }) => name)
  const began = Date.now()
  while (writers.length > 0) {
    if (Date.now() - began > WRITERS_WITHIN_MS) return false
    await pause(POLL_MS)
    const still = await client.query<{ name: string }>(
      `${WRITERS} and virtualtransaction = any($1)`,
      [writers],
    )
    writers = still.rows.map(({ name }) => name)
  }
  return true
}

const WRITERS = `select distinct virtualtransaction as name from pg_locks
  where locktype = 'relation' and relation = 'audit_events'::regclass and granted
    and database = (select oid from pg_database where datname = current_database())
    and mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`

async function chainEnd(client: ClientBase, stream: AuditStream): Promise<ChainEnd> {
  const { rows } = await client.query<ChainEnd>(
    `select seq::float8 as seq, to_seq::float8 as "toSeq", hash
     from audit_seals where stream = $1 order by audit_seals.seq desc limit 1`,
    [stream],
  )
  return rows[0] ?? NO_SEAL
}

async function sealStream(
  client: ClientBase,
  stream: AuditStream,
  ceiling: number,
): Promise<number> {
  let taken = 0
  for (;;) {
    const end = await chainEnd(client, stream)
    if (end.toSeq >= ceiling) return taken
    const { rows } = await client.query<{ seq: number; hash: string; at: Date }>(
      `select seq::float8 as seq, hash, at from audit_events
       where stream = $1 and seq > $2 and seq <= $3 order by audit_events.seq limit ${ROWS_PER_SEAL}`,
      [stream, end.toSeq, ceiling],
    )
    await insertSeal(client, stream, end, rows, ceiling)
    taken += 1
  }
}

async function insertSeal(
  client: ClientBase,
  stream: AuditStream,
  end: ChainEnd,
  rows: readonly { seq: number; hash: string; at: Date }[],
  ceiling: number,
): Promise<void> {
  const digest = createHash('sha256')
  for (const { hash } of rows) digest.update(hash)
  const last = rows.at(-1)
  const isFull = rows.length === ROWS_PER_SEAL
  const seal: SealContent = {
    stream,
    seq: end.seq + 1,
    fromSeq: end.toSeq + 1,
    toSeq: isFull && last ? last.seq : ceiling,
    rows: rows.length,
    newestAt: newestOf(rows.map(({ at }) => at)),
    digest: digest.digest('hex'),
    previous: end.hash,
    sealedAt: new Date().toISOString(),
  }
  await client.query(
    `insert into audit_seals (id, stream, seq, from_seq, to_seq, rows, newest_at, digest, marks, previous, hash, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10, $11, $12)`,
    [
      sealName(seal),
      seal.stream,
      seal.seq,
      seal.fromSeq,
      seal.toSeq,
      seal.rows,
      seal.newestAt,
      seal.digest,
      rows.map(({ hash }) => markOf(hash)).join(''),
      seal.previous,
      sealHashOf(seal),
      seal.sealedAt,
    ],
  )
}

const newestOf = (times: readonly Date[]): string | null =>
  times.length === 0
    ? null
    : new Date(
        times.reduce((newest, at) => Math.max(newest, at.getTime()), -Infinity),
      ).toISOString()

/**
 * Drops the rows of whole sealed batches whose retention is over, oldest first, and keeps the seals;
 * answers how many rows went. Needs the owner of the tables: the application's role may not delete, and
 * the database refuses any row that is too young.
 */
export async function dropExpired(client: ClientBase, now: Date): Promise<number> {
  let dropped = 0
  const years = await yearsKept(client)
  for (const stream of AUDIT_STREAMS) {
    for (const seal of await expiredSeals(client, stream, retentionEnd(stream, now, years))) {
      const places = [stream, seal.fromSeq, seal.toSeq]
      await client.query('begin')
      try {
        for (const table of ['audit_receipts', 'audit_events']) {
          const { rowCount } = await client.query(
            `delete from ${table} where stream::text = $1 and seq between $2 and $3`,
            places,
          )
          if (table === 'audit_events') dropped += rowCount ?? 0
        }
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
  }
  return dropped
}

/** As the settings say; the law's minimum where they do not exist yet. */
async function yearsKept(client: ClientBase): Promise<Readonly<Record<AuditStream, number>>> {
  const { rows } = await client.query<{ auditYears: number; activityYears: number }>(
    'select audit_years::int as "auditYears", activity_years::int as "activityYears" from settings limit 1',
  )
  return rows[0] ? retentionYears(rows[0]) : RETENTION_YEARS
}

/** Seals whose rows are still there and may go: those before the first that has to stay. */
async function expiredSeals(
  client: ClientBase,
  stream: AuditStream,
  before: Date,
): Promise<{ fromSeq: number; toSeq: number }[]> {
  const { rows } = await client.query<{ fromSeq: number; toSeq: number }>(
    `with oldest as (select min(seq) as place from audit_events where stream::text = $1),
          kept as (select min(seq) as seq from audit_seals where stream = $1 and newest_at >= $2)
     select from_seq::float8 as "fromSeq", to_seq::float8 as "toSeq" from audit_seals, oldest
     where stream = $1 and rows > 0 and to_seq >= oldest.place
       and audit_seals.seq < coalesce((select seq from kept), 9223372036854775807)
     order by audit_seals.seq`,
    [stream, before.toISOString()],
  )
  return rows
}
