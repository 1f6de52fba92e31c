'use client'

import Link from 'next/link'
import { z } from 'zod'
import { useCommand } from '../panel/useCommand'
import type { MyClock } from './readMyWork'
import { TaskClock } from './TaskClock'

const paused = z.object({ id: z.string() })

/** The own clock that runs, wherever it was started. */
export function RunningClock({ clock: { startedAt, task } }: { clock: MyClock }) {
  const { run, isBusy, faults } = useCommand()
  const times = [
    { id: '', startedAt, endedAt: null, minutes: null, isForgotten: false, isMine: true },
  ]
  return (
    <section className="floor-strip" aria-label="Your running clock">
      <TaskClock times={times} estimateMinutes={Number.POSITIVE_INFINITY} />
      <Link href={`/admin/collections/tasks/${task.id}`}>{task.title}</Link>
      <button
        type="button"
        className="panel-button"
        disabled={isBusy}
        onClick={() =>
          void run({ path: `/api/tasks/${task.id}/pause`, schema: paused, done: () => undefined })
        }
      >
        Pause
      </button>
      <span role="alert" className="panel-field__fault">
        {faults.join(' ')}
      </span>
    </section>
  )
}
