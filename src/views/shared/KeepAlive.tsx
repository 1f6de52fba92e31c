'use client'

import { useAuth } from '@payloadcms/ui'
import { useEffect, useRef, type ReactNode } from 'react'
import { SESSION } from '../../domain/people/account'

const AT_MOST_EVERY_MS = 5 * 60_000
const INPUT = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const

/**
 * Keeps the session of somebody who works, on one page for a long time or by loading one page after the
 * other (trap 43): Payload renews its token only within its last two minutes. Real input and the load of a
 * page renew one that is five minutes old; a page that is merely open does not, and nothing renews it past
 * the absolute limit.
 */
export function KeepAlive({ children }: { children: ReactNode }) {
  const { refreshCookieAsync, tokenExpirationMs, user } = useAuth()
  const askedAt = useRef(0)
  const loadedAt = useRef(0)
  const userId = user?.id

  useEffect(() => {
    if (userId === undefined || tokenExpirationMs === undefined) return
    if (loadedAt.current === 0) loadedAt.current = Date.now()
    const renew = () => {
      const now = Date.now()
      // by the clock of this browser, which may be wrong; how long the page is open is certain
      const age = SESSION.idleMinutes * 60_000 - (tokenExpirationMs - now)
      const isOld = Math.max(age, now - loadedAt.current) >= AT_MOST_EVERY_MS
      // without network there is nothing to renew, and the panel would say so with every touch
      if (!isOld || !navigator.onLine || now - askedAt.current < AT_MOST_EVERY_MS) return
      askedAt.current = now
      void refreshCookieAsync()
    }
    renew()
    for (const event of INPUT) window.addEventListener(event, renew, { passive: true })
    return () => {
      for (const event of INPUT) window.removeEventListener(event, renew)
    }
  }, [refreshCookieAsync, tokenExpirationMs, userId])

  return children
}
