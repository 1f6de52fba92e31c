import type { PayloadRequest } from 'payload'
import { labelText } from '../../domain/label'
import { availableMoves, type AvailableMove } from '../../domain/workflow/decide'
import { actorOf } from '../actor'
import { workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { idOf } from '../relation'
import { factsOfBuild } from './facts'

export type OfferedMove = Omit<AvailableMove, 'label'> & { label: string }

/**
 * The moves that this person may make with a build, each with what is still missing in words. The same
 * table guards the write. A build outside the person's rows is `not_found`.
 */
export async function movesOf(req: PayloadRequest, id: string): Promise<OfferedMove[]> {
  const build = await req.payload.findByID({
    collection: 'builds',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!build) throw refused({ code: 'not_found', message: 'There is no such build.' })
  const { content } = await workflowRelease(req, idOf(build.workflow))
  const facts = await factsOfBuild(req, id)
  return availableMoves(content, build.status, actorOf(req), facts).map((move) => ({
    ...move,
    label: labelText(move.label),
  }))
}
