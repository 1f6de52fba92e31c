'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import { useState } from 'react'
import { amountIn, amountOf } from '../shared/money'

type Props = { path: string; label: string; currency: string; readOnly: boolean }

/**
 * An amount as people write it, kept in minor units. What is no amount goes to the server as it is
 * written, which refuses it beside the field: nothing is guessed.
 */
export function MoneyInput({ path, label, currency, readOnly }: Props) {
  const { value, setValue, showError } = useField<unknown>({ path })
  const [typed, setTyped] = useState<string | null>(null)
  const id = `field-${path.replaceAll('.', '__')}`
  return (
    <div className={`field-type number${showError ? ' error' : ''}${readOnly ? ' read-only' : ''}`}>
      <FieldLabel htmlFor={id} label={`${label} (${currency})`} path={path} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          disabled={readOnly}
          aria-describedby={`${id}-help`}
          value={typed ?? amountOf(value, currency)}
          onChange={({ target }) => {
            setTyped(target.value)
            setValue(amountIn(target.value, currency))
          }}
          onBlur={() => setTyped(null)}
        />
      </div>
      <div id={`${id}-help`}>
        <FieldDescription description="For one unit, for example 12.50." path={path} />
      </div>
    </div>
  )
}
