'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import type { Meaning } from '../../services/signatures'
import { Dialog } from '../panel/Dialog'
import { TextArea } from '../panel/fields'
import { SignFields, type SignedBy } from '../panel/SignFields'
import { useCommand } from '../panel/useCommand'

/** What each act may mean, as the signing service takes it; the first is proposed. */
const ACTS = {
  approve: {
    title: 'Approve this bill of materials',
    action: 'Sign and approve',
    done: 'Approved and signed.',
    meanings: ['APPROVAL', 'REVIEW', 'RESPONSIBILITY'],
    note: { label: 'Comment (optional)', help: 'At most 1000 characters.' },
  },
  reject: {
    title: 'Reject this bill of materials',
    action: 'Sign and reject',
    done: 'Rejected and signed.',
    meanings: ['REJECTION', 'REVIEW'],
    note: {
      label: 'Why it is rejected',
      help: '10 to 1000 characters. The coordinator reads this and corrects the build.',
    },
  },
} as const satisfies Record<string, { meanings: readonly Meaning[]; [word: string]: unknown }>

export type Act = keyof typeof ACTS

type Props = {
  act: Act
  bom: { id: string; title: string }
  signer: SignedBy
  close: () => void
}

/** Signs the decision: who, what it means, why, and the password again (handbook 15.2). */
export function SignDialog({ act, bom, signer, close }: Props) {
  const { title, action, done, meanings, note: words } = ACTS[act]
  const [meaning, setMeaning] = useState<string>(meanings[0])
  const [note, setNote] = useState('')
  const [password, setPassword] = useState('')
  const { run, isBusy, refusals, forget } = useCommand()
  const faultAt = (field: string) =>
    refusals.find((refusal) => refusal.field === field)?.message ?? null
  const elsewhere = refusals
    .filter(({ field }) => field !== 'password' && field !== 'note' && field !== 'meaning')
    .map(({ message }) => message)

  const submit = () =>
    void run({
      path: `/api/boms/${bom.id}/${act}`,
      schema: z.object({ id: z.string() }),
      body: { password, meaning, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      done: () => {
        toast.success(done)
        close()
      },
    })
  const typed = (set: (value: string) => void) => (value: string) => {
    forget()
    set(value)
  }
  return (
    <Dialog
      title={title}
      close={close}
      submit={submit}
      action={action}
      isDanger={act === 'reject'}
      isBusy={isBusy}
      faults={elsewhere}
    >
      <p>
        <strong>{bom.title}</strong>. You sign as <strong>{signer.name}</strong>, {signer.role}. The
        signature is bound to these exact lines and cannot be taken back.
      </p>
      <TextArea
        label={words.label}
        help={words.help}
        value={note}
        change={typed(setNote)}
        fault={faultAt('note')}
        maxLength={1000}
        required={act === 'reject'}
      />
      <SignFields
        meanings={meanings}
        meaning={meaning}
        setMeaning={typed(setMeaning)}
        password={password}
        setPassword={typed(setPassword)}
        faultAt={faultAt}
      />
    </Dialog>
  )
}
