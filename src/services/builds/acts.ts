import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { may } from '../../../access/can'
import type { Capability } from '../../../access/matrix'
import type { Build, StatusEvent } from '../../payload-types'
import { HANDED_OVER } from '../production/assign'
import { TICKED } from '../production/ticks'
import { readAll } from '../readAll'
import { actsOn, type ActOn, type Readable } from '../recordHistory'

/** What belongs to a build, and who reads it at all; which rows, each collection says. */
const PARTS = [
  ['boms', 'boms.read'],
  ['tasks', 'tasks.read'],
  ['inspections', 'inspections.read'],
  ['nonconformances', 'nonconformances.read'],
] as const satisfies readonly (readonly [CollectionSlug, Capability])[]

/**
 * Acts that only say again what another one tells: an override beside its move, the signature under a form or
 * a bill of materials beside the verdict that it signs, tasks that follow their build to another assembler, and
 * the production form that follows its tasks.
 */
const TOLD_BY_ANOTHER: readonly Where[] = [
  { or: [{ resource: { not_equals: 'builds' } }, { action: { not_equals: 'override' } }] },
  { or: [{ resource: { not_in: ['boms', 'inspections'] } }, { action: { not_equals: 'sign' } }] },
  { or: [{ reason: { exists: false } }, { reason: { not_in: [HANDED_OVER, TICKED] } }] },
]

/** One happening of a build's story, with the move of the build if it was one. */
export type BuildAct = ActOn & { move: StatusEvent | null }

/**
 * What happened to a build, its bills of materials, tasks, forms and nonconformances, newest first and
 * each thing once: of each record only what the reader may see of it (handbook 1.3). `page` counts from 1.
 */
export async function buildActs(
  req: PayloadRequest,
  build: Build,
  page: number,
): Promise<{ acts: BuildAct[]; hasNextPage: boolean }> {
  const { collections } = req.payload
  const all: Readable[] = [{ collection: collections.builds.config, records: [build] }]
  const where: Where = { build: { equals: build.id } }
  for (const [slug, capability] of PARTS) {
    if (!may(req, capability)) continue
    const records = await readAll(req, slug, where, 'createdAt')
    all.push({ collection: collections[slug].config, records })
  }
  const { acts, hasNextPage } = await actsOn(req, all, page, TOLD_BY_ANOTHER)
  const moves = await readAll(req, 'status-events', where, 'at')
  return { acts: acts.map((one) => ({ ...one, move: moveOf(one, moves) })), hasNextPage }
}

/**
 * The move that an act on the build is: a move alone stamps since when the status holds, and its place in
 * the history is written right after that.
 */
function moveOf({ act, resource }: ActOn, moves: readonly StatusEvent[]): StatusEvent | null {
  if (resource !== 'builds') return null
  if (act.action === 'create') return moves.find(({ from }) => from == null) ?? null
  const since = act.after?.statusSince
  if (typeof since !== 'string') return null
  return moves.find(({ at }) => Date.parse(at) >= Date.parse(since)) ?? null
}
