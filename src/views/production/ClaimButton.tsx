'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { Dialog } from '../panel/Dialog'
import { useCommand } from '../panel/useCommand'

const claimed = z.object({ id: z.string() })

/** Takes a build after a second look. Who comes too late reads so, and the list is read anew. */
export function ClaimButton({ build }: { build: { id: string; buildNumber: string } }) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const { run, isBusy, faults, forget } = useCommand()
  const close = () => {
    setAsking(false)
    if (faults.length > 0) router.refresh()
    forget()
  }
  const claim = () =>
    void run({
      path: `/api/builds/${build.id}/claim`,
      schema: claimed,
      done: () => {
        toast.success(`${build.buildNumber} is yours.`)
        setAsking(false)
      },
    })
  return (
    <>
      <button
        type="button"
        className="panel-button floor-button"
        onClick={() => setAsking(true)}
        aria-label={`Claim ${build.buildNumber}`}
      >
        Claim
      </button>
      {isAsking && (
        <Dialog
          title={`Claim ${build.buildNumber}?`}
          action="Claim it"
          close={close}
          submit={claim}
          isBusy={isBusy}
          faults={faults}
        >
          <p>
            You build it from the first task to the closed crate. Only a production coordinator can
            give it to somebody else.
          </p>
        </Dialog>
      )}
    </>
  )
}
