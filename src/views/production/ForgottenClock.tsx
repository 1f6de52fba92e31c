'use client'

import { useState } from 'react'
import type { MyClock } from './readMyWork'
import { TimeDialog } from './TimeDialog'

/** A stretch that was left running, and the way to put it right. */
export function ForgottenClock({ clock }: { clock: MyClock }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <span>{clock.task.title}</span>
      <button type="button" className="panel-button" onClick={() => setOpen(true)}>
        Correct the time
        <span className="panel-hidden"> of {clock.task.title}</span>…
      </button>
      {isOpen && <TimeDialog time={clock} close={() => setOpen(false)} />}
    </li>
  )
}
