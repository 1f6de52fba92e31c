import type { ClientBase } from 'pg'
import { z } from 'zod'
import { AUDIT_STREAMS, type AuditStream } from '../domain/audit'
import type { JsonObject } from '../domain/canonical'
import type { AuditFault, Witness } from '../domain/seals'
import { boundHashOf } from './audit'
import { SealWalk } from './sealWalk'
import { compareOutside } from './sealsOutside'
import { lastPlace } from './seals'
import { compareWitnesses } from './witness'

const ROWS_PER_PAGE = 2_000

/** Out of a jsonb column, so it is JSON all the way down. */
const record = z.custom<JsonObject>(isRecord).nullable()

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const storedRow = z.object({
  place: z.string(),
  id: z.string(),
  at: z.date(),
  stream: z.enum(AUDIT_STREAMS),
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

type StoredRow = z.output<typeof storedRow>
type Receipt = { place: string; id: string; hash: string }

export type AuditReport = {
  /** Rows found intact. */
  checked: number
  /** Of these, how many a seal covers. */
  sealed: number
  /** The first fault in the order of the trail. */
  bad: AuditFault | null
}

type Options = {
  say?: (checked: number) => void
  /**
   * Lines of the file of seals, read up to a moment before this call; null when there is none, which is a
   * fault where seals were taken. Left out, the seals are not compared with a file.
   */
  outside?: AsyncIterable<string> | null
  /** Rows that the worker saw before they were sealed, read before this call. */
  seen?: readonly Witness[] | null
}

const faultyRow = (row: { place: string; id: string }, reason: string): AuditFault => ({
  id: row.id,
  seq: row.place,
  seal: null,
  reason,
})

/**
 * Checks the whole trail in one snapshot, oldest row first and page by page, so that a million rows need
 * little memory and writers are not held up: each row against its own hash and place, against the receipt
 * that the database kept when it was written, and against the seal over its batch; then the seals against
 * each other and against the file outside of the database. Rows that the worker saw before they were sealed
 * have to be there as it saw them. Stops at the first fault.
 */
export async function verifyAudit(
  client: ClientBase,
  { say = () => undefined, outside, seen = null }: Options = {},
): Promise<AuditReport> {
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    const walks: Readonly<Record<AuditStream, SealWalk>> = {
      AUDIT: new SealWalk(client, 'AUDIT'),
      ACTIVITY: new SealWalk(client, 'ACTIVITY'),
    }
    const missed = await compareWitnesses(client, seen ?? [])
    let checked = 0
    let last: string | null = null
    const report = (bad: AuditFault | null): AuditReport => ({
      checked,
      sealed: walks.AUDIT.sealed + walks.ACTIVITY.sealed,
      bad: earlier(bad, missed),
    })
    for (;;) {
      const page = await readPage(client, last)
      for (const { row, receipt } of page.entries) {
        const bad = row ? await faultOf(row, receipt, walks) : withoutRow(receipt)
        if (bad) return report(bad)
        checked += 1
      }
      if (page.end === null) break
      last = page.end
      say(checked)
    }
    for (const stream of AUDIT_STREAMS) {
      const bad = await walks[stream].finish()
      if (bad) return report(bad)
    }
    return report(
      (await beyondSequence(client, walks)) ??
        (outside === undefined ? null : await compareOutside(client, outside)),
    )
  } finally {
    await client.query('rollback')
  }
}

/** The one that comes first in the trail; a fault of the seals has no place and comes before rows. */
function earlier(one: AuditFault | null, other: AuditFault | null): AuditFault | null {
  if (!one || !other) return one ?? other
  return one.seq !== null && compare(other.seq ?? undefined, one.seq) < 0 ? other : one
}

type Raw = Readonly<Record<string, unknown>>
type Entry = { row?: Raw; receipt?: Receipt }

/** The next rows and receipts by their place, side by side; `end` is null behind the last. */
async function readPage(
  client: ClientBase,
  last: string | null,
): Promise<{ entries: Entry[]; end: string | null }> {
  const { rows } = await client.query<Raw>(
    `select seq::text as place, id, at, stream, action, resource, resource_id as "resourceId", actor,
            actor_name as "actorName", role, before, after, reason, ip,
            user_agent as "userAgent", request_id as "requestId", hash
     from audit_events where seq > coalesce($1::bigint, -9223372036854775808)
     order by seq limit ${ROWS_PER_PAGE}`,
    [last],
  )
  const isFull = rows.length === ROWS_PER_PAGE
  const end = isFull ? String(rows.at(-1)?.place) : null
  // one receipt more than rows: where rows are missing, the first of them is among these
  const receipts = await client.query<Receipt>(
    `select seq::text as place, id, hash from audit_receipts
     where seq > coalesce($1::bigint, -9223372036854775808) and seq <= coalesce($2::bigint, 9223372036854775807)
     order by seq limit ${ROWS_PER_PAGE + 1}`,
    [last, end],
  )
  return { entries: sideBySide(rows, receipts.rows), end }
}

function sideBySide(rows: readonly Raw[], receipts: readonly Receipt[]): Entry[] {
  const entries: Entry[] = []
  let [r, c] = [0, 0]
  while (r < rows.length || c < receipts.length) {
    const [row, receipt] = [rows[r], receipts[c]]
    const order = compare(row?.place, receipt?.place)
    entries.push({ ...(order <= 0 && row && { row }), ...(order >= 0 && receipt && { receipt }) })
    if (order <= 0) r += 1
    if (order >= 0) c += 1
  }
  return entries
}

/** Places in their order; what is not there comes last. */
function compare(left: unknown, right: unknown): number {
  if (left === undefined) return 1
  if (right === undefined) return -1
  return Number(BigInt(String(left)) - BigInt(String(right)))
}

async function faultOf(
  raw: Raw,
  receipt: Receipt | undefined,
  walks: Readonly<Record<AuditStream, SealWalk>>,
): Promise<AuditFault | null> {
  const read = storedRow.safeParse(raw)
  const named = { place: String(raw.place), id: String(raw.id) }
  if (!read.success) return faultyRow(named, 'its columns are not those of an audit row')
  const row = read.data
  if (!hasItsHash(row)) return faultyRow(row, 'its content or its place does not match its hash')
  if (!receipt) return faultyRow(row, 'it was put there past the database’s own bookkeeping')
  if (receipt.id !== row.id)
    return faultyRow(row, `it stands in the place in which row ${receipt.id} was written`)
  if (receipt.hash !== row.hash)
    return faultyRow(row, 'its content and its hash are not those that were written')
  return walks[row.stream].meet(row)
}

function hasItsHash({ place, hash, at, ...content }: StoredRow): boolean {
  return boundHashOf(place, { ...content, at: at.toISOString() }) === hash
}

const withoutRow = (receipt: Receipt | undefined): AuditFault | null =>
  receipt ? faultyRow(receipt, 'it was written, and it is no longer there') : null

/**
 * Every place in the trail was handed out by the database's sequence, which no rollback takes back. Read
 * after the snapshot, it can only be ahead of it.
 */
async function beyondSequence(
  client: ClientBase,
  walks: Readonly<Record<AuditStream, SealWalk>>,
): Promise<AuditFault | null> {
  const handedOut = await lastPlace(client)
  const { rows } = await client.query<{ place: string; id: string }>(
    'select seq::text as place, id from audit_events where seq > $1 order by seq limit 1',
    [handedOut],
  )
  const [row] = rows
  if (row) return faultyRow(row, 'the database never handed out its place')
  const sealedTo = Math.max(walks.AUDIT.end.toSeq, walks.ACTIVITY.end.toSeq)
  return sealedTo > handedOut
    ? { id: null, seq: String(sealedTo), seal: null, reason: 'the count of places was set back' }
    : null
}
