import type { TaskCategory, TaskReview, TaskStatus } from './codes'
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
  /** What it asks for, in English. */
  title: string
  /** Code of its work instruction. */
  instruction: string | null
  parts: readonly { partNumber: string; quantity: number }[]
  /** What a person has still to decide on, from an earlier version of the plan. */
  review: TaskReview | null
}

export type Reconciliation = {
  /** Not there yet. */
  add: PlannedTask[]
  /** Still planned and never begun: it is what the plan says now. */
  keep: { id: string; task: PlannedTask }[]
  /**
   * Still planned, begun and not finished: what it takes and waits for is written anew, the rest stays as it
   * was worked to. `review` where the plan asks for something else by now.
   */
  begun: { id: string; task: PlannedTask; review: TaskReview | null }[]
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
    begun: [],
    revive: [],
    cancel: [],
    review: [],
  }
  for (const task of existing) {
    const { id, key, status, category, isStarted, reason } = task
    if (category === 'REWORK' || status === 'COMPLETED') continue

    const plan = wanted.get(key)
    if (status === 'CANCELLED') {
      if (plan && reason === NO_LONGER_PLANNED) result.revive.push({ id, task: plan })
    } else if (plan && isStarted)
      result.begun.push({ id, task: plan, review: reviewOf(task, plan) })
    else if (plan) result.keep.push({ id, task: plan })
    else if (isStarted) result.review.push({ id, key })
    else result.cancel.push({ id, key, reason: NO_LONGER_PLANNED })
  }
  return result
}

/** A change that nobody has dealt with yet stays told, whatever comes after it. */
function reviewOf(task: ExistingTask, plan: PlannedTask): TaskReview | null {
  const isSame =
    task.title === plan.title.en &&
    task.instruction === plan.instruction &&
    amounts(task.parts) === amounts(plan.parts)
  return isSame && task.review !== 'CHANGED' ? null : 'CHANGED'
}

const amounts = (parts: ExistingTask['parts']): string =>
  parts
    .map(({ partNumber, quantity }) => `${quantity} ${partNumber}`)
    .toSorted()
    .join()

/**
 * The keys of all tasks but rework in the order of the floor: the plan, and between it what it dropped, where
 * that stood before.
 * @param existing in their order until now
 */
export function floorOrder(
  existing: readonly Pick<ExistingTask, 'key' | 'category'>[],
  planned: readonly Pick<PlannedTask, 'key'>[],
): string[] {
  const order = planned.map(({ key }) => key)
  let next = 0
  for (const { key, category } of existing) {
    if (category === 'REWORK') continue
    const index = order.indexOf(key)
    if (index < 0) order.splice(next, 0, key)
    next = index < 0 ? next + 1 : index + 1
  }
  return order
}
