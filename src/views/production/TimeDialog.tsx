'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { Dialog } from '../panel/Dialog'
import { TextArea, TextInput } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import type { WorkTime } from './work'

const corrected = z.object({ id: z.string() })

/** Puts a wrong stretch of time right, with a reason; what it was stays in the audit trail. */
export function TimeDialog({
  time,
  close,
}: {
  time: Pick<WorkTime, 'id' | 'startedAt' | 'endedAt'>
  close: () => void
}) {
  const [start, setStart] = useState(() => localMoment(time.startedAt))
  const [end, setEnd] = useState(() => (time.endedAt ? localMoment(time.endedAt) : ''))
  const [reason, setReason] = useState('')
  const [own, setOwn] = useState<string[]>([])
  const { run, isBusy, faults, refusals } = useCommand()
  const faultAt = (field: string) => refusals.find((one) => one.field === field)?.message ?? null

  const submit = () => {
    const startedAt = instantOf(start)
    const endedAt = instantOf(end)
    const lacks = [
      ...(startedAt ? [] : ['Enter when the work began.']),
      ...(endedAt ? [] : ['Enter when the work ended.']),
      ...(reason.trim().length >= 3 ? [] : ['Say why it is corrected: at least 3 characters.']),
    ]
    setOwn(lacks)
    if (lacks.length > 0) return
    void run({
      path: `/api/time-entries/${time.id}/correct`,
      schema: corrected,
      body: { startedAt, endedAt, reason },
      done: () => {
        toast.success('The time is corrected.')
        close()
      },
    })
  }
  return (
    <Dialog
      title="Correct the recorded time"
      action="Save the correction"
      close={close}
      submit={submit}
      isBusy={isBusy}
      faults={own.length > 0 ? own : faults}
    >
      <TextInput
        label="Began"
        type="datetime-local"
        value={start}
        change={setStart}
        fault={faultAt('startedAt')}
        required
      />
      <TextInput
        label="Ended"
        type="datetime-local"
        value={end}
        change={setEnd}
        fault={faultAt('endedAt')}
        required
      />
      <TextArea
        label="Reason"
        help="For example: forgot to stop the clock at the end of the shift."
        value={reason}
        change={setReason}
        fault={faultAt('reason')}
        maxLength={1000}
        required
      />
    </Dialog>
  )
}

/** By the clock on the wall of whoever looks, as a date field wants it. */
function localMoment(instant: string): string {
  const date = new Date(instant)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function instantOf(local: string): string | null {
  const time = Date.parse(local)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
