'use client'

import type { Named } from '../../../domain/drafts/vocabulary'
import { say } from '../words'

type Props = {
  value: string
  options: readonly Named[]
  change: (value: string) => void
  label?: string
  wiring?: object
  /** What the empty choice says; without it there is none. */
  empty?: string | undefined
  className?: string
}

/** A select that keeps showing a value which is no longer offered. */
export function Select({ value, options, change, label, wiring, empty, className }: Props) {
  const isOffered = options.some((option) => option.value === value)
  return (
    <select
      {...wiring}
      className={className}
      aria-label={label}
      value={value}
      onChange={({ target }) => change(target.value)}
    >
      {empty !== undefined && <option value="">{empty}</option>}
      {!isOffered && (empty === undefined || value !== '') && (
        <option value={value}>{value === '' ? say.choose : `${value} (unknown)`}</option>
      )}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
