'use client'

import { useEffect, useId, useState } from 'react'
import { z } from 'zod'
import { ITEM_COLLECTIONS, type ItemCollection, type ItemName } from '../../domain/catalog/item'
import { call } from '../panel/call'
import { useCombobox } from '../panel/useCombobox'
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
  isReadOnly?: boolean
  isRequired?: boolean
}

/** A part number with a search over the catalogue; the list is walked by keyboard. */
export function ItemPicker(props: Props) {
  const { label, help, fault, text, change, isReadOnly = false, isRequired = false } = props
  const id = useId()
  const list = useCombobox()
  const found = useFound(
    list.isOpen ? text : '',
    props.collections ?? ITEM_COLLECTIONS,
    props.isActiveOnly ?? false,
  )
  const { isListed, listId, input, typed, option } = list.attach(found, (item) =>
    change(item.partNumber, item),
  )
  return (
    <div className="panel-field item-picker">
      <label htmlFor={id}>
        {label}
        {isRequired && (
          <span className="required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      <input
        {...input}
        id={id}
        type="text"
        disabled={isReadOnly}
        aria-required={isRequired || undefined}
        aria-invalid={fault ? true : undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        placeholder="Search number or name"
        value={text}
        onChange={({ target }) => {
          change(target.value, null)
          typed()
        }}
      />
      {isListed && (
        <ul id={listId} role="listbox" aria-label={label} className="item-picker__list">
          {found.map((item, index) => (
            <li key={item.id} {...option(item, index)}>
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
