'use client'

import { useState, type ReactNode } from 'react'
import { words } from '../words'
import { idOfField, useFaults } from './faultContext'

/** Labelled inputs that show help, notes and faults in one way. */

type Common = {
  /** Dotted path as in the submit. */
  field: string
  label: string
  required?: boolean
  help?: string | undefined
  notes?: readonly string[]
  /** Columns of twelve. */
  span?: number
}

type Wiring = {
  id: string
  'data-field': string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
  onBlur: () => void
}

function useWiring({ field, help, notes, required }: Common): {
  wiring: Wiring
  fault: string | null
} {
  const { faultAt, touch } = useFaults()
  const fault = faultAt(field)
  const id = idOfField(field)
  const described = [
    fault && `${id}-fault`,
    help && `${id}-help`,
    notes && notes.length > 0 && `${id}-notes`,
  ]
  return {
    fault,
    wiring: {
      id,
      'data-field': field,
      'aria-describedby': described.filter(Boolean).join(' ') || undefined,
      'aria-invalid': fault ? true : undefined,
      'aria-required': required ? true : undefined,
      onBlur: () => touch(field),
    },
  }
}

const spanClass = (span = 12) => `wizard-field wizard-span-${span}`

function LabelText({ label, required }: { label: string; required: boolean | undefined }) {
  return (
    <>
      {label}
      {required && (
        <span className="wizard-field__required" aria-hidden="true">
          *
        </span>
      )}
    </>
  )
}

