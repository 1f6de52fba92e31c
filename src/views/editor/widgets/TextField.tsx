'use client'

import { useState } from 'react'
import { useEditing } from '../context'
import type { Path } from '../../../domain/drafts/tree'
import { Frame, useWiring } from './Frame'

type Props = { path: Path; label: string; help?: string | undefined; value: unknown }

/** A line of text; an optional one that is emptied is left out. */
export function TextField({
  path,
  label,
  help,
  value,
  isOptional = false,
}: Props & { isOptional?: boolean }) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  return (
    <Frame path={path} label={label} help={help}>
      <input
        {...wiring}
        type="text"
        autoComplete="off"
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) =>
          set(path, isOptional && target.value === '' ? undefined : target.value)
        }
      />
    </Frame>
  )
}

/**
 * A number as it is typed: `12.` and `-` are kept until they are one. What is none stays in the field and
 * is told beside it, with the number that stands meanwhile.
 */
export function NumberInput({
  value,
  change,
  wiring,
  absent,
  label,
}: {
  value: unknown
  change: (value: number | null | undefined) => void
  wiring?: object
  /** What an empty input means. */
  absent: null | undefined
  label?: string
}) {
  const shown = typeof value === 'number' ? String(value) : ''
  const [typed, setTyped] = useState<{ text: string; over: unknown; isLeft: boolean } | null>(null)
  const isOpen =
    typed !== null && typed.over === value && typed.text !== shown && !isNumber(typed.text)
  const isFault = isOpen && (typed.isLeft || !isBegun(typed.text))
  const isTyping = isOpen || (typed !== null && Number(typed.text) === value)
  return (
    <>
      <input
        {...wiring}
        {...(isFault && { 'aria-invalid': true })}
        className="editor-number"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        value={isTyping ? typed.text : shown}
        onBlur={() => setTyped(isOpen ? { ...typed, isLeft: true } : null)}
        onChange={({ target }) => {
          const text = target.value.trim().replace(',', '.')
          setTyped({ text, over: value, isLeft: false })
          if (text === '') change(absent)
          else if (isNumber(text)) change(Number(text))
        }}
      />
      {isFault && (
        <span className="editor-field__fault" role="alert">
          {typed.text === '' ? 'Enter a number' : `“${typed.text}” is no number`}
          {shown === '' ? '.' : `: ${shown} stands.`}
        </span>
      )}
    </>
  )
}

/** A sign, or a point at the end: on the way to a number. An emptied box is on the way to none. */
const isBegun = (text: string): boolean => text !== '' && /^-?\d*\.?$/.test(text)

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

export function NumberField({
  path,
  label,
  help,
  value,
  absence,
}: Props & { absence: 'none' | 'undefined' | 'null' }) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  return (
    <Frame path={path} label={label} help={help}>
      <NumberInput
        value={value}
        wiring={wiring}
        absent={absence === 'undefined' ? undefined : null}
        change={(next) => set(path, next)}
      />
    </Frame>
  )
}

export function CheckField({
  path,
  label,
  help,
  value,
  isOptional = false,
}: Props & { isOptional?: boolean }) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  return (
    <div className="editor-field editor-field--check" data-place={path.join('.')}>
      <input
        {...wiring}
        type="checkbox"
        checked={value === true}
        onChange={({ target }) =>
          set(path, isOptional && !target.checked ? undefined : target.checked)
        }
      />
      <label htmlFor={wiring.id}>{label}</label>
      {help && (
        <p className="editor-field__help" id={`${wiring.id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}
