'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import type { HoldClass } from '../../domain/orders/hold'
import type { OfferedMove } from '../../services/builds/moves'
import { Empty } from '../panel/blocks'
import { MoveDialog, type MoveNote } from '../panel/MoveDialog'
import { useCommand } from '../panel/useCommand'
import { OverrideDialog } from './OverrideDialog'

export type StateOption = { code: string; label: string }

type Props = {
  build: { id: string; buildNumber: string; status: string; rev?: number | null }
  moves: readonly OfferedMove[]
  /** Whether the build has ended, so that nobody moves it in the ordinary way. */
  isOver: boolean
  /** Whether something else is offered beside them. */
  isOffered?: boolean
  holdState: string
  cancelState: string
  /** What this person may hold the build for. */
  holdClasses: readonly HoldClass[]
  /** Where an override may lead; empty for everybody but an Admin. */
  overrides: readonly StateOption[]
}

export const writtenBuild = z.object({ doc: z.object({ id: z.string() }) })

/** The moves that this person may make now, and what still stands in their way. */
export function BuildMoves({ build, moves, isOver, isOffered, holdClasses, ...states }: Props) {
  const { holdState, cancelState, overrides } = states
  const [chosen, setChosen] = useState<OfferedMove | 'override' | null>(null)
  const { run, isBusy, faults, forget } = useCommand()
  const close = () => {
    forget()
    setChosen(null)
  }
  const write = (body: Readonly<Record<string, unknown>>, done: string) =>
    void run({
      path: `/api/builds/${build.id}?depth=0`,
      method: 'PATCH',
      schema: writtenBuild,
      body: { ...body, rev: build.rev },
      done: () => {
        toast.success(done)
        close()
      },
    })
  const move = ({ to, label }: OfferedMove, { note, holdClass }: MoveNote) =>
    write(
      { status: to, statusNote: note, ...(holdClass ? { holdClass } : {}) },
      `${label}: done for ${build.buildNumber}.`,
    )

  return (
    <div className="panel-stack">
      {moves.length === 0 &&
        !isOffered &&
        (isOver ? (
          <Empty title="This build has ended.">The history shows how far it came.</Empty>
        ) : (
          <Empty title="No move is yours to make now.">
            Other roles take this build further; the history shows how far it came.
          </Empty>
        ))}
      <ul className="panel-moves">
        {moves.map((offered) => (
          <li key={offered.transition}>
            <button
              type="button"
              className={`panel-button panel-button--wide${styleOf(offered, holdState, cancelState)}`}
              disabled={!offered.allowed}
              aria-describedby={offered.allowed ? undefined : `unmet-${offered.transition}`}
              onClick={() => setChosen(offered)}
            >
              {offered.label}…
            </button>
            {offered.unmet.length > 0 && (
              <ul id={`unmet-${offered.transition}`}>
                {offered.unmet.map(({ guard, message }) => (
                  <li key={guard}>{message}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
        {overrides.length > 0 && (
          <li>
            <button
              type="button"
              className="panel-button panel-button--wide panel-button--danger"
              onClick={() => setChosen('override')}
            >
              Override the workflow…
            </button>
          </li>
        )}
      </ul>
      {chosen === 'override' && (
        <OverrideDialog
          buildNumber={build.buildNumber}
          states={overrides}
          isBusy={isBusy}
          faults={faults}
          close={close}
          submit={(status, statusNote) =>
            write({ status, statusNote, override: true }, 'Moved by override.')
          }
        />
      )}
      {chosen !== null && chosen !== 'override' && (
        <MoveDialog
          title={`${chosen.label}: build ${build.buildNumber}`}
          action={chosen.label}
          warning={warningOf(chosen, holdState, cancelState)}
          needsReason={chosen.needsReason}
          holdClasses={chosen.to === holdState ? holdClasses : []}
          isDanger={chosen.to === cancelState}
          isBusy={isBusy}
          faults={faults}
          close={close}
          submit={(note) => move(chosen, note)}
        />
      )}
    </div>
  )
}

function styleOf({ to, allowed }: OfferedMove, holdState: string, cancelState: string): string {
  if (to === cancelState) return ' panel-button--danger'
  return allowed && to !== holdState ? ' panel-button--primary' : ''
}

function warningOf({ to }: OfferedMove, holdState: string, cancelState: string): string | null {
  if (to === cancelState)
    return 'A cancelled build ends without a product. It keeps its number and cannot be brought back by an ordinary move.'
  if (to === holdState)
    return 'Work on this build stops until somebody resumes it. It then goes on where it is now.'
  return null
}
