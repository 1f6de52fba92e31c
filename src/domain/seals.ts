import { z } from 'zod'
import { AUDIT_STREAMS, RETENTION_YEARS, type AuditStream } from './audit'

/**
 * A seal over a batch of audit rows of one stream (architecture 5.7). It covers every place (`seq`) from
 * `fromSeq` to `toSeq`, both included: the next seal of the stream begins where it ends, so no row can be
 * slipped in between. Places are decimal numbers; times are ISO 8601 in UTC.
 */
export const sealSchema = z.strictObject({
  stream: z.enum(AUDIT_STREAMS),
  /** Place in the chain of its stream, from 1. */
  seq: z.int().min(1),
  fromSeq: z.int(),
  toSeq: z.int(),
  /** How many rows the places hold; the others were given to transactions that rolled back. */
  rows: z.int().min(0),
  /** The youngest row: when its retention is over, so is that of the whole batch. */
  newestAt: z.string().nullable(),
  /** SHA-256 over the hashes of the rows in the order of their places. */
  digest: z.string(),
  /** Hash of the seal before it. */
  previous: z.string().nullable(),
  sealedAt: z.string(),
})

export type SealContent = z.output<typeof sealSchema>
export type Seal = SealContent & { hash: string }

export const sealName = ({ stream, seq }: Pick<SealContent, 'stream' | 'seq'>): string =>
  `${stream} ${seq}`

/** Where the next seal of a stream goes on. */
export type ChainEnd = { seq: number; toSeq: number; hash: string | null }

export const NO_SEAL: ChainEnd = { seq: 0, toSeq: 0, hash: null }

/** Why a seal cannot stand behind the one before it; null when it can. `ownHash` is its hash, recomputed. */
export function chainFault(before: ChainEnd, seal: Seal, ownHash: string): string | null {
  if (seal.hash !== ownHash) return 'its content does not match its hash'
  if (seal.seq !== before.seq + 1)
    return `seal ${seal.stream} ${before.seq + 1} before it is missing`
  if (seal.previous !== before.hash) return 'it does not continue the seal before it'
  if (seal.fromSeq !== before.toSeq + 1) return 'it does not begin where the seal before it ends'
  return null
}

/** The moment before which rows of a stream may be dropped, when they are kept so many years. */
export function retentionEnd(
  stream: AuditStream,
  now: Date,
  years: Readonly<Record<AuditStream, number>> = RETENTION_YEARS,
): Date {
  const end = new Date(now)
  end.setUTCFullYear(end.getUTCFullYear() - years[stream])
  return end
}

/**
 * A row that no seal covers yet, as it was seen from outside of the database: removed together with its
 * receipt it would look like a place that a rollback left empty.
 */
export const witnessSchema = z.strictObject({ seq: z.int(), id: z.string(), hash: z.string() })
export type Witness = z.output<typeof witnessSchema>

/** Where the trail is not what was written. A row by its id; a seal by its name when no row can be told. */
export type AuditFault = {
  id: string | null
  seq: string | null
  seal: string | null
  reason: string
}
