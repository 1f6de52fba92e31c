import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { Decision } from '../../domain/refusal'
import { SYSTEM } from '../../domain/roles'
import { decideMove } from '../../domain/workflow/decide'
import { stateLabel } from '../../domain/workflow/definition'
import { systemWithin } from '../actor'
import { recordWrites, type AuditEntry } from '../audit'
import { factsOfBuild } from '../builds/facts'
import { refreshStandingOfBuild } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { lockBuild } from '../quality/inspections'
import { idOf } from '../relation'
import { expectAddressed } from '../revision'
import type { Build } from '../../payload-types'
import type { BuildRow } from './move'

type Held = Pick<BuildRow, 'id' | 'status' | 'heldFrom' | 'holdClass' | 'workflow'>

const CLOSED = 'The shortage is closed.'

/** The build as it was when it was put on hold; any other as it is. */
export async function asBeforeHold(req: PayloadRequest, build: BuildRow): Promise<BuildRow> {
  const { content } = await workflowRelease(req, build.workflow)
  return build.status === content.hold.state && build.heldFrom !== null
    ? { ...build, status: build.heldFrom }
    : build
}

export const heldOf = (build: Build): Held => ({
  id: build.id,
  status: build.status,
  heldFrom: build.heldFrom ?? null,
  holdClass: build.holdClass ?? null,
  workflow: idOf(build.workflow),
})

/**
 * Resumes a build that was held for parts once none of its tasks waits for any, in the name of the system
 * and in the transaction of whoever closed the last shortage (T11s). Any other hold waits for a person.
 */
export async function resumeSupplied(req: PayloadRequest, build: Held): Promise<void> {
  if (isHeldForParts(build) && (await decideResume(req, build)).ok) await resume(req, build, CLOSED)
}

const isHeldForParts = (build: Held): build is Held & { heldFrom: string } =>
  build.heldFrom !== null && build.holdClass === 'PARTS_SHORTAGE'

async function decideResume(
  req: PayloadRequest,
  { id, status: from, heldFrom: to, workflow }: Held & { heldFrom: string },
): Promise<Decision<unknown>> {
  const { content } = await workflowRelease(req, workflow)
  return decideMove(content, { from, to, actor: SYSTEM, facts: await factsOfBuild(req, id) })
}

async function resume(
  req: PayloadRequest,
  { id, heldFrom: status }: Held & { heldFrom: string },
  statusNote: string,
): Promise<void> {
  await req.payload.update({
    collection: 'builds',
    id,
    data: { status, statusNote },
    depth: 0,
    req: await systemWithin(req),
  })
}

/**
 * The missing parts are here, says whoever buys them (handbook 4.2): the tasks that wait for parts are to do
 * again, and the build goes on where it was, whether a task, a coordinator or nobody knows any more what it
 * waited for. Refuses with `wrong_state` a build that is not on hold for parts.
 * @param note stands in the history; why the build may go on
 */
export async function closeShortage(
  req: PayloadRequest,
  id: string,
  note: string | null,
): Promise<{ id: string; status: string; tasks: string[] }> {
  const found = await lockBuild(req, id)
  await expectAddressed(req, 'builds', id)
  const build = heldOf(found)
  if (!isHeldForParts(build)) {
    const { content } = await workflowRelease(req, build.workflow)
    throw refused({
      code: 'wrong_state',
      message: `Build ${found.buildNumber} is ${stateLabel(content, build.status)} and waits for no parts: there is no shortage to close.`,
      details: { status: build.status, holdClass: build.holdClass },
    })
  }
  const reason = note || CLOSED
  const tasks = await rowsOf<{ id: string }>(
    req,
    sql`update tasks set status = 'PENDING', reason = null, block_class = null, problem = null,
               rev = rev + 1, updated_at = now()
        where build_id = ${id} and status = 'BLOCKED' and block_class = 'PARTS_SHORTAGE' returning id`,
  )
  await recordWrites(req, [
    ...tasks.map((task): AuditEntry => ({
      action: 'update',
      resource: 'tasks',
      resourceId: task.id,
      before: { status: 'BLOCKED', blockClass: 'PARTS_SHORTAGE' },
      after: { status: 'PENDING', blockClass: null },
      reason,
    })),
    {
      action: 'update',
      resource: 'builds',
      resourceId: id,
      before: { holdClass: 'PARTS_SHORTAGE' },
      after: { holdClass: null },
      reason,
    },
  ])
  orThrow(await decideResume(req, build))
  await resume(req, build, reason)
  await refreshStandingOfBuild(req, id)
  return { id, status: build.heldFrom, tasks: tasks.map((task) => task.id) }
}
