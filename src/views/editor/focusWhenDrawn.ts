/**
 * Once what was just asked for is drawn, the focus goes to the element that `find` names, `show` makes
 * it seen. Where a person has meanwhile gone to a field of their own, it stays there: what they type
 * must not land in another one.
 */
export function focusWhenDrawn(
  find: () => HTMLElement | null | undefined,
  show: (found: HTMLElement) => void,
): void {
  const before = document.activeElement
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const now = document.activeElement
      const isTheirs = now !== before && now !== document.body
      const found = isTheirs ? null : find()
      if (!found) return
      found.focus({ preventScroll: true })
      show(found)
    }),
  )
}
