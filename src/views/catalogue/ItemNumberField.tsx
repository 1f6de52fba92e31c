'use client'

import { useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { ASSEMBLY_PREFIX } from '../../domain/catalog/lookup'
import { call } from '../panel/call'
import { useDebounced } from '../shared/useDebounced'
import './catalogue.scss'
import { ItemPicker } from './ItemPicker'
import '../panel/panel.scss'

/** The number that bills of materials ask for; it may be one that the catalogue lacks. */
export const AskedNumberField = (props: TextFieldClientProps) => (
  <ItemNumberField
    {...props}
    unknown="No catalogue item has this number. That is right where bills ask for one that is missing; else check its spelling."
  />
)

/** The number of the item to take instead; retired ones are not offered. */
export const SubstituteNumberField = (props: TextFieldClientProps) => (
  <ItemNumberField
    {...props}
    isActiveOnly
    unknown="No catalogue item has this number: a bill that takes it cannot be approved until the item is entered."
  />
)

type Props = TextFieldClientProps & {
  isActiveOnly?: boolean
  /** What to say about a number that no item has: it is stored all the same. */
  unknown: string
}

function ItemNumberField({ field, path, readOnly, isActiveOnly = false, unknown }: Props) {
  const { value, setValue, showError, errorMessage } = useField<string>({ path })
  const text = value ?? ''
  const isUnknown = useIsUnknown(text)
  const { label, admin } = field
  return (
    <div className="field-type text">
      <ItemPicker
        label={typeof label === 'string' ? label : ''}
        {...(typeof admin?.description === 'string' && { help: admin.description })}
        fault={showError ? (errorMessage ?? null) : null}
        text={text}
        change={(next) => setValue(next)}
        isActiveOnly={isActiveOnly}
        isReadOnly={readOnly === true}
        isRequired={field.required === true}
      />
      <div role="status">
        {isUnknown && (
          <div className="panel-notice panel-notice--warn">
            <p>{unknown}</p>
          </div>
        )}
      </div>
    </div>
  )
}

const countSchema = z.object({ totalDocs: z.number() })

/** Whether neither an assembly nor a part answers to a number (handbook 6.6); false while nobody knows. */
function useIsUnknown(text: string): boolean {
  const asked = useDebounced(text, 400).trim()
  const [unknown, setUnknown] = useState<string | null>(null)
  useEffect(() => {
    if (asked === '') return
    let isWanted = true
    const query = new URLSearchParams({
      'where[or][0][partNumber][equals]': asked,
      'where[or][1][partNumber][equals]': ASSEMBLY_PREFIX + asked,
    })
    const counts = ['assemblies', 'parts'].map((collection) =>
      call(`/api/${collection}/count?${query}`, countSchema),
    )
    void Promise.all(counts).then((answers) => {
      const isNowhere = answers.every((one) => one.ok && one.answer.totalDocs === 0)
      if (isWanted) setUnknown(isNowhere ? asked : null)
    })
    return () => {
      isWanted = false
    }
  }, [asked])
  return unknown !== null && unknown === text.trim()
}
