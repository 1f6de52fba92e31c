'use client'

import { useState } from 'react'
import { useIsBrowser } from '../shared/useIsBrowser'

type Props = { text: string; label: string; copied: string; className: string }

/** Puts a text into the clipboard; nothing where the browser offers none. */
export function CopyButton({ text, label, copied, className }: Props) {
  const isBrowser = useIsBrowser()
  const [isCopied, setCopied] = useState(false)
  // browsers offer the clipboard over HTTPS only
  if (!isBrowser || !('clipboard' in navigator)) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <button type="button" className={className} onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? copied : label}</span>
    </button>
  )
}
