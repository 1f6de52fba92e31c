import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Shows a dialog as a modal one as long as it is on the page; the browser keeps the focus inside. When it
 * goes, what opened it has the focus again, or, where that is gone with what was done, the heading it stood
 * under.
 */
export function useModalDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  // before it is taken off the page: afterwards there is nothing left that could be closed
  useLayoutEffect(() => {
    const element = dialog.current
    const giveBack = placeOf(document.activeElement)
    element?.showModal()
    return () => {
      element?.close()
      giveBack()
    }
  }, [])
  return dialog
}

/**
 * Remembers where an element stands and later gives it the focus. Where it goes while it has it, the heading
 * is next; whoever has moved on meanwhile is left alone.
 */
function placeOf(opener: Element | null): () => void {
  if (!(opener instanceof HTMLElement) || opener === document.body) return () => undefined
  const around = ancestorsOf(opener)
  const room = opener.closest('dialog')
  const isThere = () => opener.isConnected && !opener.matches(':disabled')
  const fallBack = () => {
    const heading = around.map((element) => headingIn(element, room)).find(Boolean)
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
  return () => {
    if (!isThere()) return fallBack()
    opener.focus()
    // the page is read anew after an act, and may come back without the button
    const watch = new MutationObserver(() => {
      const isLeft = document.activeElement !== opener
      if (isThere() && !isLeft) return
      watch.disconnect()
      if (!isThere() && document.activeElement === document.body) fallBack()
    })
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  }
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const parent = element.parentElement
  return parent ? [parent, ...ancestorsOf(parent)] : []
}

/** The first heading in an element, but for those of other dialogs: one may just be closing. */
const headingIn = (
  element: HTMLElement,
  room: HTMLDialogElement | null,
): HTMLElement | undefined =>
  element.isConnected
    ? [...element.querySelectorAll<HTMLElement>('h1, h2, h3')].find(
        (heading) => heading.closest('dialog') === room,
      )
    : undefined
