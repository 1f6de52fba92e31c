'use client'

import { useDocumentInfo, useField } from '@payloadcms/ui'
import { useEffect, useMemo, useState } from 'react'
import { contentOf } from '../stale/merge'
import { useDraft } from './useDraft'
import { dropCopy, keepCopy, readCopies, useUnsavedCopy } from './unsaved'

/**
 * The draft of the record that is open in the panel: its value, history, and unsaved copy. Stands only
 * in the browser, so that an earlier copy can be looked for at once.
 */
export function useRecord(path: string, key: string) {
  const { value, setValue } = useField<unknown>({ path })
  const { value: rev } = useField<number>({ path: 'rev' })
  const { id, data } = useDocumentInfo()
  const stored: unknown = data?.[path]
  // compared with the stored record: the form forgets that it was changed as soon as it is sent
  const now = useMemo(() => contentOf(value), [value])
  const before = useMemo(() => contentOf(stored), [stored])
  const draft = useDraft(value, now, setValue)
  const [copies, setCopies] = useState(() => readCopies(key))
  const kept = useMemo(
    () => copies.map((copy) => ({ copy, content: contentOf(copy.content) })),
    [copies],
  )
  const found = kept.find(({ content }) => content !== before)?.copy ?? null
  useEffect(() => {
    for (const { copy, content } of kept) if (content === before) dropCopy(copy)
  }, [kept, before])
  const isChanged = now !== before
  useUnsavedCopy(key, value, { isChanged, rev: rev ?? 1 })
  const decide = () => {
    if (found) dropCopy(found)
    setCopies(copies.filter((copy) => copy !== found))
  }
  return {
    id: id === undefined ? null : String(id),
    content: value,
    rev: rev ?? 1,
    /** It differs from what is stored. */
    isChanged,
    draft,
    copy: {
      found,
      discard: decide,
      restore: () => {
        if (!found) return
        draft.replace(found.content, 'Restored unsaved changes')
        keepCopy(key, { rev: rev ?? 1, content: found.content })
        decide()
      },
    },
  }
}
