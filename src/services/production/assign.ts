import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { taskStateInWords } from '../../domain/production/codes'
import type { Task } from '../../payload-types'
import { recordWrites, type AuditEntry } from '../audit'
import { refused } from '../http'
import { isActiveAssembler } from '../people/assemblers'
import { idOf } from '../relation'
import { stopClocksOf, stopOtherClocks } from './clock'

/** Beside the act on the build, which tells its story: what that did to its tasks. */
export const HANDED_OVER = 'Handed over with the build.'

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
  const handed = await rowsOf<{ id: string; was: string | null }>(
    req,
    sql`with open as (
          select id, assigned_to_id as was from tasks
          where build_id = ${build} and status in ('PENDING', 'IN_PROGRESS', 'BLOCKED')
            and (assigned_to_id is null or assigned_to_id = ${from || null})
        )
        update tasks t set assigned_to_id = ${to || null}, rev = t.rev + 1, updated_at = now()
        from open where t.id = open.id returning t.id, open.was`,
  )
  await recordWrites(
    req,
    handed.map(({ id, was }): AuditEntry => ({
      action: 'update',
      resource: 'tasks',
      resourceId: id,
      before: { assignedTo: was },
      after: { assignedTo: to || null },
      reason: HANDED_OVER,
    })),
  )
}
