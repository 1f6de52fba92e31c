'use client'

import { useDocumentInfo, useField } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { contentOf } from '../stale/merge'
import { useDraft } from './useDraft'
import { readCopy, useUnsavedCopy } from './unsaved'

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
  const [found, setFound] = useState(() => {
    const copy = readCopy(key)
    return copy && JSON.stringify(copy.content) !== JSON.stringify(value) ? copy : null
  })
  const isChanged = now !== before
  useUnsavedCopy(key, value, {
    isChanged,
    isDecided: found === null,
    rev: rev ?? 1,
  })
  return {
    id: id === undefined ? null : String(id),
    content: value,
    rev: rev ?? 1,
    /** It differs from what is stored. */
    isChanged,
    draft,
    copy: { found, decide: () => setFound(null) },
  }
}
