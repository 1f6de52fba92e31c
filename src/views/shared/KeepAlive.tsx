'use client'

import { useAuth } from '@payloadcms/ui'
import { useEffect, useRef, type ReactNode } from 'react'

const AT_MOST_EVERY_MS = 5 * 60_000
const INPUT = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const

/**
 * Keeps the session of somebody who works on one page for a long time (trap 43): Payload renews its
 * token only on navigation. Real input renews it, at most every five minutes; a page that is merely
 * open does not, and nothing renews it past the absolute limit.
 */
export function KeepAlive({ children }: { children: ReactNode }) {
  const { refreshCookie, user } = useAuth()
  const renewedAt = useRef(0)
  const userId = user?.id

  useEffect(() => {
    if (userId === undefined) return
    renewedAt.current = Date.now()
    const renew = () => {
      // without network there is nothing to renew, and the panel would say so with every touch
      if (!navigator.onLine || Date.now() - renewedAt.current < AT_MOST_EVERY_MS) return
      renewedAt.current = Date.now()
      refreshCookie(true)
    }
    for (const event of INPUT) window.addEventListener(event, renew, { passive: true })
    return () => {
      for (const event of INPUT) window.removeEventListener(event, renew)
    }
  }, [refreshCookie, userId])

  return children
}
