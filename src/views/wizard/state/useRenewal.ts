'use client'

import { useCallback, useEffect } from 'react'
import { releaseInForce } from '../api'
import type { Dispatch } from './reducer'
import { withRelease } from './republished'
import type { PreviewState } from './usePreviews'
import type { World } from './wizard'

/**
 * Takes up the release of the chosen family that is in force now, if it is another one than the form was made
 * by; answers whether it was. A server that cannot be reached changes nothing.
 */
export function useRenewal(
  world: World,
  setWorld: (world: World) => void,
  family: string | null,
  dispatch: Dispatch,
): () => Promise<boolean> {
  return useCallback(async () => {
    if (family === null) return false
    const release = await releaseInForce(family, world.releases[family]).catch(() => null)
    if (release === null) return false

    dispatch({ type: 'republished', before: world, release })
    setWorld(withRelease(world, release))
    return true
  }, [world, setWorld, family, dispatch])
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
