import type { PayloadRequest } from 'payload'
import { SYSTEM } from '../../domain/roles'
import { decideMove } from '../../domain/workflow/decide'
import { systemWithin } from '../actor'
import { factsOfBuild } from '../builds/facts'
import { workflowRelease } from '../configuration/releases'
import type { BuildRow } from './move'

/** The build as it was when it was put on hold; any other as it is. */
export async function asBeforeHold(req: PayloadRequest, build: BuildRow): Promise<BuildRow> {
  const { content } = await workflowRelease(req, build.workflow)
  return build.status === content.hold.state && build.heldFrom !== null
    ? { ...build, status: build.heldFrom }
    : build
}

/**
 * Resumes a build that was held for parts once none of its tasks waits for any, in the name of the system
 * and in the transaction of whoever closed the last shortage (T11s). Any other hold waits for a person.
 */
export async function resumeSupplied(req: PayloadRequest, build: BuildRow): Promise<void> {
  const { id, status: from, heldFrom: to, holdClass } = build
  if (to === null || holdClass !== 'PARTS_SHORTAGE') return
  const { content } = await workflowRelease(req, build.workflow)
  const facts = await factsOfBuild(req, id)
  if (!decideMove(content, { from, to, actor: SYSTEM, facts }).ok) return
  await req.payload.update({
    collection: 'builds',
    id,
    data: { status: to, statusNote: 'The shortage is closed.' },
    depth: 0,
    req: await systemWithin(req),
  })
}
