import type { Payload } from 'payload'
import { cache } from 'react'

/** Looks many keys up at once; what is not found has no entry. */
type Load<Found> = (
  payload: Payload,
  keys: readonly string[],
) => Promise<ReadonlyMap<string, Found>>

/** Gathers the keys that the cells of one list ask for, so that they are looked up together. */
export function gathering<Found>(load: Load<Found>) {
  const loaderOf = cache((payload: Payload) => {
    let waiting: { keys: Set<string>; found: Promise<ReadonlyMap<string, Found>> } | null = null
    const open = () => {
      const keys = new Set<string>()
      const found = Promise.resolve().then(() => {
        waiting = null
        return load(payload, [...keys])
      })
      return { keys, found }
    }
    return async (key: string): Promise<Found | undefined> => {
      waiting ??= open()
      waiting.keys.add(key)
      return (await waiting.found).get(key)
    }
  })
  return (payload: Payload, key: string) => loaderOf(payload)(key)
}
