import type { PayloadRequest } from 'payload'
import { lockTask, moveTask, type MovedTask } from './move'

/** Takes a task back: a completed one is in progress again, a cancelled or blocked one is to do. */
export async function reopenTask(req: PayloadRequest, id: string): Promise<MovedTask> {
  const { task } = await lockTask(req, id)
  return moveTask(req, id, { to: task.status === 'COMPLETED' ? 'IN_PROGRESS' : 'PENDING' })
}
