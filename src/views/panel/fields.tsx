'use client'

import { useId } from 'react'
import './panel.scss'

/** Labelled inputs of the panel's dialogs and filters. */

type Common = {
  label: string
  value: string
  change: (value: string) => void
  help?: string | undefined
  fault?: string | null
  required?: boolean
}

const described = (id: string, { help, fault }: Common): string | undefined =>
  [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined

const Below = ({ id, help, fault }: { id: string } & Pick<Common, 'help' | 'fault'>) => (
  <>
    {help && (
      <span id={`${id}-help`} className="panel-field__help">
        {help}
      </span>
    )}
    {fault && (
      <span id={`${id}-fault`} className="panel-field__fault">
        {fault}
      </span>
    )}
  </>
)

export function TextInput(
  props: Common & {
    type?: 'text' | 'password' | 'date' | 'datetime-local' | 'search'
    inputMode?: 'numeric' | 'decimal'
    autoComplete?: string
    maxLength?: number
  },
) {
  const {
    label,
    value,
    change,
    type = 'text',
    inputMode,
    autoComplete,
    maxLength,
    required,
  } = props
  const id = useId()
  return (
    <div className="panel-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        inputMode={inputMode}
        value={value}
        autoComplete={autoComplete ?? 'off'}
        maxLength={maxLength}
        aria-required={required || undefined}
        aria-invalid={props.fault ? true : undefined}
        aria-describedby={described(id, props)}
        onChange={({ target }) => change(target.value)}
      />
      <Below id={id} help={props.help} fault={props.fault} />
    </div>
  )
}

export function TextArea(props: Common & { maxLength: number }) {
  const { label, value, change, maxLength, required } = props
  const id = useId()
  return (
    <div className="panel-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        value={value}
        maxLength={maxLength}
        aria-required={required || undefined}
        aria-invalid={props.fault ? true : undefined}
        aria-describedby={described(id, props)}
        onChange={({ target }) => change(target.value)}
      />
      <Below id={id} help={props.help} fault={props.fault} />
    </div>
  )
}

export type Option = { value: string; label: string }

export function SelectInput(props: Common & { options: readonly Option[] }) {
  const { label, value, change, options, required } = props
  const id = useId()
  return (
    <div className="panel-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-required={required || undefined}
        aria-invalid={props.fault ? true : undefined}
        aria-describedby={described(id, props)}
        onChange={({ target }) => change(target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Below id={id} help={props.help} fault={props.fault} />
    </div>
  )
}

export function Check({
  label,
  checked,
  change,
}: {
  label: string
  checked: boolean
  change: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <div className="panel-field panel-field--check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={({ target }) => change(target.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </div>
  )
}
