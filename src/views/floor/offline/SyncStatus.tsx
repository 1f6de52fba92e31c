'use client'

import { usePathname } from 'next/navigation'
import { momentInWords } from './moment'
import { useQueue, type Queue } from './OfflineProvider'
import { words } from './words'

const CONFLICTS_ID = 'offline-conflicts'
export { CONFLICTS_ID }

const TEXT = words.status

function lookOf({ reach, pending, conflicts }: Queue): 'good' | 'warn' | 'bad' {
  if (conflicts.length > 0 || reach === 'SIGNED_OUT' || reach === 'OTHER_USER') return 'bad'
  return reach === 'OFFLINE' || pending.some(({ failures }) => failures > 0) ? 'warn' : 'good'
}

function sentenceOf({ reach, isSending, pending }: Queue): string {
  if (reach === 'SIGNED_OUT') return TEXT.signedOut
  if (reach === 'OTHER_USER') return TEXT.otherUser
  if (reach === 'OFFLINE') return TEXT.kept
  if (pending.length === 0) return TEXT.allSent
  return isSending ? TEXT.sending : ''
}

/** What is worth reading aloud: not every answer on its way, but the network and what was refused. */
function spokenOf({ reach, pending, conflicts }: Queue): string {
  const parts = [
    ...(reach === 'OFFLINE'
      ? [TEXT.offline, ...(pending.length > 0 ? [TEXT.pending(pending.length)] : [])]
      : [TEXT.online]),
    ...(reach === 'SIGNED_OUT' ? [TEXT.signedOut] : []),
    ...(reach === 'OTHER_USER' ? [TEXT.otherUser] : []),
    ...(conflicts.length > 0 ? [TEXT.conflicts(conflicts.length)] : []),
  ]
  return parts.join('. ')
}

/** Whether what was entered is safe with the server, for the whole page and all of a person's work. */
export function SyncStatus() {
  const queue = useQueue()
  const pathname = usePathname()
  const { reach, pending, conflicts, lastContact, flush, isSending } = queue
  const isOffline = reach === 'OFFLINE'
  const signIn = `/admin/${reach === 'OTHER_USER' ? 'logout' : `login?redirect=${encodeURIComponent(pathname)}`}`

  return (
    <section className={`offline-strip panel-notice panel-notice--${lookOf(queue)}`}>
      <p className="panel-hidden" role="status" aria-live="polite">
        {spokenOf(queue)}
      </p>
      <div className="offline-strip__text">
        <NetworkIcon isOff={isOffline} />
        <strong>{isOffline ? TEXT.offline : TEXT.online}</strong>
        {pending.length > 0 && <strong>{TEXT.pending(pending.length)}</strong>}
        {conflicts.length > 0 && <strong>{TEXT.conflicts(conflicts.length)}</strong>}
        <span>{sentenceOf(queue)}</span>
      </div>
      {lastContact !== null && (
        <span className="offline-strip__time">{TEXT.lastSent(momentInWords(lastContact))}</span>
      )}
      {(isOffline || pending.length > 0) && !isSending && (
        <button type="button" className="panel-button offline-button" onClick={() => void flush()}>
          {pending.length > 0 ? TEXT.sendNow : TEXT.checkAgain}
        </button>
      )}
      {(reach === 'SIGNED_OUT' || reach === 'OTHER_USER') && (
        // a full load: what this page holds belongs to a session that is over
        <a className="panel-button offline-button" href={signIn}>
          {TEXT.signIn}
        </a>
      )}
      {conflicts.length > 0 && (
        <a className="panel-button offline-button" href={`#${CONFLICTS_ID}`}>
          {TEXT.show}
        </a>
      )}
    </section>
  )
}

/** Three bars of a signal, crossed out without network. */
function NetworkIcon({ isOff }: { isOff: boolean }) {
  return (
    <svg className="offline-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 19v-4M12 19v-9M19 19V5" />
      {isOff && <path className="offline-icon__cross" d="M3 3l18 18" />}
    </svg>
  )
}
