import { z } from 'zod'

/**
 * What waits in the browser to be sent, as plain values: which entry is next, what an answer of the
 * server means for it, and how a screen shows what the server has not confirmed. No clock, no browser.
 */

export const METHODS = ['POST', 'PATCH', 'PUT', 'DELETE'] as const

const refusalSchema = z.object({
  code: z.string().default('failed'),
  message: z.string(),
  field: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})

/** The last "no" of the server: status 0 is our own, before anything was sent. */
const answerSchema = z.object({
  status: z.number().int(),
  refusals: z.array(refusalSchema).min(1),
  at: z.string(),
})
export type Answer = z.infer<typeof answerSchema>

const uploadSchema = z.object({
  name: z.string(),
  type: z.string(),
  size: z.number(),
  /** Of the bytes, in hex; null where the browser does not compute it (no HTTPS). */
  sha256: z.string().nullable(),
  /** Further fields of the multipart form. */
  fields: z.record(z.string(), z.string()),
})

export const entrySchema = z.object({
  /** Place in the order of sending, given by the browser's database. */
  seq: z.number().int(),
  /** A uuid; sent as `Idempotency-Key`. */
  id: z.string(),
  userId: z.string(),
  /** What belongs together, such as `inspections:<id>`: a refusal holds back only its own scope. */
  scope: z.string(),
  /** Names what this sets, such as `answer:pq-3:1`: a newer entry of the same slot replaces it. */
  slot: z.string().nullable(),
  method: z.enum(METHODS),
  url: z.string(),
  /** For people: "Basin 1, depth: 12 in". */
  label: z.string(),
  body: z.unknown(),
  upload: uploadSchema.nullable(),
  createdAt: z.string(),
  state: z.enum(['PENDING', 'SENDING', 'CONFLICT', 'REFUSED', 'SENT']),
  /** How often the server failed over it; being unreachable does not count. */
  failures: z.number().int(),
  answer: answerSchema.nullable(),
  /** By the clock of the server, so that it compares with the time a page was rendered. */
  sentAt: z.string().nullable(),
  /** The record that the server made of it, for entries that refer to it. */
  createdId: z.string().nullable(),
  /** The revision that the record has by it; null where the answer told none. */
  rev: z.number().nullable().default(null),
})
export type Entry = z.infer<typeof entrySchema>

export const isWaiting = ({ state }: Entry): boolean => state === 'PENDING' || state === 'SENDING'

/** Refused by the server: a person has to decide. */
export const isConflict = ({ state }: Entry): boolean => state === 'CONFLICT' || state === 'REFUSED'

export const isUnsent = (entry: Entry): boolean => entry.state !== 'SENT'

// --- order of sending --------------------------------------------------------------------------

/**
 * The next entry to send, oldest first. What comes after a refused entry of the same scope waits for
 * the decision, and what refers to a photo waits for that photo; `held` are scopes to leave alone for
 * now. One left `SENDING` by a closed page counts as unsent: its key makes that harmless.
 */
export function nextToSend(
  entries: readonly Entry[],
  held: ReadonlySet<string> = new Set(),
): Entry | null {
  const blocked = new Set(held)
  const ids = createdIds(entries)
  const unsent = new Set(entries.filter(isUnsent).map(({ id }) => id))
  for (const entry of inOrder(entries)) {
    if (entry.state === 'SENT' || blocked.has(entry.scope)) continue
    const waitsForPhoto = filled(entry.body, ids).missing.some((upload) => unsent.has(upload))
    if (isWaiting(entry) && !waitsForPhoto) return entry
    blocked.add(entry.scope)
  }
  return null
}

export const inOrder = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => a.seq - b.seq)

/**
 * Entries that a newer one of the same slot makes pointless. One that is being sent stays, and so does
 * a conflict, which somebody has to see; a refused value is replaced by its correction.
 */
export const replacedBy = (
  newer: Pick<Entry, 'userId' | 'scope' | 'slot'>,
  entries: readonly Entry[],
): Entry[] =>
  newer.slot === null
    ? []
    : entries.filter(
        ({ userId, scope, slot, state }) =>
          userId === newer.userId &&
          scope === newer.scope &&
          slot === newer.slot &&
          (state === 'PENDING' || state === 'REFUSED'),
      )

