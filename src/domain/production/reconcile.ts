import type { TaskCategory, TaskStatus } from './codes'
import type { PlannedTask } from './generate'

/** A task of a build as it is stored. */
export type ExistingTask = {
  id: string
  key: string
  status: TaskStatus
  category: TaskCategory
  /** Work on it was begun at least once. */
  isStarted: boolean
  /** Why it was cancelled, else null. */
  reason: string | null
}

export type Reconciliation = {
  /** Not there yet. */
  add: PlannedTask[]
  /** Still planned and not finished: what it takes and waits for is written anew. */
  keep: { id: string; task: PlannedTask }[]
  /** Was dropped by an earlier version of the plan and is planned again: back to PENDING. */
  revive: { id: string; task: PlannedTask }[]
  /** No longer planned and never begun. */
  cancel: { id: string; key: string; reason: string }[]
  /** No longer planned but begun: a person has to decide. */
  review: { id: string; key: string }[]
}

/** How a task that the plan dropped is told apart from one that a person cancelled. */
export const NO_LONGER_PLANNED = 'No longer part of the approved bill of materials.'

/**
 * What has to change when a newly approved bill of materials or configuration changes what there
 * is to do (domain handbook 4.6). Completed tasks, rework and what a person cancelled stay as
 * they are.
 */
export function reconcileTasks(
  existing: readonly ExistingTask[],
  planned: readonly PlannedTask[],
): Reconciliation {
  const known = new Set(existing.map(({ key }) => key))
  const wanted = new Map(planned.map((task) => [task.key, task]))
  const result: Reconciliation = {
    add: planned.filter(({ key }) => !known.has(key)),
    keep: [],
    revive: [],
    cancel: [],
    review: [],
  }
  for (const { id, key, status, category, isStarted, reason } of existing) {
    if (category === 'REWORK' || status === 'COMPLETED') continue

    const task = wanted.get(key)
    if (status === 'CANCELLED') {
      if (task && reason === NO_LONGER_PLANNED) result.revive.push({ id, task })
    } else if (task) result.keep.push({ id, task })
    else if (isStarted) result.review.push({ id, key })
    else result.cancel.push({ id, key, reason: NO_LONGER_PLANNED })
  }
  return result
}
