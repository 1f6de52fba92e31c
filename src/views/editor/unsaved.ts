'use client'

import { useEffect } from 'react'
import { z } from 'zod'

/**
 * A copy of what is typed and not saved, kept in the browser for one record, one person and one window: two
 * windows on one record never touch each other's.
 */

const copySchema = z.object({ rev: z.number(), at: z.string(), content: z.unknown() })
/** A copy and the key that it is kept under. */
export type UnsavedCopy = z.infer<typeof copySchema> & { key: string }

const WAIT_MS = 800

/** This window, until it is loaded again. */
const WINDOW = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

/** What the keys of all windows begin with. */
export const copyKey = (collection: string, id: string, user: string): string =>
  `torvan-draft/${collection}/${id}/${user}`

const keyHere = (key: string): string => `${key}/${WINDOW}`

/** The copies that other windows keep, or kept until they were closed; the newest first. */
export function readCopies(key: string): UnsavedCopy[] {
  try {
    const keys = Object.keys(window.localStorage).filter(
      (one) => one === key || (one.startsWith(`${key}/`) && one !== keyHere(key)),
    )
    return keys
      .flatMap((one) => readCopy(one) ?? [])
      .toSorted((one, other) => other.at.localeCompare(one.at))
  } catch {
    return []
  }
}

function readCopy(key: string): UnsavedCopy | null {
  try {
    const read = copySchema.safeParse(JSON.parse(window.localStorage.getItem(key) ?? ''))
    return read.success ? { ...read.data, key } : null
  } catch {
    return null
  }
}

/** Drops a copy, unless its window has typed on since it was read. */
export function dropCopy({ key, at }: UnsavedCopy): void {
  if (readCopy(key)?.at === at) remove(key)
}

function remove(key: string): void {
  try {
    window.localStorage.removeItem(key)
  } catch {
    // a browser without storage keeps no copy
  }
}

/** Keeps what stands in this window. */
export function keepCopy(key: string, { rev, content }: { rev: number; content: unknown }): void {
  try {
    const copy = { rev, at: new Date().toISOString(), content }
    window.localStorage.setItem(keyHere(key), JSON.stringify(copy))
  } catch {
    // storage is full or forbidden: the draft is still in the form
  }
}

/** Keeps a copy while the draft of this window differs from what is stored, and drops it once they agree. */
export function useUnsavedCopy(
  key: string,
  content: unknown,
  { isChanged, rev }: { isChanged: boolean; rev: number },
): void {
  useEffect(() => {
    if (!isChanged) {
      remove(keyHere(key))
      return
    }
    const timer = setTimeout(() => keepCopy(key, { rev, content }), WAIT_MS)
    return () => clearTimeout(timer)
  }, [key, content, isChanged, rev])
}
