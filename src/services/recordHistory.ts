import { sql } from '@payloadcms/db-postgres/drizzle'
import type {
  CollectionSlug,
  FlattenedField,
  PayloadRequest,
  SanitizedCollectionConfig,
  TypeWithID,
  Where,
} from 'payload'
import { may, mayOn, personOf } from '../../access/can'
import { rowsOf } from '../db/rows'
import type { AuditEvent } from '../payload-types'
import type { AuditAction } from '../domain/audit'
import { asJson, isJsonObject, type Json, type JsonObject } from '../domain/canonical'
import { refused } from './http'
import { everyPage } from './readAll'

const ACTS_PER_PAGE = 50

/** Counted up with every edit, so it is no change of its own: of hidden fields alone nothing is told. */
const REVISION = 'rev'

/** Where acts give for their reason what a field of the record says: open to whoever may read that field. */
const REASON_TELLS: ReadonlyMap<string, string> = new Map([['inspections', 'note']])

const SHARED: AuditAction = 'share'

/** The field of a build that holds the note of its last move. */
const NOTE_OF_MOVE = 'statusNote'

/** What these hold is the call and its answer, and no field of the record. */
const REFUSALS: ReadonlySet<string> = new Set<AuditAction>([
  'access_refused',
  'sign_in_failed',
  'signature_refused',
])

/**
 * What the sharing of a record tells although it is no field of it: with whom and as which file. A message
 * stays with the Admin's audit trail, it may speak of costs.
 */
function sharingIn(after: unknown): JsonObject | null {
  const told = asJson(after ?? null)
  if (!isJsonObject(told)) return null
  const { sharedWith, format = null } = told
  const recipients = Array.isArray(sharedWith) ? sharedWith.filter(isJsonObject) : []
  return { sharedWith: recipients.map(({ name = null }) => name), format }
}

/** One act on a record, as its reader may know it. */
export type HistoryAct = {
  id: string
  /** ISO 8601 in UTC. */
  at: string
  action: string
  actor: string | null
  actorName: string
  role: string
  reason: string | null
  /** The revision that a write made of the record; null for what is no write of it. */
  rev: number | null
  /** The changed fields that the reader may see. */
  before: JsonObject | null
  after: JsonObject | null
}

/** An act of a history; `about` names what it was done to where that is not the record itself, such as a release. */
export type RecordAct = HistoryAct & { about: string | null }

export type RecordHistory = { docs: RecordAct[]; page: number; hasNextPage: boolean }

/** What the releases of a family or a workflow are of, by the collection of its header. */
const KIND_OF_HEADER: ReadonlyMap<string, 'FAMILY' | 'WORKFLOW'> = new Map([
  ['product-families', 'FAMILY'],
  ['workflows', 'WORKFLOW'],
])

/**
 * What happened to one record, newest first, for whoever may read it; to a family or a workflow that is also
 * the publishing of its releases, for whoever may read those. Fields that the reader may not see
 * now are left out of before and after, and so are a reason that tells such a field and an edit of such
 * fields alone; addresses, programs, and the sign-ins of colleagues stay with the Admin's audit trail.
 * Refuses with `not_found`.
 */
export async function recordHistory(
  req: PayloadRequest,
  resource: string,
  id: string,
  page = 1,
): Promise<RecordHistory> {
  const collection = req.payload.config.collections.find(({ slug }) => slug === resource)
  const record = collection && (await readableRecord(req, collection.slug, id))
  if (!record || !isOpen(req, resource, id))
    throw refused({ code: 'not_found', message: 'There is no such record.' })

  const own: Readable = { collection, records: [record] }
  const releases = await releasesOf(req, collection.slug, record)
  const { acts, hasNextPage } = await actsOn(req, [own, ...releases], page)
  const docs = acts.map(({ act, record: subject }) => ({
    ...act,
    about: subject === record ? null : titleOf(subject),
  }))
  return { docs, page, hasNextPage }
}

