'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { Dialog } from '../panel/Dialog'
import { SelectInput, TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'

const FORMATS = [
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'XLSX' },
  { value: 'csv', label: 'CSV' },
]

const answerSchema = z.object({ isSent: z.boolean(), link: z.string() })

/** Sends a version to colleagues by mail. */
export function ShareDialog({
  bom,
  close,
}: {
  bom: { id: string; title: string }
  close: () => void
}) {
  const [addresses, setAddresses] = useState('')
  const [message, setMessage] = useState('')
  const [format, setFormat] = useState('pdf')
  const { run, isBusy, faults } = useCommand()
  const submit = () =>
    void run({
      path: `/api/boms/${bom.id}/share`,
      schema: answerSchema,
      body: {
        to: addresses.split(/[\s,;]+/).filter(Boolean),
        format,
        ...(message.trim() === '' ? {} : { message: message.trim() }),
      },
      done: ({ isSent, link }) => {
        if (isSent) toast.success('The mail is on its way.')
        else toast.warning(`No mail server is set up, so nothing was sent. The link is ${link}`)
        close()
      },
    })
  return (
    <Dialog
      title={`Share ${bom.title}`}
      close={close}
      submit={submit}
      action="Send"
      isBusy={isBusy}
      faults={faults}
    >
      <p>
        Colleagues receive a link, and the file where their role may have it; costs only where both
        of you may see them.
      </p>
      <TextArea
        label="Mail addresses of colleagues"
        help="One or more, up to 20."
        value={addresses}
        change={setAddresses}
        maxLength={2000}
        required
      />
      <TextArea label="Message (optional)" value={message} change={setMessage} maxLength={1000} />
      <SelectInput label="File" value={format} change={setFormat} options={FORMATS} />
    </Dialog>
  )
}
