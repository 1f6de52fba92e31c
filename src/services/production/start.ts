import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { refused } from '../http'
import { startClock, type Ago } from './clock'
import { demandMover, demandProduction, lockTask, moveTask, movedOf, type MovedTask } from './move'

/**
 * Starts a task, or goes on with one whose own clock was paused: its state stays, the clock runs again
 * (handbook 9.1). What is completed is reopened on purpose, never by a start that comes late.
 */
export async function startTask(
  req: PayloadRequest,
  id: string,
  ago: Ago = null,
): Promise<MovedTask> {
  const { task, build } = await lockTask(req, id)
  if (task.status !== 'IN_PROGRESS' && task.status !== 'COMPLETED')
    return moveTask(req, id, { to: 'IN_PROGRESS', ago })

  demandMover(req, task, build)
  if (task.status === 'COMPLETED' || (await isRunning(req, id))) {
    throw refused({
      code: 'unknown_transition',
      field: 'status',
      message:
        task.status === 'COMPLETED'
          ? 'This task is COMPLETED: reopen it to work on it again.'
          : 'This task is IN_PROGRESS already, and your clock runs on it.',
      details: { from: task.status, to: 'IN_PROGRESS' },
    })
  }
  await demandProduction(req, build)
  await startClock(req, { task: id, build: build.id, ago })
  return movedOf(task)
}

async function isRunning(req: PayloadRequest, task: string): Promise<boolean> {
  const running = await rowsOf(
    req,
    sql`select id from time_entries
        where task_id = ${task} and user_id = ${req.user?.id ?? null} and ended_at is null`,
  )
  return running.length > 0
}
