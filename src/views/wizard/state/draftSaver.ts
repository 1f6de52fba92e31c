import { asJson, canonicalJson } from '../../../domain/canonical'
import type { DraftInput } from '../api'

export type SaveStatus = 'idle' | 'saving' | 'saved' | 'failed' | 'signedOut' | 'stale'

export type SaveState = {
  status: SaveStatus
  /** When the server last confirmed a save, in milliseconds. */
  at: number | null
  id: string | null
  /** The draft was gone, and what was typed became a new one. */
  isRenewed: boolean
}

/** Where the server has the draft, and the revision that is known of it; null = save over any. */
export type KnownDraft = { id: string; rev: number | null }
export type StoredDraft = DraftInput & { id: string; rev: number }

/** What the saver needs from outside. */
export type SaverDoors = {
  /** Writes the known draft, or makes one. */
  save: (
    known: KnownDraft | null,
    draft: DraftInput,
    keepalive: boolean,
  ) => Promise<{ id: string; rev: number }>
  load: (id: string) => Promise<StoredDraft>
  /** Why a save failed: the session is over, the draft is gone, somebody else wrote it, or anything else. */
  reasonOf: (error: unknown) => SaveTrouble
  storage: Pick<Storage, 'setItem' | 'removeItem'>
  /** Name of the local copy, by draft. */
  localKey: (id: string | null) => string
  now: () => number
}

export type SaveTrouble = 'signedOut' | 'gone' | 'stale' | 'other'

const REST_MS = 800
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const

/** What a draft says, whatever the order in which the database gives its members back. */
const contentOf = ({ title, step, content }: DraftInput): string =>
  canonicalJson(asJson({ title, step, content }))

/**
 * Keeps the server's draft up to date: waits for a rest in typing, sends one save at a time, tries
 * again until it works, and keeps a local copy of whatever the server has not confirmed. What another
 * window has written is never saved over unless the person says so; a draft that is gone is made anew.
 */
export class DraftSaver {
  private state: SaveState
  private latest: DraftInput | null = null
  private confirmed: string
  private rev: number | null
  /** Saves without an answer, which the server may have all the same. */
  private readonly unanswered = new Set<string>()
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private failures = 0
  private stopped = false
  private isHeld = false
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly doors: SaverDoors,
    {
      id,
      rev,
      at,
      isStale = false,
    }: { id: string | null; rev: number | null; at: number | null; isStale?: boolean },
    /** What the server has, or what needs no saving yet; null when something waits to be saved. */
    known: DraftInput | null,
  ) {
    const status = isStale ? 'stale' : at === null ? 'idle' : 'saved'
    this.state = { status, at, id, isRenewed: false }
    this.rev = rev
    this.confirmed = known === null ? '' : JSON.stringify(known)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): SaveState => this.state

  /** Takes note of the newest draft; it is sent after a rest. */
  update(draft: DraftInput): void {
    this.latest = draft
    if (this.stopped || !this.isBehind()) return
    this.keepLocally()
    if (this.failures === 0 && !this.isStale()) this.plan(REST_MS)
  }

  /** Sends what is outstanding now. With `keepalive` the request outlives the page. */
  async flush(keepalive = false): Promise<void> {
    this.cancelTimer()
    while (this.running) await this.running
    if (this.stopped || this.isStale() || !this.isBehind()) return
    this.running = this.send(keepalive)
    await this.running
  }

  /** Saves even when nothing is outstanding, and so finds out whether the draft is gone or was changed. */
  async settle(): Promise<void> {
    this.confirmed = ''
    await this.flush()
  }

  /** Saves over what another window has written, because the person said so. */
  async keep(): Promise<void> {
    this.rev = null
    this.tell({ status: 'saving' })
    await this.settle()
  }

  /**
   * The id of the server's draft, made first if there is none; one that is there is answered although the
   * save failed. Null when none could be made, and where another window has changed the draft, until the
   * person has chosen.
   */
  async ensureId(): Promise<string | null> {
    await this.settle()
    return this.isStale() ? null : this.state.id
  }

  /** The person knows that the draft was made anew. */
  renewalSeen(): void {
    if (this.state.isRenewed) this.tell({ isRenewed: false })
  }

  /**
   * From when an order is sent until the server says no for certain: a draft that is gone may have become
   * that order, and is not made anew.
   */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld
  }

  /** After a submit: the draft is gone on purpose. */
  stop(): void {
    this.stopped = true
    this.cancelTimer()
    this.forgetLocally()
  }

  private isStale(): boolean {
    return this.state.status === 'stale'
  }

  private isBehind(): boolean {
    return this.latest !== null && JSON.stringify(this.latest) !== this.confirmed
  }

  private async send(keepalive: boolean): Promise<void> {
    const draft = this.latest
    if (!draft) return
    this.tell({ status: 'saving' })
    try {
      const { id, rev } = await this.write(draft, keepalive)
      this.forgetLocally()
      this.unanswered.clear()
      this.rev = rev
      this.confirmed = JSON.stringify(draft)
      this.failures = 0
      this.tell({ status: 'saved', at: this.doors.now(), id })
    } catch (error) {
      this.failed(this.doors.reasonOf(error))
    } finally {
      this.running = null
    }
    if (this.isBehind() && !this.stopped) {
      this.keepLocally()
      if (this.isStale()) return
      this.plan(this.failures === 0 ? REST_MS : this.pause())
    }
  }

  private async write(draft: DraftInput, keepalive: boolean): Promise<{ id: string; rev: number }> {
    const { id } = this.state
    const known = id === null ? null : { id, rev: this.rev }
    try {
      return await this.doors.save(known, draft, keepalive)
    } catch (error) {
      const reason = this.doors.reasonOf(error)
      if (reason === 'other') this.unanswered.add(contentOf(draft))
      if (known && reason === 'gone' && !this.isHeld) return this.renew(draft, keepalive)
      if (!known || reason !== 'stale') throw error

      const stored = await this.doors.load(known.id)
      const isOurs = [contentOf(draft), ...this.unanswered].includes(contentOf(stored))
      if (!isOurs) throw error
      return this.doors.save({ id: known.id, rev: stored.rev }, draft, keepalive)
    }
  }

  private renew(draft: DraftInput, keepalive: boolean): Promise<{ id: string; rev: number }> {
    this.forgetLocally()
    this.rev = null
    this.tell({ id: null, isRenewed: true })
    this.keepLocally()
    return this.doors.save(null, draft, keepalive)
  }

  private failed(reason: SaveTrouble): void {
    this.failures += 1
    this.tell({ status: reason === 'signedOut' || reason === 'stale' ? reason : 'failed' })
  }

  private pause(): number {
    return RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? RETRY_MS[0]
  }

  private plan(delay: number): void {
    this.cancelTimer()
    this.timer = setTimeout(() => void this.flush(), delay)
  }

  private cancelTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private keepLocally(): void {
    try {
      const copy = JSON.stringify({ ...this.latest, rev: this.rev, at: this.doors.now() })
      this.doors.storage.setItem(this.doors.localKey(this.state.id), copy)
    } catch {
      // a browser without room or permission for local copies still saves on the server
    }
  }

  private forgetLocally(): void {
    try {
      this.doors.storage.removeItem(this.doors.localKey(this.state.id))
    } catch {
      // see keepLocally
    }
  }

  private tell(change: Partial<SaveState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}
