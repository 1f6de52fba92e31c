import type { TaskStatus } from './codes'

/** A task among the others of its build. `dependsOn` holds ids of tasks of the same build. */
export type TaskStanding = {
  id: string
  sequence: number
  status: TaskStatus
  estimateMinutes: number
  dependsOn: readonly string[]
}

/** Nothing more will be done about it: a cancelled task holds nobody up. */
export const isClosed = ({ status }: Pick<TaskStanding, 'status'>): boolean =>
  status === 'COMPLETED' || status === 'CANCELLED'

/** Tasks that must be closed before this one starts; those that do not exist hold nobody up. */
export function openDependencies<Task extends TaskStanding>(
  { dependsOn }: Pick<TaskStanding, 'dependsOn'>,
  all: readonly Task[],
): Task[] {
  const wanted = new Set(dependsOn)
  return all.filter((task) => wanted.has(task.id) && !isClosed(task))
}

/** Everything that comes first is closed. */
export const isReady = (
  task: Pick<TaskStanding, 'dependsOn'>,
  all: readonly TaskStanding[],
): boolean => openDependencies(task, all).length === 0

/** The next task that could be started, in the order of the floor; null when there is none. */
export function nextTask<Task extends TaskStanding>(tasks: readonly Task[]): Task | null {
  const [next] = tasks
    .filter((task) => task.status === 'PENDING' && isReady(task, tasks))
    .toSorted((a, b) => a.sequence - b.sequence)
  return next ?? null
}

/**
 * Completed minutes over planned minutes, from 0 to 1 (domain handbook 9.1). Cancelled tasks are
 * no longer planned; a build whose tasks are all cancelled is through, one without tasks is not.
 */
export function progressOf(
  tasks: readonly Pick<TaskStanding, 'status' | 'estimateMinutes'>[],
): number {
  const minutes = (list: typeof tasks) =>
    list.reduce((sum, { estimateMinutes }) => sum + estimateMinutes, 0)
  const planned = tasks.filter(({ status }) => status !== 'CANCELLED')
  if (planned.length === 0) return tasks.length > 0 ? 1 : 0

  const total = minutes(planned)
  const done = planned.filter(({ status }) => status === 'COMPLETED')
  return total > 0 ? minutes(done) / total : done.length / planned.length
}
