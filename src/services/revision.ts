import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'
import { refused } from './http'

/** What identifies the state of a record that people edit together. */
export type RevisedRecord = {
  rev?: number | null
  updatedAt?: string | null
  status?: unknown
}

/** A revision as a client sends it: a number, or the tags of an `If-Match`; undefined = not checked. */
export type SentRevision = number | { readonly tags: readonly string[] } | undefined

/**
 * Refuses with 409 `stale_revision` when the record has moved on since the client read it; the details
 * tell the newer revision, when it was written and the status. Lock the row before you ask.
 */
export function expectRevision(record: object, sent: unknown): void {
  if (sent === undefined) return
  const current = revisionOf(record)
  const tags = isTags(sent) ? sent.tags : [typeof sent === 'number' ? String(sent) : sent]
  if (tags.includes(String(current.rev))) return
  throw refused({
    code: 'stale_revision',
    message:
      'Somebody else has saved this record meanwhile, so nothing was written. Compare with the newer state, then save again.',
    details: current,
  })
}

/** Stands for the collection of a global, as in the paths of the API. */
export const GLOBALS = 'globals'

/**
 * The revision in `If-Match`, when the request addresses exactly this record: a write to a second
 * record inside the same request has nothing to do with it. A global is one of `GLOBALS` by its slug.
 */
export function revisionSent(req: PayloadRequest, slug: string, id: string): SentRevision {
  const header = req.headers?.get('if-match')
  const params = req.routeParams ?? {}
  const isAddressed =
    slug === GLOBALS ? params.global === id : params.collection === slug && params.id === id
  if (!header || !isAddressed) return undefined
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''))
  return tags.includes('*') ? undefined : { tags }
}

function revisionOf(record: object): { rev: number; updatedAt?: unknown; status?: unknown } {
  const { rev, updatedAt, status }: RevisedRecord = record
  return {
    rev: rev ?? 1,
    ...(updatedAt && { updatedAt }),
    ...(typeof status === 'string' && { status }),
  }
}

const isTags = (sent: unknown): sent is { tags: readonly string[] } =>
  typeof sent === 'object' && sent !== null && 'tags' in sent

/**
 * The same for a command that is addressed to a record: its `If-Match` is held against the row as it
 * stands, once the caller has locked it (contract 3).
 */
export async function expectAddressed(
  req: PayloadRequest,
  slug: 'builds' | 'orders',
  id: string,
): Promise<void> {
  const sent = revisionSent(req, slug, id)
  if (sent === undefined) return
  const [row] = await rowsOf<{ rev: number; updatedAt: string; status: string }>(
    req,
    sql`select rev::int as rev, updated_at as "updatedAt", status from ${sql.identifier(slug)} where id = ${id}`,
  )
  if (row) expectRevision(row, sent)
}
