'use client'

import { useEffect, useState } from 'react'
import { placeholdersOf } from '../../../domain/label'
import { useCombobox } from '../../panel/useCombobox'
import { useDebounced } from '../../shared/useDebounced'
import { searchItems, useStandings, type Standing } from '../catalogue'
import type { Named } from '../../../domain/drafts/vocabulary'
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
 * from the configuration; one that is written out and unknown or retired is pointed out.
 */
export function ItemInput({ value, change, wiring, label }: Props) {
  const list = useCombobox()
  const found = useFound(list.isOpen ? value : '')
  const isWritten = value !== '' && placeholdersOf(value).length === 0
  const rested = useDebounced(value, 400)
  const standingOf = useStandings(isWritten && rested === value ? [value] : [])
  const standing = isWritten && rested === value && !list.isOpen ? standingOf(value) : null
  const fault = faultOf(standing)
  const { isListed, listId, input, typed, option } = list.attach(found, (item) =>
    change(item.value),
  )
  return (
    <div className="editor-item">
      <input
        {...wiring}
        {...input}
        type="text"
        aria-label={label}
        placeholder={say.searchItem}
        value={value}
        onChange={({ target }) => {
          change(target.value)
          typed()
        }}
      />
      {isListed && (
        <ul id={listId} role="listbox" aria-label={say.searchItem} className="editor-item__list">
          {found.map((item, index) => (
            <li key={item.value} {...option(item, index)}>
              <code>{item.value}</code> <span>{item.label}</span>
            </li>
          ))}
        </ul>
      )}
      {standing !== null && standing !== 'UNKNOWN' && standing.name !== '' && (
        <p className="editor-field__help">{standing.name}</p>
      )}
      {fault && <p className="editor-field__fault">{fault}</p>}
    </div>
  )
}

function faultOf(standing: Standing): string | null {
  if (standing === 'UNKNOWN') return say.noItem
  return standing?.retired ? say.retiredItem(standing.retired.instead) : null
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
