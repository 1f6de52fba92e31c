'use client'

import { toast } from '@payloadcms/ui'
import { useCommand } from '../panel/useCommand'
import { writtenBuild } from './BuildMoves'

type Props = {
  build: { id: string; rev?: number | null }
  /** Ids of the warnings that nobody has acknowledged yet. */
  warnings: readonly string[]
}

/** Says that the warnings were read which a change of the build has brought up. */
export function AcknowledgeButton({ build, warnings }: Props) {
  const { run, isBusy, faults } = useCommand()
  return (
    <>
      <button
        type="button"
        className="panel-button panel-no-print"
        disabled={isBusy}
        onClick={() =>
          void run({
            path: `/api/builds/${build.id}?depth=0`,
            method: 'PATCH',
            schema: writtenBuild,
            body: { acknowledged: warnings, rev: build.rev },
            done: () => {
              toast.success('Acknowledged.')
            },
          })
        }
      >
        I have read and accept {warnings.length === 1 ? 'it' : 'them'}
      </button>
      {faults.map((sentence) => (
        <p key={sentence} role="alert" className="panel-notice panel-notice--bad">
          {sentence}
        </p>
      ))}
    </>
  )
}
