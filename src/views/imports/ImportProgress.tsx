'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { ImportJob } from '../../services/catalogue/imports/background'
import { Notice } from '../panel/blocks'
import { readable } from '../panel/words'
import './imports.scss'

const POLL_MS = 2_000

const WORDS = {
  APPLY: { doingIt: 'Applying', done: 'written' },
  UNDO: { doingIt: 'Taking back', done: 'taken back' },
} as const

/** How far the worker is with an import; the page is read anew until it has ended. */
export function ImportProgress({ job: { task, state, progress, doing } }: { job: ImportJob }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), POLL_MS)
    return () => clearInterval(timer)
  }, [router])
  const { doingIt, done } = WORDS[task]
  const now = state === 'QUEUED' ? 'Waiting for the worker' : readable(doing ?? doingIt)
  // a step that counts nothing has no share of the bar: it only shows that something goes on
  const isCounted = state !== 'QUEUED' && progress > 0
  return (
    <Notice tone="plain">
      <div className="import-progress">
        <progress {...(isCounted && { value: progress, max: 100 })} aria-label={doingIt} />
        {isCounted && <span aria-hidden="true">{progress}%</span>}
      </div>
      <p>
        <strong>{now}.</strong>
      </p>
      <p>It goes on when you leave this page. Either all of it is {done} or nothing.</p>
      <p className="panel-hidden" role="status">
        {now.split(':', 1)[0]}
      </p>
    </Notice>
  )
}
