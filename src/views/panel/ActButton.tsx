'use client'

import { toast } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import { useCommand, type Act } from './useCommand'

type Props<Answer> = Omit<Act<Answer>, 'done'> & {
  /** The sentence that says it is done. */
  done: string
  children: ReactNode
}

/** A button that does one thing at once, with nothing to fill in; below it stands why it was refused. */
export function ActButton<Answer>({ done, children, ...act }: Props<Answer>) {
  const { run, isBusy, faults } = useCommand()
  return (
    <>
      <button
        type="button"
        className="panel-button panel-no-print"
        disabled={isBusy}
        onClick={() =>
          void run({
            ...act,
            done: () => {
              toast.success(done)
            },
          })
        }
      >
        {children}
      </button>
      {faults.map((sentence) => (
        <p key={sentence} role="alert" className="panel-notice panel-notice--bad">
          {sentence}
        </p>
      ))}
    </>
  )
}
