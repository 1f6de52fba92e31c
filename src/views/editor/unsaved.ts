'use client'

import { useEffect } from 'react'
import { z } from 'zod'

/** A copy of what is typed and not saved, kept in the browser for one record and one person. */

const copySchema = z.object({ rev: z.number(), at: z.string(), content: z.unknown() })
export type UnsavedCopy = z.infer<typeof copySchema>

const WAIT_MS = 800

export const copyKey = (collection: string, id: string, user: string): string =>
  `torvan-draft/${collection}/${id}/${user}`

export function readCopy(key: string): UnsavedCopy | null {
  try {
    const text = window.localStorage.getItem(key)
    if (text === null) return null
    const read = copySchema.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

export function dropCopy(key: string): void {
  try {
    window.localStorage.removeItem(key)
  } catch {
    // a browser without storage keeps no copy
  }
}

function keepCopy(key: string, copy: UnsavedCopy): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(copy))
  } catch {
    // storage is full or forbidden: the draft is still in the form
  }
}

/**
 * Keeps a copy while the draft differs from what is stored and drops it once they agree. A copy that an
 * earlier visit left behind is not touched until somebody decides about it (`isDecided`).
 */
export function useUnsavedCopy(
  key: string,
  content: unknown,
  { isChanged, isDecided, rev }: { isChanged: boolean; isDecided: boolean; rev: number },
): void {
  useEffect(() => {
    if (!isDecided) return
    if (!isChanged) {
      dropCopy(key)
      return
    }
    const timer = setTimeout(
      () => keepCopy(key, { rev, at: new Date().toISOString(), content }),
      WAIT_MS,
    )
    return () => clearTimeout(timer)
  }, [key, content, isChanged, isDecided, rev])
}
