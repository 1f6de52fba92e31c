'use client'

import { toast } from '@payloadcms/ui'
import Link from 'next/link'
import { useState } from 'react'
import { z } from 'zod'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Dialog } from '../panel/Dialog'
import { TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'

type Props = {
  build: { id: string; buildNumber: string; rev?: number | null }
  from: number
  to: number
  /** Stands among others of its kind: its name says the build. */
  isListed?: boolean
}

export const movedBuild = z.object({ id: z.string(), version: z.number() })

/** Takes a build on its way to the release of its family that is in force now; for an Admin. */
export function MoveToReleaseButton({ build, from, to, isListed = false }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults, forget } = useCommand()
  const reasonFault =
    reason.trim().length < REASON_LENGTH.min ? 'Say why: at least 3 characters.' : null
  const close = () => {
    forget()
    setTried(false)
    setOpen(false)
  }
  const submit = () => {
    setTried(true)
    if (reasonFault) return
    void run({
      path: `/api/builds/${build.id}/release`,
      schema: movedBuild,
      body: { reason: reason.trim(), rev: build.rev ?? undefined },
      done: ({ version }) => {
        toast.success(`On release ${version} now. A new BOM version was made.`)
        close()
      },
    })
  }
  return (
    <>
      <button
        type="button"
        className="panel-button panel-no-print"
        onClick={() => {
          setReason('')
          setOpen(true)
        }}
      >
        Move to release {to}…
        {isListed && <span className="panel-hidden"> for build {build.buildNumber}</span>}
      </button>
      {isOpen && (
        <Dialog
          title={`Move build ${build.buildNumber} from release ${from} to release ${to}`}
          close={close}
          submit={submit}
          action={`Move to release ${to}`}
          isBusy={isBusy}
          faults={faults}
        >
          <p>
            The build pinned release {from} when it was ordered. Under release {to} a new version of
            its bill of materials is made, which has to be sent and approved. Your name and the
            reason stand in its history.
          </p>
          <TextArea
            label="Reason"
            value={reason}
            change={setReason}
            maxLength={REASON_LENGTH.max}
            required
            fault={isTried ? reasonFault : null}
          />
          {faults.length > 0 && (
            <p>
              <Link href={`/admin/collections/builds/${build.id}/configure?release=current`}>
                Answer what release {to} asks for
              </Link>
            </p>
          )}
        </Dialog>
      )}
    </>
  )
}