function Remarks({
  id,
  help,
  notes = [],
  fault,
}: {
  id: string
  help: string | undefined
  notes?: readonly string[] | undefined
  fault: string | null
}) {
  return (
    <>
      {fault && (
        <p className="wizard-field__fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {help && (
        <p className="wizard-field__help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {notes.length > 0 && (
        <div className="wizard-note" id={`${id}-notes`}>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
    </>
  )
}

type TextProps = Common & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'tel' | 'date'
  maxLength?: number
  min?: string
  list?: string
  autoComplete?: string
  rows?: number
  /** A word about the value, shown at the end of the line: free, checking. */
  state?: ReactNode
}

export function TextField(props: TextProps) {
  const { wiring, fault } = useWiring(props)
  const { label, required, help, notes, span, value, onChange, rows, state } = props
  const shared = {
    ...wiring,
    value,
    maxLength: props.maxLength,
    autoComplete: props.autoComplete ?? 'off',
  }
  return (
    <div className={spanClass(span)}>
      <label htmlFor={wiring.id}>
        <LabelText label={label} required={required} />
        {state && <span className="wizard-field__state">{state}</span>}
      </label>
      {rows ? (
        <textarea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input
          {...shared}
          type={props.type ?? 'text'}
          min={props.min}
          list={props.list}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      <Remarks id={wiring.id} help={help} notes={notes} fault={fault} />
    </div>
  )
}

type NumberProps = Common & {
  value: number | null
  onChange: (value: number | null) => void
  unit?: string | undefined
  whole: boolean
}

const numberIn = (text: string): number | null => {
  const number = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(number) ? null : number
}

/** Keeps the text as typed while it means the value; what is no number counts as not answered. */
export function NumberField(props: NumberProps) {
  const { wiring, fault } = useWiring(props)
  const { label, required, help, notes, span, value, onChange, unit, whole } = props
  const [typed, setTyped] = useState('')
  const isUnreadable = value === null && typed.trim() !== '' && numberIn(typed) === null
  const text = numberIn(typed) === value ? typed : String(value ?? '')
  return (
    <div className={spanClass(span)}>
      <label htmlFor={wiring.id}>
        <LabelText label={label} required={required} />
      </label>
      <span className="wizard-field__measure">
        <input
          {...wiring}
          type="text"
          inputMode={whole ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={text}
          onChange={({ target }) => {
            setTyped(target.value)
            onChange(numberIn(target.value))
          }}
        />
        {unit && <span aria-hidden="true">{unit}</span>}
      </span>
      <Remarks
        id={wiring.id}
        help={help}
        notes={notes}
        fault={fault && isUnreadable ? words.design.enterNumber : fault}
      />
    </div>
  )
}

export type ChoiceOption = {
  value: string
  label: string
  /** Why it cannot be chosen now. */
  reason?: string | null
}

type ChoiceProps = Common & {
  value: string | null
  options: readonly ChoiceOption[]
  onChange: (value: string | null) => void
  /** Offers to choose nothing. */
  clearable?: boolean
}

/** More than this many choices are easier to read as a list. */
const CHIPS_AT_MOST = 9

export function ChoiceField(props: ChoiceProps) {
  return props.options.length > CHIPS_AT_MOST ? (
    <SelectField {...props} />
  ) : (
    <ChipField {...props} />
  )
}

/** All choices in sight; those that are not possible say why. */
function ChipField(props: ChoiceProps) {
  const { wiring, fault } = useWiring(props)
  const { label, required, help, notes, span, value, options, onChange, clearable } = props
  const chips = clearable ? [{ value: '', label: words.none }, ...options] : options
  return (
    <fieldset
      className={`${spanClass(span)} wizard-choice`}
      role="radiogroup"
      data-field={wiring['data-field']}
      aria-labelledby={`${wiring.id}-label`}
      aria-describedby={wiring['aria-describedby']}
      aria-invalid={wiring['aria-invalid']}
      aria-required={wiring['aria-required']}
    >
      <legend id={`${wiring.id}-label`}>
        <LabelText label={label} required={required} />
      </legend>
      <div className="wizard-choice__chips">
        {chips.map((option) => (
          <label
            key={option.value}
            className={`wizard-chip${option.reason ? ' is-closed' : ''}`}
            title={option.reason ?? undefined}
          >
            <input
              type="radio"
              name={wiring.id}
              value={option.value}
              checked={(value ?? (clearable ? '' : null)) === option.value}
              disabled={Boolean(option.reason) && option.value !== value}
              onChange={() => onChange(option.value || null)}
              onBlur={wiring.onBlur}
              required={required}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <Reasons options={options} />
      <Remarks id={wiring.id} help={help} notes={notes} fault={fault} />
    </fieldset>
  )
}

function SelectField(props: ChoiceProps) {
  const { wiring, fault } = useWiring(props)
  const { label, required, help, notes, span, value, options, onChange, clearable } = props
  return (
    <div className={spanClass(span)}>
      <label htmlFor={wiring.id}>
        <LabelText label={label} required={required} />
      </label>
      <select
        {...wiring}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value || null)}
      >
        <option value="" disabled={!clearable && value !== null}>
          {clearable ? words.none : ''}
        </option>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={Boolean(option.reason)}>
            {option.label}
          </option>
        ))}
      </select>
      <Reasons options={options} />
      <Remarks id={wiring.id} help={help} notes={notes} fault={fault} />
    </div>
  )
}

/** One reason in plain sight, several behind a line that opens. */
function Reasons({ options }: { options: readonly ChoiceOption[] }) {
  const closed = options.filter(({ reason }) => reason)
  if (closed.length === 0) return null
  if (closed.length === 1)
    return <p className="wizard-field__help wizard-choice__reason">{closed[0]?.reason}</p>
  return (
    <details className="wizard-choice__reasons">
      <summary>{words.design.notOfferedCount(closed.length)}</summary>
      <ul>
        {closed.map(({ value, label, reason }) => (
          <li key={value}>
            <strong>{label}</strong> {reason}
          </li>
        ))}
      </ul>
    </details>
  )
}

type CheckProps = Common & { value: boolean; onChange: (value: boolean) => void }

export function CheckField(props: CheckProps) {
  const { wiring, fault } = useWiring(props)
  const { label, required, help, notes, span, value, onChange } = props
  return (
    <div className={`${spanClass(span)} wizard-check`}>
      <label htmlFor={wiring.id}>
        <input
          {...wiring}
          type="checkbox"
          checked={value}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>
          <LabelText label={label} required={required} />
        </span>
      </label>
      <Remarks id={wiring.id} help={help} notes={notes} fault={fault} />
    </div>
  )
}
