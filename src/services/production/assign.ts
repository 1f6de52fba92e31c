import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { taskStateInWords } from '../../domain/production/codes'
import type { Task } from '../../payload-types'
import { refused } from '../http'
import { isActiveAssembler } from '../people/assemblers'
import { idOf } from '../relation'
import { stopClocksOf, stopOtherClocks } from './clock'

/** Judges who gets a task: an open task, an active assembler. */
export async function judgeTaskChange(
  req: PayloadRequest,
  before: Task,
  after: Task,
): Promise<void> {
  const assignee = idOf(after.assignedTo)
  if (assignee !== idOf(before.assignedTo)) {
    if (before.status === 'COMPLETED' || before.status === 'CANCELLED') {
      throw refused({
        code: 'wrong_state',
        field: 'assignedTo',
        message: `Task "${before.title}" is ${taskStateInWords(before.status)}: there is nothing left to assign.`,
      })
    }
    if (assignee !== '' && !(await isActiveAssembler(req, assignee))) {
      throw refused({
        code: 'invalid_value',
        field: 'assignedTo',
        message: 'Only an active assembler can have a task. Choose another person.',
      })
    }
  }
}

/** A task that somebody else is given is theirs: whoever worked on it before stops, and so does their clock. */
export async function followAssignment(
  req: PayloadRequest,
  before: Task,
  after: Task,
): Promise<void> {
  const assignee = idOf(after.assignedTo)
  if (assignee === idOf(before.assignedTo)) return
  await stopOtherClocks(req, {
    task: after.id,
    build: idOf(after.build),
    keeper: assignee || null,
  })
}

/**
 * Open tasks follow their build to its new assembler, and the clock of the former one stops; tasks that
 * somebody else was given stay there.
 */
export async function handOverTasks(
  req: PayloadRequest,
  { build, from, to }: { build: string; from: string; to: string },
): Promise<void> {
  if (from) await stopClocksOf(req, { build, user: from })
  await rowsOf(
    req,
    sql`update tasks set assigned_to_id = ${to || null}, rev = rev + 1, updated_at = now()
        where build_id = ${build} and status in ('PENDING', 'IN_PROGRESS', 'BLOCKED')
          and (assigned_to_id is null or assigned_to_id = ${from || null})`,
  )
}
