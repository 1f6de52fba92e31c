'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False while the page is rendered on the server and taken over, true from then on. */
export const useIsBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
