import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockRow } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { isJsonObject } from '../../domain/configurator/raw'
import { familyContentSchema } from '../../domain/configurator/release'
import { workflowDefinition } from '../../domain/workflow/definition'
import { contentHash } from '../contentHash'
import { refused } from '../http'
import { expectRevision, revisionSent } from '../revision'

/** The two kinds of configuration that are released. */
export type Kind = 'FAMILY' | 'WORKFLOW'

export const TABLE = { FAMILY: 'product_families', WORKFLOW: 'workflows' } as const
export const SLUG = { FAMILY: 'product-families', WORKFLOW: 'workflows' } as const

export type Header = {
  id: string
  code: string
  draft: unknown
  state: string
  rev: number
  updatedAt: string
  releaseId: string | null
  /** Hash of the release in force. */
  inForce: string | null
  [column: string]: unknown
}

/** What somebody saw before they acted on a draft: its revision, or the hash of the draft itself. */
export type Seen = { rev?: number | undefined; sha256?: string | undefined }

/** Refuses with `stale_revision` when the draft is not the one that was seen (in `If-Match` too). */
export function expectSeen(
  req: PayloadRequest,
  kind: Kind,
  header: Header,
  { rev, sha256 }: Seen,
): void {
  expectRevision(header, rev)
  expectRevision(header, revisionSent(req, SLUG[kind], header.id))
  if (sha256 === undefined || sha256 === contentHash(header.draft)) return
  throw refused({
    code: 'stale_revision',
    message:
      'The draft is not the one that you saw, so nothing was written. Look at what changed, then try again.',
    details: { rev: header.rev, updatedAt: header.updatedAt },
  })
}

/** Nothing is published of what is retired: that would put it back into use by the way. */
export function expectInUse({ code, state }: Header): void {
  if (state !== 'RETIRED') return
  throw refused({
    code: 'wrong_state',
    message: `${code} is retired. Put it back into use first, then publish.`,
  })
}

const CODES = {
  FAMILY: familyContentSchema.shape.code,
  WORKFLOW: workflowDefinition.shape.code,
} as const

/**
 * The code of a family or workflow is what its releases, orders and builds know it by; `before` is absent for
 * a new one.
 */
export async function judgeCode(
  req: PayloadRequest,
  kind: Kind,
  before: string | undefined,
  after: string,
): Promise<void> {
  if (after === before) return
  if (!CODES[kind].safeParse(after).success) {
    throw refused({
      code: 'invalid_value',
      field: 'code',
      message:
        'A code is made of capitals, digits and underscores and begins with a letter, and has 2 to 40 characters: WASH_2.',
    })
  }
  if (before === undefined || !(await wasPublished(req, kind, before))) return
  throw refused({
    code: 'wrong_state',
    field: 'code',
    message: `${before} was published: its code stays as it is. Add another ${kind === 'FAMILY' ? 'family' : 'workflow'} for ${after}.`,
  })
}

/** A draft may be unfinished, but it is a group of fields; anything else could not even be opened. */
export function judgeDraft(draft: unknown): void {
  if (draft === undefined || draft === null || isJsonObject(draft)) return
  throw refused({
    code: 'invalid_value',
    field: 'draft',
    message: 'A draft is a group of fields, as “Save as a file” writes it.',
  })
}

/**
 * The draft under the code of its record, where that is new or has changed: nobody edits the code within a
 * draft. The draft as it is otherwise, and where it has no code yet.
 */
export function draftUnder(code: string, draft: unknown): unknown {
  if (!isJsonObject(draft) || draft.code === undefined || draft.code === code) return draft
  return { ...draft, code }
}

/** Whether some release bears this code, be it retired since. */
export async function wasPublished(
  req: PayloadRequest,
  kind: Kind,
  code: string,
): Promise<boolean> {
  const [release] = await rowsOf(
    req,
    sql`select id from configuration_releases where kind = ${kind} and code = ${code} limit 1`,
  )
  return release !== undefined
}

/** The header of a family or workflow, locked: whoever publishes or restores waits for the other. */
export async function lockHeader(req: PayloadRequest, kind: Kind, id: string): Promise<Header> {
  await lockRow(req, TABLE[kind], id)
  return readHeader(req, kind, id)
}

/** The same as it stands, for work that takes too long to hold a lock. */
export async function readHeader(req: PayloadRequest, kind: Kind, id: string): Promise<Header> {
  const [header] = await rowsOf<Header>(
    req,
    sql`select h.id, h.code, h.draft, h.state::text as state, h.rev::int as rev, h.updated_at as "updatedAt",
               h.release_id as "releaseId", r.sha256 as "inForce"
        from ${sql.identifier(TABLE[kind])} h left join configuration_releases r on r.id = h.release_id
        where h.id = ${id}`,
  )
  if (!header) throw refused({ code: 'not_found', message: 'There is no such configuration.' })
  return header
}
