'use client'

import { useAllFormFields, useFormProcessing } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import './panel.scss'

/** What the server said to one value of a form. */
type Refused = {
  path: string
  message: string
  /** What was refused, as text that can be compared. */
  value: string
  /** The field on the page; null where it shows none. */
  place: Element | null
}

/**
 * In every form: keeps what the server refused below its field. Payload forgets it with the next form
 * state it asks for, which knows the types of fields and nothing of the rules of the house. It stays until
 * another value is entered or the form is sent again.
 */
export function KeptRefusals() {
  const [fields] = useAllFormFields()
  const isProcessing = useFormProcessing()
  const [kept, setKept] = useState<readonly Refused[]>([])
  const wasProcessing = useRef(false)
  useEffect(() => {
    if (wasProcessing.current !== isProcessing) setKept(isProcessing ? [] : refusedIn(fields))
    wasProcessing.current = isProcessing
  }, [isProcessing, fields])

  return kept
    .filter(
      ({ path, value }) => fields[path]?.valid !== false && textOf(fields[path]?.value) === value,
    )
    .map(({ path, message, place }) => {
      const said = (
        <p key={path} className="panel-kept panel-field__fault">
          {message}
        </p>
      )
      return place ? createPortal(said, place, path) : said
    })
}

const textOf = (value: unknown): string => JSON.stringify(value ?? null)

const refusedIn = (fields: FormState): Refused[] =>
  Object.entries(fields).flatMap(([path, { valid, errorMessage, value }]) =>
    valid === false && errorMessage
      ? [{ path, message: errorMessage, value: textOf(value), place: placeOf(path) }]
      : [],
  )

const placeOf = (path: string): Element | null =>
  document.getElementById(`field-${path.replaceAll('.', '__')}`)?.closest('.field-type') ?? null
