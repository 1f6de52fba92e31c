'use client'

import { FieldDescription, FieldError, FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import { useEffect } from 'react'
import { CHANGE_REASON_LABEL } from '../../domain/orders/entry'
import { REASON_LENGTH } from '../../domain/workflow/guards'

const PATH = 'changeReason'
const ID = `field-${PATH}`

/** Asks for the reason as soon as another language is chosen, where one is needed. */
export function ChangeReasonInput({ isUnderWay }: { isUnderWay: boolean }) {
  const isChanged = useFormFields(([{ language }]) => language?.value !== language?.initialValue)
  // a build may have left meanwhile: then the server asks
  const isAsked = useFormFields(([fields]) => PATH in fields)
  return isChanged && (isUnderWay || isAsked) ? <Reason /> : null
}

const judge = (value: unknown): string | true =>
  (typeof value === 'string' ? value.trim().length : 0) >= REASON_LENGTH.min ||
  `Say why: at least ${REASON_LENGTH.min} characters.`

function Reason() {
  const { value, setValue, showError } = useField<string>({ path: PATH, validate: judge })
  const forget = useFormFields(([, dispatch]) => dispatch)
  // a reason that nobody sees any more must not go along with a later save
  useEffect(() => () => forget({ type: 'REMOVE', path: PATH }), [forget])
  return (
    <div className={`field-type text${showError ? ' error' : ''}`}>
      <FieldLabel htmlFor={ID} label={CHANGE_REASON_LABEL} path={PATH} required />
      <div className="field-type__wrap">
        <FieldError path={PATH} showError={showError} />
        <input
          id={ID}
          type="text"
          autoComplete="off"
          maxLength={REASON_LENGTH.max}
          aria-required
          aria-describedby={`${ID}-help`}
          value={value ?? ''}
          onChange={({ target }) => setValue(target.value)}
        />
      </div>
      <div id={`${ID}-help`}>
        <FieldDescription
          description="Builds of this order are under way: their bills of materials are made anew in the other language and have to be approved again."
          path={PATH}
        />
      </div>
    </div>
  )
}
