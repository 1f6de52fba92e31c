'use client'

import { useEffect, useId, useState } from 'react'
import { z } from 'zod'
import { ITEM_COLLECTIONS, type ItemCollection, type ItemName } from '../../domain/catalog/item'
import { call } from '../panel/call'
import { useDebounced } from '../shared/useDebounced'

const pageSchema = z.object({
  docs: z.array(z.object({ id: z.string(), partNumber: z.string(), name: z.string() })),
})

const AT_MOST = 8
const SHORTEST = 2

async function search(
  text: string,
  collections: readonly ItemCollection[],
  isActiveOnly: boolean,
): Promise<ItemName[]> {
  const query = new URLSearchParams({
    depth: '0',
    pagination: 'false',
    limit: String(AT_MOST),
    sort: 'partNumber',
    'select[partNumber]': 'true',
    'select[name]': 'true',
    'where[or][0][partNumber][like]': text,
    'where[or][1][name][like]': text,
    ...(isActiveOnly && { 'where[isActive][equals]': 'true' }),
  })
  const pages = await Promise.all(
    collections.map(async (collection) => {
      const page = await call(`/api/${collection}?${query}`, pageSchema)
      return page.ok ? page.answer.docs.map((doc): ItemName => ({ collection, ...doc })) : []
    }),
  )
  return pages.flat()
}

type Props = {
  label: string
  help?: string
  fault?: string | null
  text: string
  /** What is typed, and the item when one of the list was taken. */
  change: (text: string, item: ItemName | null) => void
  collections?: readonly ItemCollection[]
  /** Retired items are not offered. */
  isActiveOnly?: boolean
}

/** A part number with a search over the catalogue; the list is walked by keyboard. */
export function ItemPicker(props: Props) {
  const { label, help, fault, text, change } = props
  const id = useId()
  const listId = `${id}-list`
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = useFound(
    isOpen ? text : '',
    props.collections ?? ITEM_COLLECTIONS,
    props.isActiveOnly ?? false,
  )
  const isListed = isOpen && found.length > 0

  const take = (item: ItemName) => {
    change(item.partNumber, item)
    setOpen(false)
    setActive(-1)
  }
  return (
    <div className="panel-field item-picker">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={isListed}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-invalid={fault ? true : undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        aria-activedescendant={isListed && active >= 0 ? `${listId}-${active}` : undefined}
        placeholder="Search number or name"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          change(target.value, null)
          setOpen(true)
          setActive(-1)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isListed) {
            event.stopPropagation()
            event.preventDefault()
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
        <ul id={listId} role="listbox" aria-label={label} className="item-picker__list">
          {found.map((item, index) => (
            <li
              key={item.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              // the input keeps the focus, so that leaving it does not close the list first
              onPointerDown={(event) => {
                event.preventDefault()
                take(item)
              }}
            >
              <code>{item.partNumber}</code>{' '}
              <span>
                {item.name} <small>{item.collection === 'parts' ? 'part' : 'assembly'}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      {help && (
        <span id={`${id}-help`} className="panel-field__help">
          {help}
        </span>
      )}
      {fault && <span className="panel-field__fault">{fault}</span>}
    </div>
  )
}

function useFound(
  text: string,
  collections: readonly ItemCollection[],
  isActiveOnly: boolean,
): readonly ItemName[] {
  const rested = useDebounced(text, 250).trim()
  const among = collections.join()
  const [found, setFound] = useState<readonly ItemName[]>([])
  const isWorth = rested.length >= SHORTEST
  useEffect(() => {
    if (!isWorth) return
    let isWanted = true
    const wanted = ITEM_COLLECTIONS.filter((one) => among.split(',').includes(one))
    void search(rested, wanted, isActiveOnly).then((items) => {
      if (isWanted) setFound(items)
    })
    return () => {
      isWanted = false
    }
  }, [rested, isWorth, among, isActiveOnly])
  return isWorth ? found : []
}
