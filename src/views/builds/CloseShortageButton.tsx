'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { MoveDialog } from '../panel/MoveDialog'
import { useCommand } from '../panel/useCommand'

type Props = { build: { id: string; buildNumber: string } }

const closed = z.object({ id: z.string(), status: z.string() })

/** Says that the parts are here which a held build waits for; for those who buy them. */
export function CloseShortageButton({ build }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { run, isBusy, faults, forget } = useCommand()
  const close = () => {
    forget()
    setOpen(false)
  }
  return (
    <>
      <button
        type="button"
        className="panel-button panel-button--wide panel-button--primary"
        onClick={() => setOpen(true)}
      >
        Close the shortage…
      </button>
      {isOpen && (
        <MoveDialog
          title={`Close the shortage: build ${build.buildNumber}`}
          action="Close the shortage"
          warning="The parts are here: tasks that wait for them are to do again, and the build goes on where it was."
          needsReason={false}
          holdClasses={[]}
          isDanger={false}
          isBusy={isBusy}
          faults={faults}
          close={close}
          submit={({ note }) =>
            void run({
              path: `/api/builds/${build.id}/close-shortage`,
              schema: closed,
              body: { note },
              done: () => {
                toast.success(`The shortage is closed: ${build.buildNumber} goes on.`)
                close()
              },
            })
          }
        />
      )}
    </>
  )
}