// --- placeholders of uploads -------------------------------------------------------------------

const PLACEHOLDER = 'upload:'

/** Stands in later bodies for the record that an upload will become. */
export const placeholderOf = (entryId: string): string => PLACEHOLDER + entryId

/** The upload that a value stands for, or null when it is an ordinary id. */
export const uploadIn = (value: string): string | null =>
  value.startsWith(PLACEHOLDER) ? value.slice(PLACEHOLDER.length) : null

/** The ids that finished uploads have become. */
export const createdIds = (entries: readonly Entry[]): ReadonlyMap<string, string> =>
  new Map(
    entries.flatMap(({ id, createdId }): [string, string][] =>
      createdId === null ? [] : [[id, createdId]],
    ),
  )

/** Every text of a JSON value, replaced; a list loses the texts that become null. */
function mapTexts(value: unknown, change: (text: string) => string | null): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) {
    return value.flatMap((part: unknown) => {
      const changed = mapTexts(part, change)
      return typeof part === 'string' && changed === null ? [] : [changed]
    })
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [key, mapTexts(part, change)]),
  )
}

/** The body with real ids for placeholders; uploads that are not there yet are named in `missing`. */
export function filled(
  body: unknown,
  ids: ReadonlyMap<string, string>,
): { body: unknown; missing: readonly string[] } {
  const missing: string[] = []
  const changed = mapTexts(body, (text) => {
    const upload = uploadIn(text)
    if (upload === null) return text
    const id = ids.get(upload)
    if (id === undefined) missing.push(upload)
    return id ?? text
  })
  return { body: changed, missing }
}

/** The body without an upload that was discarded: gone from lists, null elsewhere. */
export const without = (body: unknown, uploadId: string): unknown =>
  mapTexts(body, (text) => (uploadIn(text) === uploadId ? null : text))

/**
 * The body that repeats a refused change over the newer record: where it named a revision, the one
 * that the server told.
 */
export function bodyForAnotherTry({ body, answer }: Pick<Entry, 'body' | 'answer'>): unknown {
  const details = answer?.refusals[0]?.details
  const newer = details?.rev
  const isRevised = typeof body === 'object' && body !== null && 'rev' in body
  return isRevised && typeof newer === 'number'
    ? { ...body, rev: newer }
    : withTheirsSeen(body, details)
}

const theirAnswer = z.object({ key: z.string(), basin: z.number().nullable(), theirs: z.unknown() })
const seenAnswers = z.looseObject({
  items: z.array(z.looseObject({ key: z.string(), seen: z.array(z.unknown()).optional() })),
})

/** Answers sent again over another person's: that one was seen now, and only that one. */
function withTheirsSeen(body: unknown, details: unknown): unknown {
  const [told, sent] = [theirAnswer.safeParse(details), seenAnswers.safeParse(body)]
  if (!told.success || !sent.success) return body
  const { key, basin, theirs } = told.data
  return {
    ...sent.data,
    items: sent.data.items.map((item) =>
      item.key === key && (item.basin ?? null) === basin
        ? { ...item, seen: [...(item.seen ?? []), theirs] }
        : item,
    ),
  }
}

// --- answers of the server ---------------------------------------------------------------------

/** What came back: `null` instead means that nothing did. */
export type Reply = {
  status: number
  /** Parsed JSON; undefined when the body was no JSON. */
  json: unknown
  /** `Retry-After`, seconds. */
  retryAfter: number | null
  /** `Date` of the server, ISO. */
  date: string | null
}

export type Verdict =
  | { kind: 'sent'; createdId: string | null; rev: number | null; sentAt: string | null }
  | { kind: 'refused'; state: 'CONFLICT' | 'REFUSED'; answer: Answer }
  /** The server was reached and failed, or lost a race: worth another try. */
  | { kind: 'failed'; answer: Answer }
  /** Nobody, or somebody else, is signed in. */
  | { kind: 'signedOut' }
  | { kind: 'unreachable'; seconds: number | null }

const UNREACHABLE = new Set([408, 429, 502, 503, 504])

/** A server that fails this often over one entry refuses it. */
export const FAILURES_UNTIL_REFUSED = 5

