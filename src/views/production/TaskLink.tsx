'use client'

import { useEffect, useSyncExternalStore, type ComponentProps, type MouseEvent } from 'react'

/** Stepping from task to task on one page: the address keeps which one it is (`#<id>`). */

const listeners = new Set<() => void>()

const onStep = (listener: () => void): (() => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/**
 * Goes through `pushState`, which the router of Next follows: an address that only the browser has
 * changed is put back when the page is read anew, and the person with it.
 */
function stepTo(id: string): void {
  window.history.pushState(null, '', `#${id}`)
  for (const listener of listeners) listener()
}

type Props = Omit<ComponentProps<'a'>, 'href' | 'onClick'> & { task: string }

/** Opens another task of the build; needs no network. */
export const TaskLink = ({ task, ...rest }: Props) => (
  <a
    {...rest}
    href={`#${task}`}
    onClick={(event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      stepTo(task)
    }}
  />
)

/** Which task is shown: the one the address names, else the one the page was opened for. */
export function useOpenTask(tasks: readonly { id: string }[], taskId: string): string {
  const hash = useSyncExternalStore(
    onStep,
    () => window.location.hash.slice(1),
    () => '',
  )
  const open = tasks.some(({ id }) => id === hash) ? hash : taskId
  useEffect(() => {
    if (hash === open) window.scrollTo({ top: 0 })
  }, [hash, open])
  return open
}
