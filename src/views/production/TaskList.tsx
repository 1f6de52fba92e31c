'use client'

import { isReady } from '../../domain/production/progress'
import { Badge } from '../panel/Badge'
import { Card } from '../panel/blocks'
import type { ShownTask } from './pending'
import { taskLook } from './states'
import { TaskLink } from './TaskLink'
import { minutesInWords } from './work'

type Props = { tasks: readonly ShownTask[]; current: string; today: string }

/** Where the list stands on the page. */
export const TASK_LIST_ID = 'floor-tasks'

/** All tasks of the build in the order of the floor, to step to any of them. */
export const TaskList = ({ tasks, current, today }: Props) => (
  <div id={TASK_LIST_ID}>
    <Card title="All tasks of this build">
      <ol className="floor-all">
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskLink task={task.id} aria-current={task.id === current ? 'step' : undefined}>
              <span className="floor-all__number">{task.sequence}</span>
              <span className="floor-all__title">
                {task.title}
                {task.dueDate !== null && task.dueDate < today && task.completedBy === null && (
                  <small>late</small>
                )}
              </span>
              <span className="floor-all__minutes">{minutesInWords(task.estimateMinutes)}</span>
              <Badge
                look={
                  task.status === 'PENDING' && isReady(task, tasks)
                    ? { label: 'Ready', tone: 'teal' }
                    : taskLook(task.status)
                }
              />
            </TaskLink>
          </li>
        ))}
      </ol>
    </Card>
  </div>
)
