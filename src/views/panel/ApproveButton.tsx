'use client'

import { toast } from '@payloadcms/ui'
import { z } from 'zod'
import { useCommand } from './useCommand'

type Props = { id: string; title: string; version: number }

const approved = z.object({ version: z.number() })

/** Marks a drawing as the one that the sink is compared with. The mark stays for good. */
export function ApproveButton({ id, title, version }: Props) {
  const { run, isBusy, faults } = useCommand()
  return (
    <>
      <button
        type="button"
        className="panel-button panel-no-print"
        disabled={isBusy}
        onClick={() =>
          void run({
            path: `/api/documents/${id}/approve`,
            schema: approved,
            body: {},
            done: () => {
              toast.success(`“${title}”, version ${version}, is approved.`)
            },
          })
        }
      >
        Approve this version
        <span className="panel-hidden"> of {title}</span>
      </button>
      {faults.map((sentence) => (
        <p key={sentence} role="alert" className="panel-notice panel-notice--bad">
          {sentence}
        </p>
      ))}
    </>
  )
}
