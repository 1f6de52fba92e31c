'use client'

import { toast } from '@payloadcms/ui'
import type { OfferedMove } from '../../services/builds/moves'
import { writtenBuild } from '../builds/BuildMoves'
import { useCommand } from '../panel/useCommand'

type Props = { build: { id: string; buildNumber: string }; move: OfferedMove }

/** Everything is done: the build goes on to the next room. */
export function HandOver({ build, move }: Props) {
  const { run, isBusy, faults } = useCommand()
  return (
    <>
      <button
        type="button"
        className="panel-button panel-button--primary floor-button"
        disabled={isBusy}
        onClick={() =>
          void run({
            path: `/api/builds/${build.id}?depth=0`,
            method: 'PATCH',
            schema: writtenBuild,
            body: { status: move.to },
            done: () => toast.success(`${move.label}: done for ${build.buildNumber}.`),
          })
        }
      >
        {isBusy ? 'One moment…' : move.label}
        <span className="panel-hidden"> ({build.buildNumber})</span>
      </button>
      <span role="alert" className="panel-field__fault">
        {faults.join(' ')}
      </span>
    </>
  )
}