const withId = z.object({ id: z.string() }).transform(({ id }) => id)
const createdSchema = z.union([
  z.object({ doc: withId }).transform(({ doc }) => doc),
  z.object({ document: withId }).transform(({ document }) => document),
  z.object({ photo: withId }).transform(({ photo }) => photo),
  withId,
])

const withRev = z.object({ rev: z.number() }).transform(({ rev }) => rev)
const revSchema = z.union([z.object({ doc: withRev }).transform(({ doc }) => doc), withRev])

/**
 * What an answer means. A success that is no JSON came from something between us and the server (a
 * guest network's sign-in page) and is none; 403 is `refused`, though the session may have ended: the
 * sender asks who is signed in.
 */
export function judge(reply: Reply | null, at: string): Verdict {
  if (reply === null) return { kind: 'unreachable', seconds: null }
  const { status, json, retryAfter, date } = reply
  if (status >= 200 && status < 300) {
    if (json === undefined && status !== 204) return { kind: 'unreachable', seconds: null }
    const [created, rev] = [createdSchema.safeParse(json), revSchema.safeParse(json)]
    return {
      kind: 'sent',
      createdId: created.success ? created.data : null,
      rev: rev.success ? rev.data : null,
      sentAt: date,
    }
  }
  if (status === 401) return { kind: 'signedOut' }
  if (UNREACHABLE.has(status) || status < 400) return { kind: 'unreachable', seconds: retryAfter }

  const answer = answerOf(status, json, at)
  if (status >= 500 || answer.refusals[0]?.code === 'retry') return { kind: 'failed', answer }
  return { kind: 'refused', state: status === 409 ? 'CONFLICT' : 'REFUSED', answer }
}

function answerOf(status: number, json: unknown, at: string): Answer {
  const read = z.object({ errors: z.array(refusalSchema).min(1) }).safeParse(json)
  const refusals = read.success
    ? read.data.errors
    : [{ code: 'failed', message: `The server refused this without saying why (${status}).` }]
  return { status, refusals, at }
}

/** The entry after an answer. */
export function settled(entry: Entry, verdict: Verdict): Entry {
  switch (verdict.kind) {
    case 'sent':
      return {
        ...entry,
        state: 'SENT',
        answer: null,
        createdId: verdict.createdId,
        rev: verdict.rev,
        sentAt: verdict.sentAt,
      }
    case 'refused':
      return { ...entry, state: verdict.state, answer: verdict.answer }
    case 'failed': {
      const failures = entry.failures + 1
      const state = failures >= FAILURES_UNTIL_REFUSED ? 'REFUSED' : 'PENDING'
      return { ...entry, state, failures, answer: verdict.answer }
    }
    default:
      return { ...entry, state: 'PENDING' }
  }
}

const PAUSES = [2, 5, 15, 30, 60] as const

/** Seconds until the next try after so many failed ones. */
export const pauseAfter = (tries: number): number =>
  PAUSES[Math.min(Math.max(tries, 1), PAUSES.length) - 1] ?? PAUSES[0]

// --- what a screen shows -----------------------------------------------------------------------

/** How the server stands to what is shown: it has it, it will get it, or it refused it. */
export type Sync = 'CLEAR' | 'PENDING' | 'CONFLICT'

/** What an entry changes in the items of a screen. */
export type Change<Item> = { matches: (item: Item) => boolean; patch: Partial<Item> }

/** The `Date` header counts whole seconds. */
const SECOND_MS = 1000

/** Whether a page rendered then cannot know of this entry yet. Times are the server's. */
const isNewerThan = ({ sentAt }: Entry, renderedAt: string): boolean =>
  sentAt !== null && Date.parse(sentAt) + SECOND_MS > Date.parse(renderedAt)

/**
 * The items as they were entered: those of the server, with everything on top that it has not
 * confirmed, or has confirmed after the page was rendered (a page from the cache is older than what was
 * sent meanwhile). `renderedAt` is the server's clock when it read the items, ISO.
 */
