'use client'

import {
  BLOCK_CLASS_LABELS,
  TASK_REVIEW_LABELS,
  TASK_REVIEW_WORDS,
} from '../../domain/production/codes'
import { Badge } from '../panel/Badge'
import { Notice } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { recordedMinutes, runningOf, type ShownTask } from './pending'
import { taskLook } from './states'
import { TaskClock } from './TaskClock'
import { TaskLink } from './TaskLink'
import { minutesInWords, type Work } from './work'

type Props = { work: Work; task: ShownTask; waitsFor: readonly ShownTask[] }

/** What the task is, how it stands, and what it waits for. */
export function TaskHead({ work, task, waitsFor }: Props) {
  const { title, basin, status, estimateMinutes, dueDate, reason, blockClass, review } = task
  const isLate = dueDate !== null && dueDate < work.today && task.completedBy === null
  return (
    <section className="panel-card floor-head" aria-labelledby="floor-task">
      <div className="floor-head__title">
        <h1 id="floor-task">{title}</h1>
        {basin !== null && <span className="floor-chip">Basin {basin}</span>}
      </div>
      <div className="floor-head__facts">
        <Badge look={taskLook(status)} />
        {task.isPending && <Badge look={{ label: 'Waiting to be sent', tone: 'amber' }} />}
        {task.isRefused && <Badge look={{ label: 'Not accepted, see above', tone: 'red' }} />}
        {dueDate && (
          <span>
            Due {dateInWords(dueDate)}
            {isLate && <strong>, late</strong>}
          </span>
        )}
        {task.assignee && <span>{task.assignee}</span>}
      </div>
      <div className="floor-time">
        <div>
          <span>Estimate</span>
          <strong>{minutesInWords(estimateMinutes)}</strong>
        </div>
        <div>
          <span>{status === 'COMPLETED' ? 'It took' : 'On the clock'}</span>
          {status === 'COMPLETED' ? (
            <strong>{minutesInWords(task.actualMinutes ?? 0)}</strong>
          ) : (
            <TaskClock times={task.times} estimateMinutes={estimateMinutes} />
          )}
        </div>
      </div>
      <p className="panel-hidden" role="status">
        {runningOf(task.times)
          ? 'The clock runs.'
          : status === 'IN_PROGRESS'
            ? `The clock is stopped at ${minutesInWords(recordedMinutes(task.times, 0))}.`
            : ''}
      </p>
      {status === 'COMPLETED' && task.completedBy && <p>Completed by {task.completedBy}.</p>}
      {(status === 'BLOCKED' || status === 'CANCELLED') && (
        <Notice tone={status === 'BLOCKED' ? 'bad' : 'plain'}>
          <p>
            <strong>
              {status === 'BLOCKED'
                ? `Blocked: ${blockClass ? BLOCK_CLASS_LABELS[blockClass].toLowerCase() : 'a problem was reported'}.`
                : 'Cancelled.'}
            </strong>{' '}
            {reason}
          </p>
        </Notice>
      )}
      {review && (
        <Notice tone="warn">
          <p>
            <strong>{TASK_REVIEW_LABELS[review]}.</strong> {TASK_REVIEW_WORDS[review]}
          </p>
        </Notice>
      )}
      {waitsFor.length > 0 && (status === 'PENDING' || status === 'BLOCKED') && (
        <Notice tone="warn">
          <p>
            <strong>Waits for {waitsFor.length === 1 ? 'this task' : 'these tasks'} first:</strong>
          </p>
          <ul className="floor-links">
            {waitsFor.map(({ id, sequence, title: first }) => (
              <li key={id}>
                <TaskLink task={id}>
                  {sequence} {first}
                </TaskLink>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  )
}
