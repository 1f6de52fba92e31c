'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { call } from '../panel/call'
import { Dialog } from '../panel/Dialog'
import { Check, TextInput } from '../panel/fields'
import { useCommand } from '../panel/useCommand'

export type Shippable = { id: string; buildNumber: string }

type ShipProps = {
  order: { id: string; orderNumber: string }
  builds: readonly Shippable[]
  today: string
}

/** Ships finished builds of an order together; the others follow later. */
export function ShipButton(props: ShipProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="panel-button panel-button--primary panel-button--wide"
        onClick={() => setOpen(true)}
      >
        Ship…
      </button>
      {isOpen && <ShipDialog {...props} close={() => setOpen(false)} />}
    </>
  )
}

function ShipDialog({ order, builds, today, close }: ShipProps & { close: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>(builds.map(({ id }) => id))
  const [carrier, setCarrier] = useState('')
  const [trackingNumber, setTrackingNumber] = useState('')
  const [date, setDate] = useState(today)
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults } = useCommand()
  const noCarrier = carrier.trim() === '' ? 'Name the carrier.' : null
  const noDate = date === '' ? 'Enter the ship date.' : null
  const none = chosen.length === 0 ? ['Choose at least one build.'] : []

  const submit = () => {
    setTried(true)
    if (noCarrier || noDate || none.length > 0) return
    void run({
      path: `/api/orders/${order.id}/shipments`,
      schema: z.object({ title: z.string() }),
      body: {
        builds: chosen,
        carrier: carrier.trim(),
        date,
        ...(trackingNumber.trim() === '' ? {} : { trackingNumber: trackingNumber.trim() }),
      },
      done: ({ title }) => {
        toast.success(`Shipment ${title} is recorded.`)
        close()
      },
    })
  }
  return (
    <Dialog
      title={`Ship: order ${order.orderNumber}`}
      action={chosen.length === 1 ? 'Ship 1 build' : `Ship ${chosen.length} builds`}
      close={close}
      submit={submit}
      isBusy={isBusy}
      faults={[...(isTried ? none : []), ...faults]}
    >
      <fieldset className="panel-field">
        <legend>Builds that leave together</legend>
        {builds.map(({ id, buildNumber }) => (
          <Check
            key={id}
            label={buildNumber}
            checked={chosen.includes(id)}
            change={(checked) =>
              setChosen(checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
        ))}
      </fieldset>
      <TextInput
        label="Carrier"
        value={carrier}
        change={setCarrier}
        maxLength={100}
        required
        fault={isTried ? noCarrier : null}
      />
      <TextInput
        label="Tracking number (optional)"
        value={trackingNumber}
        change={setTrackingNumber}
        maxLength={100}
      />
      <TextInput
        label="Ship date"
        type="date"
        value={date}
        change={setDate}
        required
        fault={isTried ? noDate : null}
      />
    </Dialog>
  )
}

type DeliverProps = { title: string; builds: readonly (Shippable & { to: string })[] }

/** Records that a shipment arrived: every build of it that is still on the way. */
export function DeliverButton({ title, builds }: DeliverProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly string[]>([])
  if (builds.length === 0 && !isOpen) return null

  const deliver = async () => {
    setBusy(true)
    const refusals: string[] = []
    for (const { id, buildNumber, to } of builds) {
      const moved = await call(`/api/builds/${id}`, z.unknown(), {
        method: 'PATCH',
        body: { status: to },
      })
      if (!moved.ok)
        refusals.push(...moved.refusals.map(({ message }) => `${buildNumber}: ${message}`))
    }
    setBusy(false)
    setFaults(refusals)
    router.refresh()
    if (refusals.length > 0) return
    toast.success(`The delivery of ${title} is recorded.`)
    setOpen(false)
  }
  return (
    <>
      <button type="button" className="panel-button" onClick={() => setOpen(true)}>
        Record delivery…<span className="panel-hidden"> of {title}</span>
      </button>
      {isOpen && (
        <Dialog
          title={`Record delivery: ${title}`}
          action="Record delivery"
          close={() => setOpen(false)}
          submit={() => void deliver()}
          isBusy={isBusy}
          faults={faults}
        >
          <p>
            Arrived at the customer: {builds.map(({ buildNumber }) => buildNumber).join(', ')}. A
            delivery ends the workflow of a build and is not taken back.
          </p>
        </Dialog>
      )}
    </>
  )
}
