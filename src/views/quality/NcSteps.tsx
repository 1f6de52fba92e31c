'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import type { NcStatus } from '../../domain/quality/codes'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Empty } from '../panel/blocks'
import { Dialog } from '../panel/Dialog'
import { TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { words } from './words'

const TEXT = words.nc

type Props = {
  nonconformance: { id: string; number: string; status: NcStatus; rev: number | null }
  /** What this person may make of it, in the order of the table. */
  steps: readonly NcStatus[]
  /** What was written before, to go on from. */
  known: { resolution: string; effectiveness: string }
  /** Whom it waits for, when it is nobody here. */
  waits: string
}

/** What each step asks for; the server judges it again. */
const ASKS: Partial<Record<NcStatus, 'resolution' | 'effectiveness'>> = {
  RESOLVED: 'resolution',
  CLOSED: 'effectiveness',
}

/** The steps of a case as buttons; each asks for what it needs and nothing else. */
export function NcSteps({ nonconformance, steps, known, waits }: Props) {
  const { id, number, status, rev } = nonconformance
  const [chosen, setChosen] = useState<NcStatus | null>(null)
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults, forget } = useCommand()
  if (steps.length === 0) return <Empty title={waits} />

  const asked = chosen ? ASKS[chosen] : undefined
  const lacks = asked && text.trim().length < REASON_LENGTH.min ? TEXT.tooShort : null
  const open = (to: NcStatus) => {
    const field = ASKS[to]
    setText(field ? known[field] : '')
    setTried(false)
    setChosen(to)
  }
  const close = () => {
    forget()
    setChosen(null)
  }
  const submit = (to: NcStatus) => {
    setTried(true)
    if (lacks) return
    void run({
      path: `/api/nonconformances/${id}?depth=0`,
      method: 'PATCH',
      schema: z.object({ doc: z.object({ status: z.string() }) }),
      body: { status: to, ...(asked && { [asked]: text.trim() }), ...(rev !== null && { rev }) },
      done: () => {
        toast.success(TEXT.stepped(number, to))
        close()
      },
    })
  }
  return (
    <>
      <ul className="panel-moves">
        {steps.map((to, index) => (
          <li key={to}>
            <button
              type="button"
              className={`panel-button panel-button--wide form-button${index === steps.length - 1 ? ' panel-button--primary' : ''}`}
              onClick={() => open(to)}
            >
              {TEXT.step(status, to)}…
            </button>
          </li>
        ))}
      </ul>
      {chosen && (
        <Dialog
          title={`${TEXT.step(status, chosen)}: ${number}`}
          action={TEXT.step(status, chosen)}
          close={close}
          submit={() => submit(chosen)}
          isBusy={isBusy}
          faults={faults}
        >
          <p>{TEXT.means(status, chosen)}</p>
          {asked && (
            <TextArea
              label={TEXT[asked]}
              value={text}
              change={setText}
              maxLength={REASON_LENGTH.max}
              required
              fault={isTried ? lacks : null}
            />
          )}
        </Dialog>
      )}
    </>
  )
}
