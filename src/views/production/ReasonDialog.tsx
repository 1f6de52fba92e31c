'use client'

import { useState } from 'react'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Dialog } from '../panel/Dialog'
import { TextArea } from '../panel/fields'

type Props = {
  title: string
  lead: string
  action: string
  close: () => void
  submit: (reason: string) => Promise<void>
}

/** Asks for the reason that the records demand. */
export function ReasonDialog({ title, lead, action, close, submit }: Props) {
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    if (reason.trim().length < REASON_LENGTH.min)
      return setFault(`Say why: at least ${REASON_LENGTH.min} characters.`)
    setFault(null)
    setBusy(true)
    await submit(reason.trim())
    setBusy(false)
  }
  return (
    <Dialog
      title={title}
      action={action}
      back="Go back"
      isDanger
      close={close}
      submit={() => void send()}
      isBusy={isBusy}
      faults={[]}
    >
      <p>{lead}</p>
      <TextArea
        label="Reason"
        value={reason}
        change={setReason}
        fault={fault}
        maxLength={REASON_LENGTH.max}
        required
      />
    </Dialog>
  )
}
