import { v4 as uuid } from 'uuid'
import {
  bodyForAnotherTry,
  createdIds,
  filled,
  isConflict,
  isUnsent,
  judge,
  nextToSend,
  pauseAfter,
  replacedBy,
  settled,
  uploadIn,
  without,
  type Entry,
  type Verdict,
} from './entries'
import { inOneTab } from './lock'
import { sendEntry, UPLOAD_MS, whoIsSignedIn } from './send'
import { allOf, bytesOf, change } from './store'
import { words } from './words'

/** What a screen hands over: a JSON command, or a file with the fields of its form. */
export type NewEntry = {
  /** What belongs together, such as `inspections:<id>`. */
  scope: string
  /** Names what this sets; the newest of a slot is sent, so it carries the whole value. */
  slot?: string
  method?: Entry['method']
  url: string
  /** For people, in the list of what waits. */
  label: string
} & ({ body: unknown } | { file: File; fields?: Readonly<Record<string, string>> })

/** How the server stands to this person, as far as the last call told. */
export type Reach = 'OK' | 'OFFLINE' | 'SIGNED_OUT' | 'OTHER_USER'

export type QueueState = {
  /** False until the browser's database was read for the first time. */
  isLoaded: boolean
  entries: readonly Entry[]
  reach: Reach
  isSending: boolean
  /** When the server last answered, in milliseconds. */
  lastContact: number | null
}

export const NOTHING_YET: QueueState = {
  isLoaded: false,
  entries: [],
  reach: 'OK',
  isSending: false,
  lastContact: null,
}

/** Confirmed entries serve pages from the cache, which may be older than they are. */
const KEEP_SENT_MS = 24 * 3_600_000

const CHANNEL = 'torvan-floor-queue'

/** The browser refused to store an entry; its message is for people. */
export class CannotKeep extends Error {
  constructor(cause: unknown) {
    super(words.cannotKeep, { cause })
  }
}

/**
 * One person's queue in this browser: keeps what was entered until the server has confirmed or refused
 * it, and sends it in order, one tab at a time. Entries of other people on a shared tablet are neither
 * read nor sent.
 */
export class FloorQueue {
  private state = NOTHING_YET
  private readonly tab = uuid()
  private readonly listeners = new Set<() => void>()
  private channel: BroadcastChannel | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private running: Promise<void> | null = null
  private again = false
  private tries = 0
  /** Whether to ask who is signed in before anything is sent. */
  private mustKnock = true

