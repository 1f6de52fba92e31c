'use client'

import { useEffect, useRef, useState } from 'react'

const REST_MS = 500

/**
 * A text being typed: shown at once, handed on after a pause and when the field is left. `read` answers
 * undefined for what cannot be handed on; such a text stays in the field to be corrected.
 */
export function useTyped<Value>(
  stored: string,
  read: (text: string) => Value | undefined,
  commit: (value: Value) => void,
) {
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const text = typed ?? stored
  const keep = (next: string) => {
    const value = read(next)
    if (next !== stored && value !== undefined) commit(value)
  }
  return {
    text,
    /** Undefined while the text cannot be read. */
    value: read(text),
    type: (next: string) => {
      setTyped(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => keep(next), REST_MS)
    },
    /** When the field is left, or its entry is ended by Enter. */
    finish: () => {
      clearTimeout(timer.current)
      if (typed === null) return
      keep(typed)
      if (read(typed) !== undefined) setTyped(null)
    },
  }
}
