'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { ImportJob } from '../../services/catalogue/imports/background'
import { Notice } from '../panel/blocks'
import { readable } from '../panel/words'

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
  return (
    <Notice tone="plain">
      <p role="status">
        <progress
          {...(state === 'RUNNING' && { value: progress, max: 100 })}
          aria-label={doingIt}
        />{' '}
        {state === 'QUEUED' ? 'Waiting for the worker.' : `${readable(doing ?? doingIt)}.`}
      </p>
      <p>It goes on when you leave this page. Either all of it is {done} or nothing.</p>
    </Notice>
  )
}
