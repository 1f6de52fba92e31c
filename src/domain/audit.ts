import { asJson, canonicalJson, isJsonObject, type Json, type JsonObject } from './canonical'

/** AUDIT is kept 7 years, ACTIVITY (sign-ins, refusals, exports, drafts) 2 years (handbook 14). */
export const AUDIT_STREAMS = ['AUDIT', 'ACTIVITY'] as const
export type AuditStream = (typeof AUDIT_STREAMS)[number]

/** Years that the rows of a stream are kept; the database refuses to drop them earlier. */
export const RETENTION_YEARS: Readonly<Record<AuditStream, number>> = { AUDIT: 7, ACTIVITY: 2 }

/**
 * Collections whose writes do not pass the audit wrapper (`withAudit`), each with what covers it instead. Whatever
 * is not named here has rows of its own in the trail.
 */
export const EXPLICIT_COLLECTIONS: Readonly<Record<string, string>> = {
  'audit-events': 'is the trail itself; the database refuses any change of it',
  'bom-lines': 'written in bulk with their BOM, whose audit row carries the hash over all lines',
  'category-listings': 'a view of assemblies, references and categories, which are audited',
  'item-uses': 'derived from the active BOM of a build; the BOM version is audited',
}

/** What an audit row says happened (handbook 15.7). */
export type AuditAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'retire'
  | 'reactivate'
  | 'status_move'
  | 'override'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'sign'
  | 'import'
  | 'export'
  | 'share'
  | 'publish'
  | 'decide'
  | 'sign_in'
  | 'sign_out'
  | 'sign_in_failed'
  | 'signature_refused'
  | 'access_refused'
  | 'password_change'
  | 'api_key_change'
  | 'password_reset'
  | 'role_change'
  | 'unlock'

/** The content of one audit row, without what the database adds. Times are ISO 8601 in UTC. */
export type AuditContent = {
  id: string
  at: string
  stream: AuditStream
  action: string
  resource: string
  resourceId: string | null
  actor: string | null
  actorName: string
  role: string
  before: JsonObject | null
  after: JsonObject | null
  reason: string | null
  ip: string | null
  userAgent: string | null
  requestId: string | null
}

/** Secrets never reach the audit trail, at any depth of a record (architecture 5.7). */
const SECRET = /^(hash|salt|sessions|password|resetPassword.*|apiKey.*|enableAPIKey|_sid|token)$/

/** Bookkeeping of the database that says nothing about what changed. */
const NOISE = new Set(['updatedAt', 'createdAt'])

/** A record as the audit trail may keep it: plain data without secrets. */
export function auditable(record: unknown): JsonObject {
  const plain = asJson(record)
  return isJsonObject(plain) ? withoutSecrets(plain) : {}
}

function withoutSecrets(record: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([key]) => !SECRET.test(key) && !NOISE.has(key))
      .map(([key, held]) => [key, cleaned(held)]),
  )
}

function cleaned(value: Json): Json {
  if (isJsonObject(value)) return withoutSecrets(value)
  return Array.isArray(value) ? value.map(cleaned) : value
}

/** A whole record for a create or delete row: what was never filled in says nothing. */
export const filledIn = (record: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([, held]) => held !== null))

export type Changes = { before: JsonObject; after: JsonObject }

/**
 * The changed members of two states of one record, nested groups included; lists are compared and
 * kept whole. Null when nothing changed.
 */
export function changesBetween(before: JsonObject, after: JsonObject): Changes | null {
  const was: Record<string, Json> = {}
  const is: Record<string, Json> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [left, right] = [before[key], after[key]]
    if (isJsonObject(left) && isJsonObject(right)) {
      const inner = changesBetween(left, right)
      if (inner) [was[key], is[key]] = [inner.before, inner.after]
    } else if (canonicalJson(left ?? null) !== canonicalJson(right ?? null)) {
      was[key] = left ?? null
      is[key] = right ?? null
    }
  }
  const isSame = Object.keys(was).length === 0 && Object.keys(is).length === 0
  return isSame ? null : { before: was, after: is }
}

/** Whether anything but the count of writes changed. */
export const saysMoreThanRevision = ({ after }: Changes): boolean =>
  Object.keys(after).some((key) => key !== 'rev')