export function overlay<Base extends object, Item extends Base>(
  items: readonly Item[],
  entries: readonly Entry[],
  renderedAt: string,
  changesOf: (entry: Entry) => readonly Change<Base>[],
): (Item & { sync: Sync })[] {
  const ids = createdIds(entries)
  const shown = items.map((item): Item & { sync: Sync } => ({ ...item, sync: 'CLEAR' }))
  for (const entry of inOrder(entries)) {
    if (entry.state === 'SENT' && !isNewerThan(entry, renderedAt)) continue
    const changes = changesOf({ ...entry, body: filled(entry.body, ids).body })
    for (const { matches, patch } of changes) {
      const index = shown.findIndex(matches)
      const item = shown[index]
      if (item) shown[index] = { ...item, ...patch, sync: worse(item.sync, syncOf(entry)) }
    }
  }
  return shown
}

const syncOf = (entry: Entry): Sync => {
  if (isConflict(entry)) return 'CONFLICT'
  return isWaiting(entry) ? 'PENDING' : 'CLEAR'
}

const RANK: readonly Sync[] = ['CLEAR', 'PENDING', 'CONFLICT']
const worse = (a: Sync, b: Sync): Sync => (RANK.indexOf(a) > RANK.indexOf(b) ? a : b)

const resultSchema = z.enum(['PASS', 'FAIL', 'NA']).nullable()
const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()
const givenSchema = z.object({
  result: resultSchema,
  value: valueSchema,
  note: z.string().nullable(),
  photos: z.array(z.string()),
})

const sentAnswers = z.object({
  items: z.array(
    givenSchema.partial().extend({
      key: z.string(),
      basin: z.number().nullish(),
      seen: z.array(givenSchema).catch([]),
    }),
  ),
})

/** An item of a form as far as its answer goes. */
export type Answerable = {
  key: string
  basin: number | null
  result: 'PASS' | 'FAIL' | 'NA' | null
  value: string | number | boolean | string[] | null
  note: string | null
  photos: string[]
}

/** What a queued `{ items: [{ key, basin, … }] }` changes in the items of an inspection, and knew of them. */
export function answersIn({ body }: Entry): (Change<Answerable> & { known: Given[] })[] {
  const read = sentAnswers.safeParse(body)
  if (!read.success) return []
  return read.data.items.map(({ key, basin = null, result, value, note, photos, seen }) => ({
    matches: (item) => item.key === key && item.basin === basin,
    patch: {
      ...(result !== undefined && { result }),
      ...(value !== undefined && { value }),
      ...(note !== undefined && { note }),
      ...(photos !== undefined && { photos }),
    },
    known: seen,
  }))
}

type Given = Pick<Answerable, 'result' | 'value' | 'note' | 'photos'>

/** More than this is not sent; the newest count. */
const SEEN_AT_MOST = 40

/**
 * What somebody has seen of an item: its answer when the page was rendered or, newer, as they have sent
 * it, and whatever they entered since; of an entry whose answer got lost nobody knows whether the server
 * has it. Anything else that the server holds is somebody else's.
 */
export function seenOf(item: Answerable, entries: readonly Entry[], renderedAt: string): Given[] {
  const ids = createdIds(entries)
  const given = ({ result, value, note, photos }: Answerable): Given => {
    return { result, value, note, photos }
  }
  let seen: Given[] = [given(item)]
  for (const entry of inOrder(entries)) {
    if (entry.state === 'SENT' && !isNewerThan(entry, renderedAt)) continue
    const body = filled(entry.body, ids).body
    for (const { matches, patch, known } of answersIn({ ...entry, body })) {
      if (!matches(item)) continue
      const entered = given({ ...item, ...patch })
      seen = entry.state === 'SENT' ? [entered] : [...seen, ...known, entered]
    }
  }
  const texts = new Set(seen.map((one) => JSON.stringify(one)))
  return seen.filter((one) => texts.delete(JSON.stringify(one))).slice(-SEEN_AT_MOST)
}

/**
 * The revision that a page shows: the one that it was rendered with and, on top of it, what this person has
 * saved since, as long as nobody else did in between; what others saved is not on the page.
 */
export const revisionShown = (rendered: number, entries: readonly Entry[]): number =>
  inOrder(entries).reduce((shown, { rev }) => (rev === shown + 1 ? rev : shown), rendered)
