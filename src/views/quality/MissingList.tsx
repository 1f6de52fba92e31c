'use client'

import { useState, type MouseEvent } from 'react'
import type { MissingAnswer } from '../../domain/quality/judge'
import { anchorOf } from './form'
import { words } from './words'

/** What keeps the form from being signed, as a list that leads to each item. */
export function MissingList({ missing }: { missing: readonly MissingAnswer[] }) {
  const [isOpen, setOpen] = useState(false)
  if (missing.length === 0) return <p className="form-bar__text">{words.missing.none}</p>

  const jump = (event: MouseEvent, item: MissingAnswer) => {
    event.preventDefault()
    setOpen(false)
    focusItem(item)
  }
  return (
    <div className="form-missing">
      <button
        type="button"
        className="panel-button form-button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {words.missing.count(missing.length)}
      </button>
      {isOpen && (
        <nav className="form-missing__list" aria-label={words.missing.title}>
          <ul>
            {missing.map((item) => (
              <li key={item.message}>
                <a href={`#${anchorOf(item)}`} onClick={(event) => jump(event, item)}>
                  {item.message}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  )
}

/** Brings an item into view and the focus to where it is answered. */
function focusItem(item: MissingAnswer): void {
  const card = document.getElementById(anchorOf(item))
  card?.scrollIntoView({ block: 'center' })
  const owed = card?.querySelector<HTMLElement>('textarea[aria-required]')
  const field = owed ?? card?.querySelector<HTMLElement>('[data-answer]') ?? card
  field?.focus({ preventScroll: true })
}
