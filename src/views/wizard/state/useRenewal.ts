'use client'

import { useCallback, useEffect, useState } from 'react'
import { releaseInForce } from '../api'
import type { Dispatch } from './reducer'
import { Renewal } from './renewal'
import type { PreviewState } from './usePreviews'
import type { World } from './wizard'

/**
 * Takes up the release of the chosen family that is in force now, if it is another one than the form was made
 * by, or none; answers whether it is. See `Renewal`.
 */
export function useRenewal(
  world: World,
  setWorld: (world: World) => void,
  family: string | null,
  dispatch: Dispatch,
): () => Promise<boolean> {
  const [renewal] = useState(
    () =>
      new Renewal(
        {
          releaseInForce,
          taken: (release, before, after) => {
            dispatch({ type: 'republished', before, release })
            setWorld(after)
          },
          closed: (family, before, after) => {
            dispatch({ type: 'closed', before, family })
            setWorld(after)
          },
        },
        world,
      ),
  )
  return useCallback(
    async () => family !== null && renewal.renew(family, world),
    [renewal, family, world],
  )
}

/**
 * Calls `renew` once an answer shows that the form may be outdated: it was made under another release than
 * the form, or it refuses what the form had found in order.
 */
export function useOutdated(
  previews: readonly PreviewState[],
  version: number | undefined,
  renew: () => unknown,
): void {
  const isOutdated = previews.some(
    (preview) =>
      preview.status === 'refused' ||
      (preview.status === 'ready' && preview.preview.release !== version),
  )
  useEffect(() => {
    if (isOutdated) void renew()
  }, [isOutdated, renew])
}
