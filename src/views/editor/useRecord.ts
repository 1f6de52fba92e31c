'use client'

import { useDocumentInfo, useField } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { useDraft } from './useDraft'
import { readCopy, useUnsavedCopy } from './unsaved'

/**
 * The draft of the record that is open in the panel: its value, history, and unsaved copy. Stands only
 * in the browser, so that an earlier copy can be looked for at once.
 */
export function useRecord(path: string, key: string) {
  const { value, setValue, initialValue } = useField<unknown>({ path })
  const { value: rev } = useField<number>({ path: 'rev' })
  const { id } = useDocumentInfo()
  // the form forgets that it was changed as soon as it is sent, even if the save is refused
  const isModified = useMemo(
    () => JSON.stringify(value) !== JSON.stringify(initialValue),
    [value, initialValue],
  )
  const draft = useDraft(value, setValue)
  const [found, setFound] = useState(() => {
    const copy = readCopy(key)
    return copy && JSON.stringify(copy.content) !== JSON.stringify(value) ? copy : null
  })
  useUnsavedCopy(key, value, { isChanged: isModified, isDecided: found === null, rev: rev ?? 1 })
  return {
    id: id === undefined ? null : String(id),
    content: value,
    stored: initialValue,
    rev: rev ?? 1,
    isModified,
    draft,
    copy: { found, decide: () => setFound(null) },
  }
}
