'use client'

import { useEffect, useId, useState } from 'react'
import { placeholdersOf } from '../../../domain/label'
import { useDebounced } from '../../shared/useDebounced'
import { searchItems, useKnownItems } from '../catalogue'
import type { Named } from '../vocabulary'
import { say } from '../words'

type Props = {
  value: string
  change: (value: string) => void
  wiring?: object
  label?: string
}

const SHORTEST = 2

/**
 * A part number with a search over the catalogue. Any text may stay, such as a number that is filled
 * from the configuration; one that is written out and unknown is pointed out.
 */
export function ItemInput({ value, change, wiring, label }: Props) {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = useFound(isOpen ? value : '')
  const isWritten = value !== '' && placeholdersOf(value).length === 0
  const rested = useDebounced(value, 400)
  const isKnown = useKnownItems(isWritten && rested === value ? [value] : [])
  const isListed = isOpen && found.length > 0

  const take = (item: Named) => {
    change(item.value)
    setOpen(false)
    setActive(-1)
  }
  return (
    <div className="editor-item">
      <input
        {...wiring}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-label={label}
        aria-expanded={isListed}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isListed && active >= 0 ? `${listId}-${active}` : undefined}
        placeholder={say.searchItem}
        value={value}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          change(target.value)
          setOpen(true)
          setActive(-1)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isListed) {
            event.stopPropagation()
            setOpen(false)
          }
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setOpen(true)
            const step = event.key === 'ArrowDown' ? 1 : -1
            setActive((at) => Math.min(found.length - 1, Math.max(-1, at + step)))
          }
          const chosen = found[active]
          if (event.key === 'Enter' && isListed && chosen) {
            event.preventDefault()
            take(chosen)
          }
        }}
      />
      {isListed && (
        <ul id={listId} role="listbox" aria-label={say.searchItem} className="editor-item__list">
          {found.map((item, index) => (
            <li
              key={item.value}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              // the input keeps the focus, so that leaving it does not close the list first
              onPointerDown={(event) => {
                event.preventDefault()
                take(item)
              }}
            >
              <code>{item.value}</code> <span>{item.label}</span>
            </li>
          ))}
        </ul>
      )}
      {isWritten && rested === value && !isKnown(value) && (
        <p className="editor-field__fault">{say.noItem}</p>
      )}
    </div>
  )
}

function useFound(text: string): readonly Named[] {
  const rested = useDebounced(text, 250)
  const [found, setFound] = useState<{ text: string; items: readonly Named[] }>({
    text: '',
    items: [],
  })
  const isWorth = rested.trim().length >= SHORTEST
  useEffect(() => {
    if (!isWorth) return
    let isWanted = true
    void searchItems(rested.trim()).then((items) => {
      if (isWanted) setFound({ text: rested, items })
    })
    return () => {
      isWanted = false
    }
  }, [rested, isWorth])
  return isWorth && found.text !== '' ? found.items : []
}
