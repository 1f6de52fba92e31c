'use client'

import { toast } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { z } from 'zod'
import { Notice } from '../panel/blocks'
import { CopyButton } from '../panel/CopyButton'
import { Dialog } from '../panel/Dialog'
import { SelectInput, TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'

const FORMATS = [
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'XLSX' },
  { value: 'csv', label: 'CSV' },
]

const answerSchema = z.object({ isSent: z.boolean() })

/** Whether mail leaves here at all, and the address of the version. */
export type Sharing = { isMailSetUp: boolean; link: string }

type Props = { bom: { id: string; title: string }; sharing: Sharing; close: () => void }

/** Sends a version to colleagues by mail; without a mail server there is its link to hand on. */
export function ShareDialog({ bom, sharing, close }: Props) {
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
      done: ({ isSent }) => {
        if (isSent) toast.success('The mail is on its way.')
        else toast.warning('No mail server is set up, so nothing was sent.')
        close()
      },
    })
  if (!sharing.isMailSetUp)
    return (
      <Dialog
        title={`Share ${bom.title}`}
        close={close}
        submit={close}
        action={null}
        back="Close"
        isBusy={false}
        faults={[]}
      >
        <Notice tone="warn">
          <p>No mail server is set up, so nothing can be sent from here.</p>
        </Notice>
        <p>Give colleagues this link: it opens for those who may see this bill of materials.</p>
        <LinkToCopy link={sharing.link} />
      </Dialog>
    )
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
      <LinkToCopy link={sharing.link} />
    </Dialog>
  )
}

function LinkToCopy({ link }: { link: string }) {
  const id = useId()
  return (
    <div className="panel-field">
      <label htmlFor={id}>Link</label>
      <input id={id} value={link} readOnly onFocus={({ target }) => target.select()} />
      <div>
        <CopyButton text={link} label="Copy the link" copied="Copied" className="panel-button" />
      </div>
    </div>
  )
}
