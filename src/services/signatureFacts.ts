import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'
import { contentHash } from './contentHash'

/**
 * What a signature says besides the content it covers (handbook 15.3): who signed what, as whom, with
 * which meaning, when and by which clock. `signedAt` is ISO, in UTC, with milliseconds.
 */
export type SignatureFacts = {
  id: string
  signer: string
  printedName: string
  role: string
  meaning: string
  resource: string
  resourceId: string
  build: string | null
  note: string | null
  contentHash: string
  timeZone: string
  signedAt: string
}

/** The hash that is stored beside the facts when they are signed; `verify.mjs` computes it the same way. */
export const factsHash = (facts: SignatureFacts): string => contentHash(facts)

type StoredFacts = Omit<SignatureFacts, 'signedAt'> & { signedAt: Date; factsHash: string | null }

/**
 * Of these signatures, those whose facts are still what was signed. One that was given before facts were
 * hashed has nothing to prove: its content alone speaks for it.
 */
export async function intactFacts(
  req: PayloadRequest,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<StoredFacts>(
    req,
    sql`select id, signer_id as signer, printed_name as "printedName", role, meaning::text as meaning, resource,
               resource_id as "resourceId", build_id as build, note, content_hash as "contentHash",
               time_zone as "timeZone", signed_at as "signedAt", facts_hash as "factsHash"
        from signatures where id = any(${sql.param([...ids])}::uuid[])`,
  )
  const intact = rows.filter(({ factsHash: signed, signedAt, ...facts }) => {
    const now = { ...facts, signedAt: new Date(signedAt).toISOString() }
    return signed === null || signed === factsHash(now)
  })
  return new Set(intact.map(({ id }) => id))
}
