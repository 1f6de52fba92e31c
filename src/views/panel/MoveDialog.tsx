'use client'

import { useState } from 'react'
import { HOLD_CLASS_LABELS, type HoldClass } from '../../domain/orders/hold'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Dialog } from './Dialog'
import { SelectInput, TextArea } from './fields'

export type MoveNote = { note: string | null; holdClass: HoldClass | null }

type Props = {
  title: string
  action: string
  /** What this does, where it hurts. */
  warning: string | null
  needsReason: boolean
  /** What this hold may be about; empty where it is none. */
  holdClasses: readonly HoldClass[]
  isDanger: boolean
  isBusy: boolean
  faults: readonly string[]
  close: () => void
  submit: (note: MoveNote) => void
}

const isHoldClass = (value: string): value is HoldClass => value in HOLD_CLASS_LABELS
const usualOf = (classes: readonly HoldClass[]): HoldClass | null =>
  classes.find((one) => one === 'OTHER') ?? classes[0] ?? null

/** Confirms a move and takes its note: why, and for a hold what it is about. */
export function MoveDialog(props: Props) {
  const { title, action, warning, needsReason, holdClasses, isDanger, isBusy, close, submit } =
    props
  const [note, setNote] = useState('')
  const [holdClass, setHoldClass] = useState(usualOf(holdClasses))
  const [isTried, setTried] = useState(false)
  const length = note.trim().length
  const fault = needsReason && length < REASON_LENGTH.min ? 'Say why: at least 3 characters.' : null

  const send = () => {
    setTried(true)
    if (fault) return
    submit({ note: length > 0 ? note.trim() : null, holdClass })
  }
  return (
    <Dialog
      title={title}
      close={close}
      submit={send}
      action={action}
      back="Go back"
      isDanger={isDanger}
      isBusy={isBusy}
      faults={props.faults}
    >
      {warning && <p>{warning}</p>}
      {holdClass && holdClasses.length > 1 && (
        <SelectInput
          label="What the hold is about"
          value={holdClass}
          change={(value) => isHoldClass(value) && setHoldClass(value)}
          options={holdClasses.map((value) => ({ value, label: HOLD_CLASS_LABELS[value] }))}
        />
      )}
      <TextArea
        label={needsReason ? 'Reason' : 'Note (optional)'}
        help="Kept in the history of the build."
        value={note}
        change={setNote}
        maxLength={REASON_LENGTH.max}
        required={needsReason}
        fault={isTried ? fault : null}
      />
    </Dialog>
  )
}
