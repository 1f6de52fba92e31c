'use client'

import Link from 'next/link'
import { useState } from 'react'
import { TASK_REVIEW_LABELS } from '../../domain/production/codes'
import { openDependencies } from '../../domain/production/progress'
import { Badge } from '../panel/Badge'
import { Card, ScrollTable } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { useIsBrowser } from '../shared/useIsBrowser'
import { BatchBar } from './BatchBar'
import { recordedMinutes } from './pending'
import { taskLook } from './states'
import { minutesInWords, type Work, type WorkTask } from './work'

type Props = {
  work: Work
  assemblers: readonly { value: string; label: string }[]
  mayManage: boolean
}

/** The server changes at most this many tasks at once. */
const AT_ONCE = 50

/** All tasks of a build, to be followed, and by those who plan changed several at once. */
export function BuildTasks({ work: { tasks, today }, assemblers, mayManage }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const isBrowser = useIsBrowser()
  const selectable = tasks.filter(({ status }) => status !== 'COMPLETED' && status !== 'CANCELLED')
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const longest = Math.max(
    1,
    ...tasks.map((task) => Math.max(task.estimateMinutes, actualOf(task))),
  )
  const picked = selectable.filter(({ id }) => chosen.has(id))

  return (
    <Card title="Tasks">
      {mayManage && (
        <BatchBar
          chosen={picked.map(({ id }) => id)}
          assemblers={assemblers}
          chooseAll={() => setChosen(new Set(selectable.slice(0, AT_ONCE).map(({ id }) => id)))}
          clear={() => setChosen(new Set())}
          isTooMany={picked.length > AT_ONCE}
        />
      )}
      <ScrollTable label="Tasks of this build">
        <thead>
          <tr>
            {mayManage && (
              <th scope="col">
                <span className="panel-hidden">Choose</span>
              </th>
            )}
            <th scope="col" className="is-figure">
              No.
            </th>
            <th scope="col">Task</th>
            <th scope="col">State</th>
            <th scope="col">Assembler</th>
            <th scope="col">Due</th>
            <th scope="col">Waits for</th>
            <th scope="col" className="is-figure">
              Estimate
            </th>
            <th scope="col" className="is-figure">
              Actual
            </th>
            <th scope="col">Actual against estimate</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id}>
              {mayManage && (
                <td>
                  {selectable.includes(task) && (
                    <input
                      type="checkbox"
                      className="floor-choose"
                      aria-label={`Choose ${task.title}`}
                      checked={chosen.has(task.id)}
                      onChange={() => toggle(task.id)}
                    />
                  )}
                </td>
              )}
              <td className="is-figure">{task.sequence}</td>
              <th scope="row">
                <Link className="panel-row-link" href={`/admin/collections/tasks/${task.id}`}>
                  {task.title}
                </Link>
              </th>
              <td>
                <Badge look={taskLook(task.status)} />
                {task.reason && <span className="panel-table__sub">{task.reason}</span>}
                {task.review && (
                  <span className="panel-table__sub">
                    <strong>{TASK_REVIEW_LABELS[task.review]}</strong>
                  </span>
                )}
              </td>
              <td>{task.status === 'COMPLETED' ? task.completedBy : task.assignee}</td>
              <td className="is-short">
                {task.dueDate && dateInWords(task.dueDate)}
                {isLate(task, today) && <span className="panel-table__sub">late</span>}
              </td>
              <td>{numbersOf(openDependencies(task, tasks))}</td>
              <td className="is-figure">{minutesInWords(task.estimateMinutes)}</td>
              <td className="is-figure">
                {isBrowser && actualOf(task) > 0 && minutesInWords(actualOf(task))}
              </td>
              <td>
                <TimeBars task={task} actual={isBrowser ? actualOf(task) : 0} longest={longest} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </Card>
  )
}

const SHOWN = 4

/** "2, 3, 5, 7 and 12 more" */
function numbersOf(tasks: readonly WorkTask[]): string {
  const shown = tasks.slice(0, SHOWN).map(({ sequence }) => sequence)
  const more = tasks.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

const actualOf = ({ actualMinutes, status, times }: WorkTask): number =>
  status === 'COMPLETED' ? (actualMinutes ?? 0) : recordedMinutes(times, Date.now())

const isLate = ({ dueDate, status }: WorkTask, today: string): boolean =>
  dueDate !== null && dueDate < today && status !== 'COMPLETED' && status !== 'CANCELLED'

/** Two bars on one scale: what was planned, and what it took so far. The figures stand beside them. */
const TimeBars = ({
  task: { estimateMinutes },
  actual,
  longest,
}: {
  task: WorkTask
  actual: number
  longest: number
}) => (
  <svg className="floor-bars" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
    <rect className="is-estimate" width={(estimateMinutes / longest) * 100} height="6" />
    <rect
      className={actual > estimateMinutes ? 'is-over' : 'is-actual'}
      y="8"
      width={(actual / longest) * 100}
      height="6"
    />
  </svg>
)
