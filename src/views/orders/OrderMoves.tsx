'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { Empty } from '../panel/blocks'
import { HOLD_CLASSES } from '../../domain/orders/hold'
import { MoveDialog, type MoveNote } from '../panel/MoveDialog'
import { useCommand } from '../panel/useCommand'

/** A step of the whole order, as the domain judges it now. */
export type OrderStep = {
  to: string
  label: string
  /** Says what it does to which builds. */
  warning: string
  needsReason: boolean
  isHold: boolean
  isDanger: boolean
  /** What stands in the way, one sentence per build that cannot follow. */
  unmet: readonly string[]
}

type Props = { order: { id: string; orderNumber: string }; steps: readonly OrderStep[] }

/** Hold, resume, cancel and deliver: every live build follows, all or none (handbook 4.1). */
export function OrderMoves({ order, steps }: Props) {
  const [chosen, setChosen] = useState<OrderStep | null>(null)
  const { run, isBusy, faults, forget } = useCommand()
  const close = () => {
    forget()
    setChosen(null)
  }
  const submit = ({ to, label }: OrderStep, { note, holdClass }: MoveNote) =>
    void run({
      path: `/api/orders/${order.id}/move`,
      schema: z.object({ status: z.string() }),
      body: { to, note, ...(holdClass ? { holdClass } : {}) },
      done: () => {
        toast.success(`${label}: done for ${order.orderNumber}.`)
        close()
      },
    })

  if (steps.length === 0)
    return (
      <Empty title="No step of the whole order is yours to make now.">
        Open a build to see its own moves.
      </Empty>
    )
  return (
    <>
      <ul className="panel-moves">
        {steps.map((step) => (
          <li key={step.to}>
            <button
              type="button"
              className={`panel-button panel-button--wide${step.isDanger ? ' panel-button--danger' : ''}`}
              disabled={step.unmet.length > 0}
              aria-describedby={step.unmet.length > 0 ? `unmet-${step.to}` : undefined}
              onClick={() => setChosen(step)}
            >
              {step.label}…
            </button>
            {step.unmet.length > 0 && (
              <ul id={`unmet-${step.to}`}>
                {step.unmet.map((message) => (
                  <li key={message}>{message}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {chosen && (
        <MoveDialog
          title={`${chosen.label}: order ${order.orderNumber}`}
          action={chosen.label}
          warning={chosen.warning}
          needsReason={chosen.needsReason}
          holdClasses={chosen.isHold ? HOLD_CLASSES : []}
          isDanger={chosen.isDanger}
          isBusy={isBusy}
          faults={faults}
          close={close}
          submit={(note) => submit(chosen, note)}
        />
      )}
    </>
  )
}
