'use client'

import { useState } from 'react'
import { useEditing } from '../context'
import { pathKey } from '../../../domain/drafts/tree'

/**
 * Which of several parts of the draft a preview shows: the one picked, else the one whose row stands
 * open in the editor, else the first.
 */
export function useOpened(list: string, count: number): [number, (index: number) => void] {
  const { open } = useEditing()
  const opened = Array.from({ length: count }, (_, index) => index).find((index) =>
    open.has(pathKey([list, index])),
  )
  const [picked, pick] = useState<{ index: number; opened: number | undefined } | null>(null)
  const isStale = picked === null || picked.opened !== opened || picked.index >= count
  return [isStale ? (opened ?? 0) : picked.index, (index) => pick({ index, opened })]
}
