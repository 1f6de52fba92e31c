import type { KeyboardEvent } from 'react'

/** Marks a field or button at which the answer of an item begins. */
export const ANSWER = { 'data-answer': '' } as const

/** The end of a scanned code, which some scanners add to the text: line ends, tabs, group separators. */
const SUFFIX = /[\u0000-\u001f\u007f]+/g

/** What a keyboard wedge typed, without the control characters around it. */
export const scanned = (text: string): string => text.replaceAll(SUFFIX, '').trim()

/** Enter, as a scanner ends its code, goes on to the next answer of the form. */
export function onEnter(event: KeyboardEvent<HTMLElement>, finish: () => void): void {
  if (event.key !== 'Enter') return
  event.preventDefault()
  finish()
  const form = event.currentTarget.closest('[data-form]')
  const fields = [...(form?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])]
  fields[fields.indexOf(event.currentTarget) + 1]?.focus()
}
