'use client'

import Link from 'next/link'
import { isClosed, progressOf } from '../../domain/production/progress'
import { ProgressBar } from './ProgressBar'
import { runningOf, type ShownTask } from './pending'
import { TaskLink } from './TaskLink'
import { TASK_LIST_ID } from './TaskList'
import { minutesInWords, type Work } from './work'

type Props = { work: Work; tasks: readonly ShownTask[]; current: string }

/** How far the build is, and where the own clock runs if it is not here. */
export function BuildProgress({ work: { build, elsewhere }, tasks, current }: Props) {
  const left = tasks
    .filter((task) => !isClosed(task))
    .reduce((sum, { estimateMinutes }) => sum + estimateMinutes, 0)
  const closed = tasks.filter(isClosed).length
  const running = tasks.find(({ times }) => runningOf(times))
  const position = tasks.findIndex(({ id }) => id === current) + 1
  return (
    <section className="floor-progress" aria-label="Progress of the build">
      <div className="floor-progress__words">
        {build && (
          <Link href={`/admin/collections/builds/${build.id}/tasks`}>
            Build <strong>{build.buildNumber}</strong>
          </Link>
        )}
        <span>
          Task {position} of {tasks.length}
        </span>
        <span>{closed} closed</span>
        <span>{minutesInWords(left)} of work left</span>
        <button
          type="button"
          className="panel-button"
          onClick={() => document.getElementById(TASK_LIST_ID)?.scrollIntoView()}
        >
          All tasks
        </button>
        <Link className="panel-button" href={`/admin/collections/tasks/${current}/history`}>
          History
        </Link>
      </div>
      <ProgressBar share={progressOf(tasks)} label="Completed minutes of this build" />
      {running && running.id !== current && (
        <p className="floor-running">
          Your clock runs on <TaskLink task={running.id}>{running.title}</TaskLink>. Starting this
          task stops it there.
        </p>
      )}
      {!running && elsewhere && (
        <p className="floor-running">
          Your clock runs on{' '}
          <a href={`/admin/collections/tasks/${elsewhere.taskId}`}>
            {elsewhere.title}
            {elsewhere.buildNumber && `, build ${elsewhere.buildNumber}`}
          </a>
          . Starting this task stops it there.
        </p>
      )}
    </section>
  )
}