  constructor(readonly userId: string) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): QueueState => this.state

  /** Begins to listen to network, focus and other tabs; call the result to stop. */
  start(): () => void {
    const knock = () => {
      this.mustKnock = true
      this.tries = 0
      void this.flush()
    }
    const lost = () => {
      this.tell({ reach: 'OFFLINE' })
      this.plan(pauseAfter(1))
    }
    const seen = () => {
      if (document.visibilityState === 'visible') knock()
    }
    window.addEventListener('online', knock)
    window.addEventListener('offline', lost)
    window.addEventListener('focus', knock)
    document.addEventListener('visibilitychange', seen)
    if (typeof BroadcastChannel === 'function') {
      this.channel = new BroadcastChannel(CHANNEL)
      this.channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data === this.userId) void this.reload()
      }
    }
    if (!navigator.onLine) this.tell({ reach: 'OFFLINE' })
    void this.reload().then(knock)
    return () => {
      window.removeEventListener('online', knock)
      window.removeEventListener('offline', lost)
      window.removeEventListener('focus', knock)
      document.removeEventListener('visibilitychange', seen)
      this.channel?.close()
      this.channel = null
      this.cancelTimer()
    }
  }

  /**
   * Keeps an entry; resolves once it is on disk, and sending begins by itself. The same file for the
   * same purpose, still unsent, is one entry. Rejects with `CannotKeep`.
   */
  async add(entry: NewEntry): Promise<Entry> {
    const { fresh, bytes } = await this.prepared(entry)
    let twin: Entry | undefined
    const entries = await this.change((known) => {
      twin = known.find((other) => isSameUpload(other, fresh))
      if (twin) return {}
      return { add: fresh, remove: replacedBy(fresh, known), ...(bytes && { bytes }) }
    }).catch((error: unknown) => {
      throw new CannotKeep(error)
    })
    const id = twin?.id ?? fresh.id
    const kept = entries.find((other) => other.id === id)
    if (!kept) throw new CannotKeep(undefined)
    askToStay()
    void this.flush()
    return kept
  }

  /** What is not settled yet, in order, of one scope or of all. */
  list(scope?: string): readonly Entry[] {
    return this.state.entries.filter(
      (entry) => isUnsent(entry) && (scope === undefined || entry.scope === scope),
    )
  }

  /** A person's decision to send a refused entry once more, over what the server holds now. */
  async retry(id: string): Promise<void> {
    await this.change((entries) => ({
      put: entries
        .filter((entry) => entry.id === id && isConflict(entry))
        .map((entry) => ({
          ...entry,
          state: 'PENDING' as const,
          failures: 0,
          answer: null,
          body: bodyForAnotherTry(entry),
        })),
    }))
    await this.flush()
  }

  /** A person's decision to drop an entry; later ones lose their mention of a dropped photo. */
  async discard(id: string): Promise<void> {
    await this.change((entries) => ({
      remove: entries.filter((entry) => entry.id === id && entry.state !== 'SENDING'),
      put: entries
        .filter((entry) => entry.id !== id && isUnsent(entry))
        .map((entry) => ({ ...entry, body: without(entry.body, id) })),
    }))
    await this.flush()
  }

  /** A photo that waits, for showing it; takes an entry's id or a placeholder. Null when it is sent. */
  async fileOf(idOrPlaceholder: string): Promise<Blob | null> {
    const id = uploadIn(idOrPlaceholder) ?? idOrPlaceholder
    const upload = this.state.entries.find((entry) => entry.id === id)?.upload
    const bytes = upload ? await bytesOf(id) : null
    return upload && bytes ? new Blob([bytes], { type: upload.type }) : null
  }

  /**
   * Sends what waits, in order. Ends early when the network, the server or the session is gone, and
   * then tries again later by itself.
   */
  async flush(): Promise<void> {
    this.again = true
    this.running ??= this.run()
    await this.running
  }

  private async run(): Promise<void> {
    this.cancelTimer()
    const lock = {
      name: `${CHANNEL}:${this.userId}`,
      holder: this.tab,
      leaseMs: UPLOAD_MS + 10_000,
      busy: 0,
    }
    let pause: number | null = null
    while (this.again) {
      this.again = false
      // a database that fails is opened anew by the next try
      pause = await inOneTab<number | null>(lock, (renew) => this.drain(renew)).catch(() => 0)
      await this.reload()
    }
    // nothing is awaited from here on: whoever calls now must find either a loop or none
    this.running = null
    this.tries = pause === null ? 0 : this.tries + 1
    if (pause !== null) this.plan(pause || pauseAfter(this.tries))
  }

  /** Null when all is sent that can be; else the seconds until another try, 0 = as usual. */
  private async drain(renew: () => Promise<void>): Promise<number | null> {
    const trouble = this.mustKnock || this.state.reach !== 'OK' ? await this.knock() : null
    if (trouble !== null) return trouble
    await this.forgetOld()
    const held = new Set<string>()
    try {
      for (;;) {
        const entries = await allOf(this.userId)
        const entry = nextToSend(entries, held)
        if (!entry) return held.size > 0 ? 0 : null
        this.tell({ isSending: true })
        await renew()
        const verdict = await this.attempt(entry, entries)
        if (verdict === null) continue
        await this.settle(entry, verdict)
        if (verdict.kind === 'failed') held.add(entry.scope)
        if (verdict.kind === 'unreachable' || verdict.kind === 'signedOut') {
          return verdict.kind === 'unreachable' ? (verdict.seconds ?? 0) : 0
        }
      }
    } finally {
      this.tell({ isSending: false })
    }
  }

  /** Asks who is signed in. Null when it is this person; else seconds to wait, 0 = as usual. */
  private async knock(): Promise<number | null> {
    const who = await whoIsSignedIn()
    if (who === undefined) this.tell({ reach: 'OFFLINE' })
    else if (who === null) this.tell({ reach: 'SIGNED_OUT', lastContact: Date.now() })
    else if (who !== this.userId) this.tell({ reach: 'OTHER_USER', lastContact: Date.now() })
    else this.tell({ reach: 'OK', lastContact: Date.now() })
    this.mustKnock = false
    return who === this.userId ? null : 0
  }

  /** Null when the entry was dropped before it left. */
  private async attempt(entry: Entry, entries: readonly Entry[]): Promise<Verdict | null> {
    const at = new Date().toISOString()
    const { body, missing } = filled(entry.body, createdIds(entries))
    if (missing.length > 0) return refusedHere(words.discardedUpload, at)
    const bytes = entry.upload ? await bytesOf(entry.id) : null
    if (entry.upload && !bytes) return refusedHere(words.lostPhoto, at)
    const known = await this.settle(entry, null)
    if (!known.some(({ id }) => id === entry.id)) return null
    const verdict = judge(await sendEntry(entry, body, bytes), at)
    if (verdict.kind === 'unreachable') this.tell({ reach: 'OFFLINE' })
    else this.tell({ lastContact: Date.now() })

    const isSessionInDoubt =
      verdict.kind === 'signedOut' || (verdict.kind === 'refused' && verdict.answer.status === 403)
    if (!isSessionInDoubt || (await this.knock()) === null) {
      return verdict.kind === 'signedOut' && this.state.reach === 'OK'
        ? { kind: 'unreachable', seconds: null }
        : verdict
    }
    return { kind: 'signedOut' }
  }

  /** Writes what became of an entry, unless it was discarded meanwhile; null = it is on its way. */
  private settle(entry: Entry, verdict: Verdict | null): Promise<Entry[]> {
    return this.change((known) => {
      const current = known.find(({ id }) => id === entry.id)
      if (!current) return {}
      if (verdict === null) return { put: [{ ...current, state: 'SENDING' as const }] }
      const put = [settled(current, verdict)]
      return verdict.kind === 'sent' ? { put, emptied: put } : { put }
    })
  }

  private forgetOld(): Promise<unknown> {
    const limit = Date.now() - KEEP_SENT_MS
    return this.state.entries.some(({ createdAt }) => Date.parse(createdAt) < limit)
      ? this.change((entries) => ({
          remove: entries.some(isUnsent)
            ? []
            : entries.filter(({ createdAt }) => Date.parse(createdAt) < limit),
        }))
      : Promise.resolve()
  }

  private async prepared(
    entry: NewEntry,
  ): Promise<{ fresh: Omit<Entry, 'seq'>; bytes: ArrayBuffer | null }> {
    const { scope, slot = null, method = 'POST', url, label } = entry
    const bytes = 'file' in entry ? await entry.file.arrayBuffer() : null
    const upload =
      'file' in entry && bytes
        ? {
            name: entry.file.name || 'photo.jpg',
            type: entry.file.type,
            size: bytes.byteLength,
            sha256: await sha256Of(bytes),
            fields: { ...entry.fields },
          }
        : null
    const fresh = {
      id: uuid(),
      userId: this.userId,
      ...{ scope, slot, method, url, label, upload },
      body: 'body' in entry ? entry.body : null,
      createdAt: new Date().toISOString(),
      state: 'PENDING' as const,
      failures: 0,
      answer: null,
      sentAt: null,
      createdId: null,
      rev: null,
    }
    return { fresh, bytes }
  }

  private async change(decide: Parameters<typeof change>[1]): Promise<Entry[]> {
    const entries = await change(this.userId, decide)
    this.tell({ entries, isLoaded: true })
    this.channel?.postMessage(this.userId)
    return entries
  }

  private async reload(): Promise<void> {
    // without a database there is nothing to show; `add` says so when it matters
    const entries = await allOf(this.userId).catch(() => [])
    this.tell({ entries, isLoaded: true })
  }

  private plan(seconds: number): void {
    this.cancelTimer()
    this.timer = setTimeout(() => void this.flush(), seconds * 1000)
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private tell(news: Partial<QueueState>): void {
    this.state = { ...this.state, ...news }
    for (const listener of this.listeners) listener()
  }
}

const refusedHere = (message: string, at: string): Verdict => ({
  kind: 'refused',
  state: 'REFUSED',
  answer: { status: 0, refusals: [{ code: 'failed', message }], at },
})

const isSameUpload = (known: Entry, fresh: Omit<Entry, 'seq'>): boolean =>
  isUnsent(known) &&
  !!fresh.upload?.sha256 &&
  known.upload?.sha256 === fresh.upload.sha256 &&
  known.scope === fresh.scope &&
  known.url === fresh.url &&
  JSON.stringify(known.upload.fields) === JSON.stringify(fresh.upload.fields)

let hasAsked = false

/** Asks the browser once not to clear what waits when room gets short. */
function askToStay(): void {
  if (hasAsked || !('storage' in navigator)) return
  hasAsked = true
  navigator.storage.persist().catch(() => false) // it decides; entries are kept either way
}

/** Hex of the SHA-256, or null where browsers do not offer it (no HTTPS). */
async function sha256Of(bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const queues = new Map<string, FloorQueue>()

/** The queue of a person in this tab; one object however many components ask. */
export function queueOf(userId: string): FloorQueue {
  const known = queues.get(userId)
  if (known) return known
  const queue = new FloorQueue(userId)
  queues.set(userId, queue)
  return queue
}
