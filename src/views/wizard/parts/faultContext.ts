'use client'

import { createContext, use } from 'react'

/** What inputs need to know about faults: the one to show at a field, and that a field was left. */
export type FieldFaults = {
  faultAt: (field: string) => string | null
  touch: (field: string) => void
}

export const FaultContext = createContext<FieldFaults>({
  faultAt: () => null,
  touch: () => undefined,
})

export const useFaults = (): FieldFaults => use(FaultContext)

/** DOM id of an input, of which its help, notes and fault derive theirs. */
export const idOfField = (field: string): string => `wizard-${field.replaceAll('.', '-')}`

/** Puts the focus on an input, or on the nearest thing around it that is shown. */
export function focusField(field: string): void {
  const parts = field.split('.')
  for (let length = parts.length; length > 0; length -= 1) {
    const name = CSS.escape(parts.slice(0, length).join('.'))
    const found = document.querySelector<HTMLElement>(`[data-field="${name}"]`)
    if (!found) continue

    const inner = found.matches('input, select, textarea, button, [tabindex]')
      ? found
      : found.querySelector<HTMLElement>('input:not(:disabled), select, textarea, button')
    const target = inner ?? found
    target.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'center', behavior: scrollBehavior() })
    return
  }
}

export const scrollBehavior = (): ScrollBehavior =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'
