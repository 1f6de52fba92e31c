'use client'

import { toast, useDocumentTitle } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import {
  FAILURE_LABELS,
  NC_SOURCE_LABELS,
  SEVERITY_LABELS,
  type FailureReason,
} from '../../domain/quality/codes'
import { FAILURES } from '../../domain/quality/failure'
import { SelectInput, TextArea, type Option } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { words } from './words'

const TEXT = words.nc
const CHOOSE: Option = { value: '', label: TEXT.choose }
const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const isReason = (code: string): code is FailureReason => Object.hasOwn(FAILURE_LABELS, code)

type Props = {
  builds: readonly Option[]
  /** The build from whose page somebody came. */
  given: string
  /** Whether the case may be about no build at all, such as a delivery. */
  mayBeGeneral: boolean
  /** Suppliers to choose from; none for those who do not choose one. */
  suppliers: readonly Option[]
}

/** Reports a nonconformance; its number, and what usually follows from its reason, come from the server. */
export function ReportForm({ builds, given, mayBeGeneral, suppliers }: Props) {
  const router = useRouter()
  const { setDocumentTitle, title } = useDocumentTitle()
  // the form's own frame names a record without a number “[Untitled]”, after this one has spoken
  useEffect(() => {
    if (title !== TEXT.newOne) setDocumentTitle(TEXT.newOne)
  }, [setDocumentTitle, title])
  const [build, setBuild] = useState(builds.some(({ value }) => value === given) ? given : '')
  const [source, setSource] = useState(mayBeGeneral ? 'INSPECTION' : 'ASSEMBLER')
  const [supplier, setSupplier] = useState('')
  const [reason, setReason] = useState('')
  const [severity, setSeverity] = useState('')
  const [description, setDescription] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults } = useCommand()
  const lacks = {
    build: build === '' && !mayBeGeneral ? TEXT.needs.build : null,
    reason: reason === '' ? TEXT.needs.reason : null,
    description: description.trim() === '' ? TEXT.needs.description : null,
  }
  const fault = (field: keyof typeof lacks) => (isTried ? lacks[field] : null)

  const submit = () => {
    setTried(true)
    if (Object.values(lacks).some(Boolean)) return
    void run({
      path: '/api/nonconformances?depth=0',
      schema: z.object({ doc: z.object({ id: z.string(), number: z.string() }) }),
      body: {
        source,
        reason,
        description: description.trim(),
        ...(build !== '' && { build }),
        ...(severity !== '' && { severity }),
        ...(source === 'SUPPLIER' && supplier !== '' && { supplier }),
      },
      done: ({ doc }) => {
        toast.success(TEXT.reported(doc.number))
        router.push(`/admin/collections/nonconformances/${doc.id}`)
      },
    })
  }
  return (
    <form
      className="form-report"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) submit()
      }}
    >
      <SelectInput
        label={TEXT.build}
        value={build}
        change={setBuild}
        options={[mayBeGeneral ? { value: '', label: TEXT.noBuild } : CHOOSE, ...builds]}
        required={!mayBeGeneral}
        fault={fault('build')}
      />
      {mayBeGeneral && (
        <SelectInput
          label={TEXT.source}
          value={source}
          change={setSource}
          options={optionsOf(NC_SOURCE_LABELS)}
        />
      )}
      {source === 'SUPPLIER' && suppliers.length > 0 && (
        <SelectInput
          label={TEXT.whichSupplier}
          value={supplier}
          change={setSupplier}
          options={[{ value: '', label: TEXT.noSupplier }, ...suppliers]}
        />
      )}
      <SelectInput
        label={TEXT.reason}
        value={reason}
        change={setReason}
        options={[CHOOSE, ...optionsOf(FAILURE_LABELS)]}
        required
        fault={fault('reason')}
      />
      <SelectInput
        label={TEXT.severity}
        value={severity}
        change={setSeverity}
        options={[
          {
            value: '',
            label: isReason(reason)
              ? TEXT.usually(SEVERITY_LABELS[FAILURES[reason].severity])
              : TEXT.byReason,
          },
          ...optionsOf(SEVERITY_LABELS),
        ]}
      />
      <TextArea
        label={TEXT.wrong}
        value={description}
        change={setDescription}
        maxLength={4000}
        required
        fault={fault('description')}
      />
      <div role="alert">
        {faults.length > 0 && (
          <div className="panel-notice panel-notice--bad">
            {faults.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        )}
      </div>
      <button
        type="submit"
        className="panel-button panel-button--primary form-button"
        disabled={isBusy}
      >
        {isBusy ? TEXT.sending : TEXT.report}
      </button>
    </form>
  )
}
