'use client'

import { useEditing } from '../context'
import { readableFrom, variableAt, type Variable } from '../../../domain/drafts/vocabulary'
import { say } from '../words'

type Props = {
  value: string
  change: (path: string) => void
  /** The group whose element is at hand. */
  element: string | null
  label: string
  wiring?: object
  /** Which variables are offered. */
  offers?: (variable: Variable) => boolean
  empty?: string
}

const HEADINGS: readonly (readonly [Variable['from'], string])[] = [
  ['element', 'This one'],
  ['option', 'Options'],
  ['derived', 'Derived values'],
  ['group', 'Groups'],
  ['fact', 'Facts of choices'],
  ['other', 'Order'],
]

/** Options by heading; a path that is not among them (`basins[0].type`) stays as it is. */
export function VariableOptions({ variables }: { variables: readonly Variable[] }) {
  return HEADINGS.map(([from, heading]) => {
    const own = variables.filter((variable) =>
      from === 'element'
        ? variable.path.startsWith('element.')
        : variable.from === from && !variable.path.startsWith('element.'),
    )
    return own.length === 0 ? null : (
      <optgroup key={from} label={heading}>
        {own.map(({ path, label }) => (
          <option key={path} value={path}>
            {label}
          </option>
        ))}
      </optgroup>
    )
  })
}

export function VariableSelect({ value, change, element, label, wiring, offers, empty }: Props) {
  const { vocabulary } = useEditing()
  const variables = readableFrom(vocabulary, element).filter((entry) => offers?.(entry) ?? true)
  const isOffered = variables.some(({ path }) => path === value)
  return (
    <select
      {...wiring}
      aria-label={label}
      value={value}
      onChange={({ target }) => change(target.value)}
    >
      <option value="" disabled={empty === undefined}>
        {empty ?? say.choose}
      </option>
      {!isOffered && value !== '' && (
        <option value={value}>
          {variableAt(vocabulary, value, element)?.label ?? `${value} (unknown)`}
        </option>
      )}
      <VariableOptions variables={variables} />
    </select>
  )
}
