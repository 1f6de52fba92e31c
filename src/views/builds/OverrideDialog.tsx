'use client'

import { useState } from 'react'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Dialog } from '../panel/Dialog'
import { Check, SelectInput, TextArea } from '../panel/fields'
import type { StateOption } from './BuildMoves'

type Props = {
  buildNumber: string
  states: readonly StateOption[]
  isBusy: boolean
  faults: readonly string[]
  close: () => void
  submit: (status: string, reason: string) => void
}

/** T14 of the handbook: any status, without the guards, marked for good. */
export function OverrideDialog({ buildNumber, states, isBusy, faults, close, submit }: Props) {
  const [status, setStatus] = useState('')
  const [reason, setReason] = useState('')
  const [isUnderstood, setUnderstood] = useState(false)
  const [isTried, setTried] = useState(false)
  const statusFault = status === '' ? 'Choose where the build goes.' : null
  const reasonFault =
    reason.trim().length < REASON_LENGTH.min ? 'Say why: at least 3 characters.' : null
  const missing = isUnderstood ? [] : ['Confirm that you know what an override does.']

  const send = () => {
    setTried(true)
    if (!statusFault && !reasonFault && isUnderstood) submit(status, reason.trim())
  }
  return (
    <Dialog
      title={`Override the workflow of build ${buildNumber}`}
      close={close}
      submit={send}
      action="Override now"
      back="Go back"
      isDanger
      isBusy={isBusy}
      faults={isTried ? [...missing, ...faults] : faults}
    >
      <p>
        An override moves the build past every check of the workflow. It creates no inspection, no
        approval and no signature. The build stays marked as overridden for good, and your name and
        reason stand in its history and in the audit trail.
      </p>
      <SelectInput
        label="Move to"
        value={status}
        change={setStatus}
        required
        fault={isTried ? statusFault : null}
        options={[
          { value: '', label: 'Choose a status' },
          ...states.map(({ code, label }) => ({ value: code, label })),
        ]}
      />
      <TextArea
        label="Reason"
        value={reason}
        change={setReason}
        maxLength={REASON_LENGTH.max}
        required
        fault={isTried ? reasonFault : null}
      />
      <Check
        label="I know that no check is made and that this stays visible."
        checked={isUnderstood}
        change={setUnderstood}
      />
    </Dialog>
  )
}
