import type { CollectionSlug, FlattenedField, PayloadRequest } from 'payload'
import { isStored } from '../../src/db/stored'
import { auditable, changesBetween, filledIn, type AuditAction } from '../../src/domain/audit'
import type { JsonObject } from '../../src/domain/canonical'
import { recordAudits, type AuditEntry } from '../../src/services/audit'

/** Wizard drafts are work in progress, not records: their trail is kept as long as other activity. */
const ACTIVITY: ReadonlySet<CollectionSlug> = new Set<CollectionSlug>(['order-drafts'])

/** Addresses of uploaded files are computed when they are read. */
const COMPUTED = new Set(['url', 'thumbnailURL'])

/** The stored part of a record: no joins, nothing virtual, no secrets, relations as ids. */
export function storedPart(fields: readonly FlattenedField[], record: unknown): JsonObject {
  const stored = new Set(fields.filter(isStored).map((field) => field.name))
  const plain = auditable(record)
  return Object.fromEntries(
    Object.entries(plain).filter(([key]) => stored.has(key) && !COMPUTED.has(key)),
  )
}

type Write = {
  resource: CollectionSlug
  id: number | string
  before: JsonObject | null
  after: JsonObject | null
  /** Secrets that were replaced; they themselves are never kept. */
  credentials?: readonly ('password_change' | 'api_key_change')[]
}

/** Writes what one change of one record leaves in the trail; a change of nothing leaves nothing. */
export async function recordWrite(req: PayloadRequest, write: Write): Promise<void> {
  const { resource, before, after } = write
  const about: Pick<AuditEntry, 'resource' | 'resourceId' | 'stream'> = {
    resource,
    resourceId: String(write.id),
    stream: ACTIVITY.has(resource) ? 'ACTIVITY' : 'AUDIT',
  }
  const entries: AuditEntry[] = []
  if (before && after) {
    const changes = changesBetween(before, after)
    if (changes) {
      const action = actionOf(resource, changes.after)
      entries.push({ ...about, ...changes, action, reason: reasonOf(changes.after, after) })
    }
    for (const action of write.credentials ?? []) entries.push({ ...about, action })
  } else if (after) {
    entries.push({ ...about, after: filledIn(after), ...creation(resource, after) })
  } else if (before) {
    entries.push({ ...about, before: filledIn(before), action: 'delete' })
  }
  await recordAudits(req, entries)
}

/** Role changes and status moves carry their own name, so that they can be asked for (handbook 15.7). */
function actionOf(resource: CollectionSlug, changed: JsonObject): AuditAction {
  if (resource === 'users' && 'role' in changed) return 'role_change'
  return 'status' in changed ? 'status_move' : 'update'
}

/** A move and an edit after PENDING carry their reason in the note that they leave on the build. */
function reasonOf(changed: JsonObject, { statusNote }: JsonObject): string | null {
  const isReasoned = 'status' in changed || 'statusNote' in changed
  return isReasoned && typeof statusNote === 'string' ? statusNote : null
}

function creation(
  resource: CollectionSlug,
  after: JsonObject,
): Pick<AuditEntry, 'action' | 'reason'> {
  const isOverride = resource === 'status-events' && after.isOverride === true
  if (!isOverride) return { action: 'create' }
  return { action: 'override', reason: typeof after.note === 'string' ? after.note : null }
}
