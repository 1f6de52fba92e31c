'use client'

import { useDocumentTitle } from '@payloadcms/ui'
import { useEffect } from 'react'

/** Heads the page of a record with words, where the field that names it holds a code. */
export function DocumentTitle({ title }: { title: string }) {
  const { setDocumentTitle, title: shown } = useDocumentTitle()
  useEffect(() => {
    if (shown === title) return
    // the frame of the page names the record after its content was drawn: this has the last word
    const later = window.setTimeout(() => setDocumentTitle(title))
    return () => window.clearTimeout(later)
  }, [setDocumentTitle, shown, title])
  return null
}
