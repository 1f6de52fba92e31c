'use client'

import { useId, useState } from 'react'
import { labelText } from '../../domain/label'
import type { ItemResult } from '../../domain/quality/item'
import type { Answer } from './form'
import type { ShownItem } from './useAnswers'
import { useTyped } from './useTyped'
import { words } from './words'

const WHY: Partial<Record<ItemResult, string>> = { FAIL: words.note.why, NA: words.note.whyNa }

type Props = {
  item: ShownItem
  judged: ItemResult | null
  /** A note is missing. */
  isOwed: boolean
  change: (patch: Partial<Answer>) => void
}

/** The note of an item: open as soon as one is owed, else behind a button. */
export function ItemNote({ item, judged, isOwed, change }: Props) {
  const id = useId()
  const [isAsked, setAsked] = useState(false)
  const typed = useTyped(
    item.note ?? '',
    (text) => text.trim() || null,
    (note) => note !== item.note && change({ note }),
  )
  const prompt = item.notePrompt && labelText(item.notePrompt)
  const label = (judged && WHY[judged]) ?? prompt ?? words.note.label
  const isOpen = isAsked || isOwed || item.note !== null || prompt !== null || typed.text !== ''
  if (!isOpen)
    return (
      <button type="button" className="form-link" onClick={() => setAsked(true)}>
        {words.note.add}
      </button>
    )
  return (
    <div className="form-note">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={2000}
        autoFocus={isAsked}
        value={typed.text}
        aria-required={isOwed || undefined}
        onChange={({ target }) => typed.type(target.value)}
        onBlur={typed.finish}
      />
    </div>
  )
}
