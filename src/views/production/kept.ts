'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { z } from 'zod'

/**
 * What helps one person at this tablet and is no record: ticks beside parts and steps, a note or a
 * number not sent yet. Kept in the browser, so that a reload without network loses nothing.
 */

const listeners = new Set<() => void>()
/** For browsers that keep nothing. */
const memory = new Map<string, string>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function read(key: string): string {
  try {
    return window.localStorage.getItem(key) ?? memory.get(key) ?? ''
  } catch {
    return memory.get(key) ?? ''
  }
}

function write(key: string, text: string | null): void {
  if (text === null) memory.delete(key)
  else memory.set(key, text)
  try {
    if (text === null) window.localStorage.removeItem(key)
    else window.localStorage.setItem(key, text)
  } catch {
    // a private window: it lasts as long as the page
  }
  for (const listener of listeners) listener()
}

/** A kept value of a person about a task; null forgets it. */
export function useKept<Value>(
  key: string,
  schema: z.ZodType<Value>,
  nothing: Value,
): [Value, (value: Value | null) => void] {
  const name = `torvan-kept:${key}`
  const text = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => '',
  )
  const value = useMemo(() => valueOf(text, schema, nothing), [text, schema, nothing])
  const keep = useCallback(
    (next: Value | null) => write(name, next === null ? null : JSON.stringify(next)),
    [name],
  )
  return [value, keep]
}

function valueOf<Value>(text: string, schema: z.ZodType<Value>, nothing: Value): Value {
  if (text === '') return nothing
  try {
    return schema.safeParse(JSON.parse(text)).data ?? nothing
  } catch {
    return nothing
  }
}
