'use client'

import Link from 'next/link'
import { useState } from 'react'
import type { Serial } from '../../domain/production/taskMove'
import { CompleteDialog } from './CompleteDialog'
import { runningOf, type ShownTask } from './pending'
import { ProblemDialog } from './ProblemDialog'
import { ReasonDialog } from './ReasonDialog'
import { TaskLink } from './TaskLink'
import type { Act } from './useWork'
import type { Work } from './work'

type Props = {
  work: Work
  task: ShownTask
  waitsFor: readonly ShownTask[]
  /** The task to go on with after this one. */
  next: ShownTask | null
  serials: readonly Serial[]
  /** The build is where its tasks may move. */
  isReady: boolean
  act: Act
}

/** The big buttons, always in reach at the foot of the screen. */
export function TaskActs({ work, task, waitsFor, next, serials, isReady, act }: Props) {
  const [dialog, setDialog] = useState<'complete' | 'problem' | 'cancel' | null>(null)
  const close = () => setDialog(null)
  const { id, title, status } = task
  const isRunning = runningOf(task.times) !== null
  const mayStart =
    (status === 'PENDING' && waitsFor.length === 0) ||
    (status === 'BLOCKED' && waitsFor.length === 0) ||
    (status === 'IN_PROGRESS' && !isRunning)
  const isOpen = status === 'PENDING' || status === 'IN_PROGRESS' || status === 'BLOCKED'
  const start = () => void act(id, 'start', `Start “${title}”`)

  return (
    <div className="floor-acts" role="group" aria-label="What to do with this task">
      {isOpen && !isRunning && (
        <button
          type="button"
          className={bigButton(status !== 'IN_PROGRESS' || !isRunning)}
          disabled={!isReady || !mayStart}
          onClick={start}
        >
          {status === 'PENDING' ? 'Start' : 'Go on'}
        </button>
      )}
      {isRunning && status === 'IN_PROGRESS' && (
        <button
          type="button"
          className={bigButton(false)}
          disabled={!isReady}
          onClick={() => void act(id, 'pause', `Pause “${title}”`)}
        >
          Pause
        </button>
      )}
      {status === 'IN_PROGRESS' && (
        <button
          type="button"
          className={bigButton(isRunning)}
          disabled={!isReady}
          data-after-scan
          onClick={() => setDialog('complete')}
        >
          Complete
        </button>
      )}
      {(status === 'PENDING' || status === 'IN_PROGRESS') && (
        <button
          type="button"
          className={`${bigButton(false)} panel-button--danger`}
          disabled={!isReady}
          onClick={() => setDialog('problem')}
        >
          Report a problem
        </button>
      )}
      {!isOpen && (
        <>
          {next && (
            <TaskLink className={bigButton(true)} task={next.id}>
              Next: {next.title}
              {next.basin !== null && `, basin ${next.basin}`}
            </TaskLink>
          )}
          {!next && work.build && (
            <Link className={bigButton(true)} href="/admin">
              No other task is ready: to my board
            </Link>
          )}
          <button
            type="button"
            className={bigButton(false)}
            disabled={!isReady}
            onClick={() => void act(id, 'reopen', `Reopen “${title}”`)}
          >
            Reopen
          </button>
        </>
      )}
      {isOpen && work.me.role !== 'ASSEMBLER' && (
        <button
          type="button"
          className={bigButton(false)}
          disabled={!isReady}
          onClick={() => setDialog('cancel')}
        >
          Not needed…
        </button>
      )}
      {dialog === 'complete' && (
        <CompleteDialog work={work} task={task} serials={serials} act={act} close={close} />
      )}
      {dialog === 'problem' && <ProblemDialog work={work} task={task} act={act} close={close} />}
      {dialog === 'cancel' && (
        <ReasonDialog
          title={`“${title}” is not needed`}
          lead="The task is cancelled; what it would have ticked on the production form does not apply, with this reason."
          action="Cancel the task"
          close={close}
          submit={async (reason) => {
            if (await act(id, 'cancel', `Cancel “${title}”`, { reason })) close()
          }}
        />
      )}
    </div>
  )
}

const bigButton = (isPrimary: boolean): string =>
  `panel-button floor-button${isPrimary ? ' panel-button--primary' : ''}`
