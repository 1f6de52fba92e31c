'use client'

import { useRef, useState, type KeyboardEvent } from 'react'

/** A row as the keys of a tree grid know it; `isOpen` is null for a leaf. */
export type TreeGridRow = { id: string; parent: string | null; isOpen: boolean | null }

/**
 * The keys of a WAI-ARIA tree grid whose rows take the focus: arrows up and down walk, right opens or
 * enters, left closes or leaves, Home and End jump, Enter opens and closes. Rows carry `data-line`.
 */
export function useTreeGrid(rows: readonly TreeGridRow[], toggle: (id: string) => void) {
  const table = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const current = rows.some(({ id }) => id === active) ? active : (rows[0]?.id ?? null)

  const focus = (index: number) => {
    const row = rows[index]
    if (!row) return
    setActive(row.id)
    table.current?.querySelector<HTMLElement>(`tr[data-line="${row.id}"]`)?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const index = rows.findIndex(({ id }) => id === current)
    const row = rows[index]
    if (!row) return
    const { id, parent, isOpen } = row
    const steps: Record<string, () => void> = {
      ArrowDown: () => focus(index + 1),
      ArrowUp: () => focus(index - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (isOpen === false ? toggle(id) : isOpen && focus(index + 1)),
      ArrowLeft: () => (isOpen ? toggle(id) : focus(rows.findIndex((one) => one.id === parent))),
      Enter: () => isOpen !== null && toggle(id),
    }
    const step = steps[event.key]
    const isLink =
      event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
    if (!step || (event.key === 'Enter' && isLink)) return
    event.preventDefault()
    step()
  }
  return { table, current, enter: setActive, press }
}
