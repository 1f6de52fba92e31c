'use client'

import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { isConflict, isWaiting, type Entry } from './entries'
import { NOTHING_YET, queueOf, type FloorQueue, type NewEntry, type Reach } from './queue'
import { keepPage, registerWorker } from './worker'
import '../offline.scss'

const QueueContext = createContext<FloorQueue | null>(null)

/** How long after the last confirmed entry the copy of the page for offline use is renewed. */
const RENEW_COPY_MS = 3_000
/** A copy this young is the page that is open. */
const JUST_LOADED_MS = 30_000

/**
 * Gives a floor screen its queue. `userId` is who the page was rendered for; nobody else's entries are
 * shown or sent, and the copy of the page is kept for this person only.
 */
export function OfflineProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const queue = queueOf(userId)

  useEffect(() => queue.start(), [queue])
  useEffect(() => {
    let lastSent = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const worker = registerWorker()
    const keep = async (renewAfter: number) => {
      if (await worker) await keepPage(userId, window.location.href, renewAfter)
    }
    void keep(Date.now() - JUST_LOADED_MS)
    const stop = queue.subscribe(() => {
      const sent = queue.snapshot().entries.findLast(({ state }) => state === 'SENT')
      if (!sent || sent.id === lastSent) return
      lastSent = sent.id
      clearTimeout(timer)
      timer = setTimeout(() => void keep(Date.now()), RENEW_COPY_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [queue, userId])

  return (
    <QueueContext.Provider value={queue}>
      {/* by this mark the service worker knows whose page it keeps */}
      <div className="offline-scope" data-floor-owner={userId}>
        {children}
      </div>
    </QueueContext.Provider>
  )
}

export type Queue = {
  /** False until the browser's database was read: what is pending is not known before. */
  isLoaded: boolean
  /** The server answers, and this person is signed in. */
  online: boolean
  reach: Reach
  isSending: boolean
  lastContact: number | null
  /** Everything of the scope, confirmed entries of the last day included: feed it to `overlay`. */
  entries: readonly Entry[]
  /** What waits to be sent. */
  pending: readonly Entry[]
  /** What the server refused and a person has to decide. */
  conflicts: readonly Entry[]
  /** Keeps an entry and sends it as soon as it can; rejects with `CannotKeep`. The acts stay the same objects. */
  enqueue: (entry: NewEntry) => Promise<Entry>
  retry: (id: string) => Promise<void>
  discard: (id: string) => Promise<void>
  flush: () => Promise<void>
  /** A photo that still waits, by placeholder or entry id. */
  fileOf: (idOrPlaceholder: string) => Promise<Blob | null>
}

/** The queue of the page, narrowed to one scope or whole. Inside `OfflineProvider` only. */
export function useQueue(scope?: string): Queue {
  const queue = useContext(QueueContext)
  if (!queue) throw new Error('useQueue is used outside OfflineProvider.')
  const state = useSyncExternalStore(queue.subscribe, queue.snapshot, () => NOTHING_YET)

  const acts = useMemo(
    () => ({
      enqueue: (entry: NewEntry) => queue.add(entry),
      retry: (id: string) => queue.retry(id),
      discard: (id: string) => queue.discard(id),
      flush: () => queue.flush(),
      fileOf: (id: string) => queue.fileOf(id),
    }),
    [queue],
  )
  return useMemo(() => {
    const entries = state.entries.filter((entry) => scope === undefined || entry.scope === scope)
    return {
      ...acts,
      isLoaded: state.isLoaded,
      online: state.reach === 'OK',
      reach: state.reach,
      isSending: state.isSending,
      lastContact: state.lastContact,
      entries,
      pending: entries.filter(isWaiting),
      conflicts: entries.filter(isConflict),
    }
  }, [acts, scope, state])
}
