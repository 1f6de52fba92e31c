'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'

/** A calendar day as the browser's own date box, kept as `YYYY-MM-DD`. */
export function DayInput({ field, path, readOnly }: TextFieldClientProps) {
  const { value, setValue, showError } = useField<string | null>({ path })
  const id = `field-${path.replaceAll('.', '__')}`
  const { label, required, admin } = field
  return (
    <div className={`field-type text${showError ? ' error' : ''}${readOnly ? ' read-only' : ''}`}>
      <FieldLabel htmlFor={id} label={label} path={path} required={required} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <input
          id={id}
          type="date"
          max="9999-12-31"
          disabled={readOnly}
          aria-describedby={admin?.description ? `${id}-help` : undefined}
          value={value ?? ''}
          onChange={({ target }) => setValue(target.value || null)}
        />
      </div>
      {admin?.description && (
        <div id={`${id}-help`}>
          <FieldDescription description={admin.description} path={path} />
        </div>
      )}
    </div>
  )
}
