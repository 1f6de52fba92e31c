import { createLocalReq, type PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { insertAuditRows } from '../db/audit'
import { readRevisions } from '../db/revisions'
import { tableOf } from '../db/stored'
import { auditable, type AuditAction, type AuditContent, type AuditStream } from '../domain/audit'
import { storable } from '../domain/canonical'
import { requestFacts } from './requestFacts'

/**
 * One thing that happened to one record. `before` and `after` hold the changed fields only; secrets
 * are removed here in any case.
 */
export type AuditEntry = {
  action: AuditAction
  /** Collection or global slug, or the name of what is not stored, such as a route. */
  resource: string
  resourceId?: string | null
  before?: unknown
  after?: unknown
  /** Why, in the actor's words; demanded by overrides, holds and rejections. */
  reason?: string | null
  /** AUDIT unless said otherwise: kept 7 years; ACTIVITY 2 years. */
  stream?: AuditStream
}

/**
 * Writes one audit row in the transaction of `req`, so that it commits or vanishes with the change it
 * describes (architecture 5.7, handbook 15.8). Without an open transaction the row commits at once.
 */
export const recordAudit = (req: PayloadRequest, entry: AuditEntry): Promise<void> =>
  recordAudits(req, [entry])

/**
 * The same for services that write many records in SQL: one row per entry, in the given order, in
 * statements of a thousand rows, in the transaction of `req`.
 */
export async function recordAudits(
  req: PayloadRequest,
  entries: readonly AuditEntry[],
): Promise<void> {
  await insertAuditRows(req, rowsOf(req, entries))
}

/**
 * The same once SQL has written the records themselves: each row says which revision its record has now, so
 * that whoever opened an older one can be told who was first (architecture 5.10).
 */
export async function recordWrites(
  req: PayloadRequest,
  entries: readonly AuditEntry[],
): Promise<void> {
  const revisions = await revisionsOf(req, entries)
  await recordAudits(
    req,
    entries.map((entry) => {
      const rev = revisions.get(entry.resourceId ?? '')
      const isWritten = rev !== undefined && entry.after != null
      return isWritten ? { ...entry, after: { ...Object(entry.after), rev } } : entry
    }),
  )
}

/** The revisions that these records have now, by id; records of a kind without revisions are absent. */
async function revisionsOf(
  req: PayloadRequest,
  entries: readonly AuditEntry[],
): Promise<Map<string, number>> {
  const resources = new Set(entries.map(({ resource }) => resource))
  const found = new Map<string, number>()
  for (const { slug, flattenedFields } of req.payload.config.collections) {
    if (!resources.has(slug) || !flattenedFields.some(({ name }) => name === 'rev')) continue
    const asked = entries.flatMap(({ resource, resourceId }) =>
      resource === slug && resourceId != null ? [resourceId] : [],
    )
    for (const { id, rev } of await readRevisions(req, tableOf(slug), asked)) found.set(id, rev)
  }
  return found
}

/**
 * For what must be kept although the request failed: a refusal, a failed sign-in. Commits by itself,
 * never in the transaction of `req`.
 */
export async function recordApart(req: PayloadRequest, entry: AuditEntry): Promise<void> {
  await insertAuditRows(await createLocalReq({}, req.payload), rowsOf(req, [entry]))
}

function rowsOf(req: PayloadRequest, entries: readonly AuditEntry[]): AuditContent[] {
  const shared = { at: new Date().toISOString(), ...actorFacts(req), ...requestFacts(req) }
  return entries.map((entry) => ({
    ...shared,
    id: uuidv7(),
    stream: entry.stream ?? 'AUDIT',
    action: entry.action,
    resource: storable(entry.resource),
    resourceId: entry.resourceId == null ? null : storable(entry.resourceId),
    before: entry.before == null ? null : auditable(entry.before),
    after: entry.after == null ? null : auditable(entry.after),
    reason: entry.reason == null ? null : storable(entry.reason),
  }))
}

/** Name and role as they are now: the row must still say so when the account has changed. */
function actorFacts(req: PayloadRequest): Pick<AuditContent, 'actor' | 'actorName' | 'role'> {
  const { user } = req
  if (user) {
    const name = user.fullName ?? `${user.firstName} ${user.lastName}`
    return { actor: String(user.id), actorName: name, role: user.role }
  }
  return req.context.asSystem
    ? { actor: null, actorName: 'System', role: 'SYSTEM' }
    : { actor: null, actorName: 'Anonymous', role: 'ANONYMOUS' }
}
