'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { Dialog } from '../panel/Dialog'
import { useCommand } from '../panel/useCommand'
import { ExportLinks } from './ExportLinks'
import { ShareDialog, type Sharing } from './ShareDialog'
import { SignDialog, type Act } from './SignDialog'

export type BomRights = {
  send: boolean
  decide: boolean
  regenerate: boolean
  export: boolean
  share: boolean
}

type Props = {
  bom: { id: string; title: string; unresolved: number }
  buildId: string
  buildNumber: string
  rights: BomRights
  sharing: Sharing
  signer: { name: string; role: string }
  /** Where the page of a new version is; null stays here. */
  follow: boolean
}

/** The moves that this person may make with this version now. */
export function BomActions(props: Props) {
  const { bom, buildId, buildNumber, rights, sharing, signer, follow } = props
  const router = useRouter()
  const [act, setAct] = useState<Act | 'regenerate' | 'share' | null>(null)
  const { run, isBusy, faults, forget } = useCommand()
  const close = () => {
    forget()
    setAct(null)
  }
  const send = () =>
    void run({
      path: `/api/boms/${bom.id}/submit`,
      schema: z.object({ id: z.string() }),
      done: () => toast.success('Sent to Procurement for approval.'),
    })
  const regenerate = () =>
    void run({
      path: `/api/builds/${buildId}/bom`,
      schema: z.object({ id: z.string(), version: z.number() }),
      done: ({ id, version }) => {
        toast.success(`Version ${version} was generated.`)
        close()
        if (follow) router.push(`/admin/collections/boms/${id}`)
      },
    })

  return (
    <div className="panel-stack">
      <div className="panel-actions">
        {rights.decide && (
          <>
            <button
              type="button"
              className="panel-button panel-button--primary"
              disabled={bom.unresolved > 0}
              onClick={() => setAct('approve')}
            >
              Approve…
            </button>
            <button
              type="button"
              className="panel-button panel-button--danger"
              onClick={() => setAct('reject')}
            >
              Reject…
            </button>
          </>
        )}
        {rights.send && (
          <button
            type="button"
            className="panel-button panel-button--primary"
            disabled={isBusy}
            onClick={send}
          >
            Send for approval
          </button>
        )}
        {rights.regenerate && (
          <button type="button" className="panel-button" onClick={() => setAct('regenerate')}>
            Generate again…
          </button>
        )}
        {rights.export && <ExportLinks path={`/api/boms/${bom.id}/export`} />}
        {rights.share && (
          <button type="button" className="panel-button" onClick={() => setAct('share')}>
            Share…
          </button>
        )}
        <button type="button" className="panel-button" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {act === null && faults.length > 0 && (
        <div role="alert" className="panel-notice panel-notice--bad">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      {(act === 'approve' || act === 'reject') && (
        <SignDialog act={act} bom={bom} signer={signer} close={close} />
      )}
      {act === 'share' && <ShareDialog bom={bom} sharing={sharing} close={close} />}
      {act === 'regenerate' && (
        <Dialog
          title={`Generate the BOM of ${buildNumber} again`}
          close={close}
          submit={regenerate}
          action="Generate new version"
          isBusy={isBusy}
          faults={faults}
        >
          <p>
            The next version is made from the build&apos;s configuration and the catalogue as it
            stands now. This version becomes superseded, an approval with it, and the new one has to
            be sent and approved.
          </p>
        </Dialog>
      )}
    </div>
  )
}
