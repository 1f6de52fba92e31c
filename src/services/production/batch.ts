import type { PayloadRequest } from 'payload'
import { lockTask, moveTask } from './move'

export type Change = {
  tasks: readonly string[]
  assignedTo?: string | null | undefined
  dueDate?: string | null | undefined
  /** Cancels the tasks, for this reason. */
  cancel?: string | undefined
}

/** Assigns, dates or cancels several tasks at once: each is judged like a single one, all or none change. */
export async function changeTasks(
  req: PayloadRequest,
  { tasks, assignedTo, dueDate, cancel }: Change,
): Promise<{ tasks: string[] }> {
  const ids = [...new Set(tasks)].toSorted()
  for (const id of ids) {
    await lockTask(req, id)
    if (assignedTo !== undefined || dueDate !== undefined) {
      await req.payload.update({
        collection: 'tasks',
        id,
        data: {
          ...(assignedTo !== undefined && { assignedTo }),
          ...(dueDate !== undefined && { dueDate }),
        },
        depth: 0,
        overrideAccess: false,
        req,
      })
    }
    if (cancel !== undefined) await moveTask(req, id, { to: 'CANCELLED', reason: cancel })
  }
  return { tasks: ids }
}
