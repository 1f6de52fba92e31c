'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { ImportJob } from '../../services/catalogue/imports/background'
import { Notice } from '../panel/blocks'
import { readable } from '../panel/words'

const POLL_MS = 2_000

/** How far the worker is with an import; the page is read anew until it has ended. */
export function ImportProgress({ job: { state, progress, doing } }: { job: ImportJob }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), POLL_MS)
    return () => clearInterval(timer)
  }, [router])
  return (
    <Notice tone="plain">
      <p role="status">
        <progress
          {...(state === 'RUNNING' && { value: progress, max: 100 })}
          aria-label="Applying"
        />{' '}
        {state === 'QUEUED' ? 'Waiting for the worker.' : `${readable(doing ?? 'Applying')}.`}
      </p>
      <p>It goes on when you leave this page. Either all of it is written or nothing.</p>
    </Notice>
  )
}
