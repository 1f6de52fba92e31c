'use client'

import { useId, useState, type InputHTMLAttributes, type LiHTMLAttributes } from 'react'

type Combobox = {
  /** Whether the person is at the input and wants to be shown what fits. */
  isOpen: boolean
  /** What the input, the list and its entries need, given what was found. */
  attach: <Item>(found: readonly Item[], take: (item: Item) => void) => Attached<Item>
}

type Attached<Item> = {
  isListed: boolean
  listId: string
  input: InputHTMLAttributes<HTMLInputElement>
  /** To be called with every change of the text. */
  typed: () => void
  option: (item: Item, index: number) => LiHTMLAttributes<HTMLLIElement>
}

/** An input with a list below it that is walked by keyboard (the combobox pattern of ARIA). */
export function useCombobox(): Combobox {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  return {
    isOpen,
    attach: (found, take) => {
      const isListed = isOpen && found.length > 0
      const choose = (item: (typeof found)[number]) => {
        take(item)
        setOpen(false)
        setActive(-1)
      }
      return {
        isListed,
        listId,
        input: {
          role: 'combobox',
          autoComplete: 'off',
          'aria-expanded': isListed,
          'aria-controls': listId,
          'aria-autocomplete': 'list',
          'aria-activedescendant': isListed && active >= 0 ? `${listId}-${active}` : undefined,
          onFocus: () => setOpen(true),
          onBlur: () => setOpen(false),
          onKeyDown: (event) => {
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
            if (event.key === 'Enter' && isListed && chosen !== undefined) {
              event.preventDefault()
              choose(chosen)
            }
          },
        },
        typed: () => {
          setOpen(true)
          setActive(-1)
        },
        option: (item, index) => ({
          id: `${listId}-${index}`,
          role: 'option',
          'aria-selected': index === active,
          // the input keeps the focus, so that leaving it does not close the list first
          onPointerDown: (event) => {
            event.preventDefault()
            choose(item)
          },
        }),
      }
    },
  }
}
