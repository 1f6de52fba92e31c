import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { Build } from '../../payload-types'
import { recordAudits } from '../audit'
import { stopClocksOf } from './clock'

/** Why the work of a cancelled build ended: an override that brings the build back brings it back too. */
export const BUILD_CANCELLED = 'The build was cancelled.'

/** Whoever is working on the build stops: nobody's clock runs on a build that waits. */
export const stopClocks = (req: PayloadRequest, { id }: Pick<Build, 'id'>): Promise<void> =>
  stopClocksOf(req, { build: id })

/** A cancelled build leaves nothing to do: tasks, clocks and drafts end with it (T12, T13). */
export async function closeOpenWork(req: PayloadRequest, build: Build): Promise<void> {
  await stopClocks(req, build)
  const tasks = await rowsOf<{ id: string; status: string }>(
    req,
    sql`with open as (
          select id, status::text as status from tasks
          where build_id = ${build.id} and status in ('PENDING', 'IN_PROGRESS', 'BLOCKED')
        )
        update tasks t set status = 'CANCELLED', reason = ${BUILD_CANCELLED}, rev = t.rev + 1, updated_at = now()
        from open where t.id = open.id returning t.id, open.status`,
  )
  const drafts = await rowsOf<{ id: string }>(
    req,
    sql`update inspections set state = 'VOID', rev = rev + 1, updated_at = now()
        where build_id = ${build.id} and state = 'DRAFT' returning id`,
  )
  await recordAudits(req, [
    ...tasks.map(({ id, status }) => ({
      action: 'update' as const,
      resource: 'tasks',
      resourceId: id,
      before: { status },
      after: { status: 'CANCELLED' },
      reason: BUILD_CANCELLED,
    })),
    ...drafts.map(({ id }) => ({
      action: 'update' as const,
      resource: 'inspections',
      resourceId: id,
      before: { state: 'DRAFT' },
      after: { state: 'VOID' },
      reason: BUILD_CANCELLED,
    })),
  ])
}
