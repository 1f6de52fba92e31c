import type { DraftInput } from '../api'

export type SaveStatus = 'idle' | 'saving' | 'saved' | 'failed' | 'signedOut'

export type SaveState = {
  status: SaveStatus
  /** When the server last confirmed a save, in milliseconds. */
  at: number | null
  id: string | null
}

/** What the saver needs from outside; `save` answers the draft's id. */
export type SaverDoors = {
  save: (id: string | null, draft: DraftInput, keepalive: boolean) => Promise<string>
  /** Why a save failed: the session is over, the draft is gone, or anything else. */
  reasonOf: (error: unknown) => 'signedOut' | 'gone' | 'other'
  storage: Pick<Storage, 'setItem' | 'removeItem'>
  /** Name of the local copy, by draft. */
  localKey: (id: string | null) => string
  now: () => number
}

const REST_MS = 800
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const

/**
 * Keeps the server's draft up to date: waits for a rest in typing, sends one save at a time, tries
 * again until it works, and keeps a local copy of whatever the server has not confirmed.
 */
export class DraftSaver {
  private state: SaveState
  private latest: DraftInput | null = null
  private confirmed: string
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private failures = 0
  private stopped = false
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly doors: SaverDoors,
    id: string | null,
    /** What the server has, or what needs no saving yet; null when something waits to be saved. */
    known: DraftInput | null,
    at: number | null = null,
  ) {
    this.state = { status: at === null ? 'idle' : 'saved', at, id }
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
    if (this.failures === 0) this.plan(REST_MS)
  }

  /** Sends what is outstanding now. With `keepalive` the request outlives the page. */
  async flush(keepalive = false): Promise<void> {
    this.cancelTimer()
    while (this.running) await this.running
    if (this.stopped || !this.isBehind()) return
    this.running = this.send(keepalive)
    await this.running
  }

  /** The id of the server's draft, made first if there is none. Null when that failed. */
  async ensureId(): Promise<string | null> {
    if (this.state.id === null) {
      this.confirmed = ''
      await this.flush()
    }
    return this.state.id
  }

  /** After a submit: the draft is gone on purpose. */
  stop(): void {
    this.stopped = true
    this.cancelTimer()
    this.forgetLocally()
  }

  private isBehind(): boolean {
    return this.latest !== null && JSON.stringify(this.latest) !== this.confirmed
  }

  private async send(keepalive: boolean): Promise<void> {
    const draft = this.latest
    if (!draft) return
    this.tell({ status: 'saving' })
    try {
      const id = await this.doors.save(this.state.id, draft, keepalive)
      this.forgetLocally()
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
      this.plan(this.failures === 0 ? REST_MS : this.pause())
    }
  }

  private failed(reason: 'signedOut' | 'gone' | 'other'): void {
    this.failures += 1
    if (reason === 'gone') {
      this.forgetLocally()
      this.tell({ id: null })
    }
    this.tell({ status: reason === 'signedOut' ? 'signedOut' : 'failed' })
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
      const copy = JSON.stringify({ ...this.latest, at: this.doors.now() })
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
