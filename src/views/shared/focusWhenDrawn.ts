/**
 * Once what was just asked for is drawn, `give` moves the focus to it. Where a person has meanwhile
 * gone to a field of their own, it stays there: what they type must not land in another one.
 */
export function focusWhenDrawn(give: () => void): void {
  const keepsPlace = placeKeeper()
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (keepsPlace()) give()
    }),
  )
}

/** Tells later whether the focus is still where it was, or was lost with what had it. */
export function placeKeeper(): () => boolean {
  const before = document.activeElement
  return () => [before, document.body].includes(document.activeElement)
}