/** The releases of a family or a workflow that the reader may see; nothing for other records. */
async function releasesOf(
  req: PayloadRequest,
  slug: CollectionSlug,
  header: TypeWithID,
): Promise<Readable[]> {
  const kind = KIND_OF_HEADER.get(slug)
  const code: unknown = Reflect.get(header, 'code')
  const { config } = req.payload.collections['configuration-releases']
  if (!kind || typeof code !== 'string' || !(await config.access.read({ req }))) return []
  const records = await everyPage((page) =>
    req.payload.find({
      collection: 'configuration-releases',
      where: { kind: { equals: kind }, code: { equals: code } },
      select: { title: true, kind: true, code: true, version: true },
      sort: ['-version', 'id'],
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return [{ collection: config, records }]
}

function titleOf(record: TypeWithID): string | null {
  const title: unknown = Reflect.get(record, 'title')
  return typeof title === 'string' ? title : null
}

/** The same for a global by its slug: whoever may read it sees who changed which of its fields. */
export async function globalHistory(
  req: PayloadRequest,
  slug: string,
  page = 1,
): Promise<RecordHistory> {
  const global = req.payload.globals.config.find((one) => one.slug === slug)
  if (!global || !(await global.access.read({ req })))
    throw refused({ code: 'not_found', message: 'There is no such record.' })
  const record = { id: slug }
  const found = await req.payload.find({
    collection: 'audit-events',
    where: { resource: { equals: slug }, action: { equals: 'update' } },
    sort: ['-at', '-id'],
    limit: ACTS_PER_PAGE,
    page,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const docs: RecordAct[] = []
  for (const event of found.docs) {
    const act = await actOf(req, event, global.flattenedFields, record)
    if (act) docs.push({ ...act, reason: event.reason ?? null, about: null })
  }
  return { docs, page, hasNextPage: found.hasNextPage }
}

/** Records of one collection that the reader may read, whole: their fields are judged by them. */
export type Readable = { collection: SanitizedCollectionConfig; records: readonly TypeWithID[] }

/** An act with the record that it was done to. */
export type ActOn = { act: HistoryAct; resource: CollectionSlug; record: TypeWithID }

/**
 * What happened to any of these records, newest first, as `recordHistory` tells it of one; `only` narrows
 * it further. Whether they may be read is for the caller to know.
 */
export async function actsOn(
  req: PayloadRequest,
  all: readonly Readable[],
  page: number,
  only: readonly Where[] = [],
): Promise<{ acts: ActOn[]; hasNextPage: boolean }> {
  const stream: Where[] = may(req, 'audit.read') ? [] : [{ stream: { equals: 'AUDIT' } }]
  const of = ({ collection, records }: Readable): Where => ({
    and: [
      { resource: { equals: collection.slug } },
      { resourceId: { in: records.map(({ id }) => id) } },
    ],
  })
  const found = await req.payload.find({
    collection: 'audit-events',
    where: {
      and: [{ or: all.filter(({ records }) => records.length > 0).map(of) }, ...stream, ...only],
    },
    sort: ['-at', '-id'],
    limit: ACTS_PER_PAGE,
    page,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const verdicts = await unreadVerdicts(req, all)
  const acts: ActOn[] = []
  for (const event of found.docs) {
    const readable = all.find(({ collection }) => collection.slug === event.resource)
    const record = readable?.records.find(({ id }) => id === event.resourceId)
    if (!readable || !record) continue
    const told = await actOf(req, event, readable.collection.flattenedFields, record, verdicts)
    if (!told) continue
    const mayRead = await mayReadReason(req, readable.collection, record)
    const reason = mayRead && !verdicts.has(event.reason ?? '') ? event.reason : null
    const act = { ...told, reason: reason ?? null }
    acts.push({ act, resource: readable.collection.slug, record })
  }
  return { acts, hasNextPage: found.hasNextPage }
}

/**
 * The notes of verdicts on these builds that the reader may not know: the acts of a build repeat them, that
 * of the move which brought the note and that of the next one which replaced it.
 */
async function unreadVerdicts(
  req: PayloadRequest,
  all: readonly Readable[],
): Promise<ReadonlySet<string>> {
  const builds = all
    .filter(({ collection }) => collection.slug === 'builds')
    .flatMap(({ records }) => records.map(({ id }) => id))
  if (builds.length === 0 || mayOn(req, 'history.notes', { bySignature: true })) return new Set()
  const moves = await rowsOf<{ note: string }>(
    req,
    sql`select distinct note from status_events
        where build_id = any(${sql.param(builds)}::uuid[]) and by_signature and note is not null`,
  )
  return new Set(moves.map(({ note }) => note))
}

function withoutNote(part: JsonObject | null, verdicts: ReadonlySet<string>): JsonObject | null {
  const note = part?.[NOTE_OF_MOVE]
  if (part === null || typeof note !== 'string' || !verdicts.has(note)) return part
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== NOTE_OF_MOVE))
}

/** An event without its reason, as its reader may know it; null for an edit of fields that are not theirs to see. */
async function actOf(
  req: PayloadRequest,
  event: AuditEvent,
  fields: readonly FlattenedField[],
  record: TypeWithID,
  verdicts: ReadonlySet<string> = new Set(),
): Promise<Omit<HistoryAct, 'reason'> | null> {
  const { id, at, action, actorName, role } = event
  const part = async (held: unknown) =>
    REFUSALS.has(action)
      ? null
      : withoutNote(await visiblePart(req, fields, held, record), verdicts)
  const before = await part(event.before)
  const after = action === SHARED ? sharingIn(event.after) : await part(event.after)
  if (action === 'update' && isEmpty(before) && isEmpty(after)) return null
  return {
    ...{ id, at, action, actorName, role, before, after },
    actor: event.actor ?? null,
    rev: revisionIn(event.after),
  }
}

const readableRecord = (
  req: PayloadRequest,
  collection: CollectionSlug,
  id: string,
): Promise<TypeWithID | null> =>
  req.payload.findByID({
    collection,
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })

/** Everybody reads the names of colleagues; what was done to an account is theirs and the Admin's. */
const isOpen = (req: PayloadRequest, resource: string, id: string): boolean =>
  resource !== 'users' || may(req, 'users.manage') || personOf(req)?.id === id

const isEmpty = (part: JsonObject | null): boolean =>
  part === null || Object.keys(part).length === 0

function revisionIn(after: unknown): number | null {
  const rev: unknown = Reflect.get(Object(after), REVISION)
  return typeof rev === 'number' ? rev : null
}

async function visiblePart(
  req: PayloadRequest,
  fields: readonly FlattenedField[],
  held: unknown,
  record: TypeWithID,
): Promise<JsonObject | null> {
  const plain = asJson(held ?? null)
  return isJsonObject(plain) ? visible(req, fields, plain, record) : null
}

/** The members that are fields of the collection and open to the reader; what is no field is left out. */
async function visible(
  req: PayloadRequest,
  fields: readonly FlattenedField[],
  held: JsonObject,
  record: TypeWithID,
): Promise<JsonObject> {
  const open: Record<string, Json> = {}
  for (const [name, value] of Object.entries(held)) {
    const field = name === REVISION ? undefined : fields.find((one) => one.name === name)
    if (!field || !(await mayRead(req, field, record))) continue
    open[name] = await visibleValue(req, field, value, record)
  }
  return open
}

async function visibleValue(
  req: PayloadRequest,
  field: FlattenedField,
  value: Json,
  record: TypeWithID,
): Promise<Json> {
  if (!('flattenedFields' in field)) return value
  if (isJsonObject(value)) return visible(req, field.flattenedFields, value, record)
  if (!Array.isArray(value)) return value
  const rows: Json[] = []
  for (const row of value)
    rows.push(isJsonObject(row) ? await visible(req, field.flattenedFields, row, record) : row)
  return rows
}

async function mayReadReason(
  req: PayloadRequest,
  { slug, flattenedFields }: SanitizedCollectionConfig,
  record: TypeWithID,
): Promise<boolean> {
  const told = flattenedFields.find(({ name }) => name === REASON_TELLS.get(slug))
  return told === undefined || mayRead(req, told, record)
}

async function mayRead(
  req: PayloadRequest,
  field: FlattenedField,
  record: TypeWithID,
): Promise<boolean> {
  if ('hidden' in field && field.hidden) return false
  if (field.type === 'join' && !(await mayReadJoined(req, field.collection))) return false
  const read = 'access' in field ? field.access?.read : undefined
  return read ? read({ req, id: record.id, doc: record, data: record }) : true
}

/** A list of other records, such as the components of an assembly, is open to whoever may read these. */
async function mayReadJoined(
  req: PayloadRequest,
  target: string | readonly string[],
): Promise<boolean> {
  const collection = req.payload.config.collections.find(({ slug }) => slug === target)
  return collection !== undefined && (await collection.access.read({ req })) !== false
}
