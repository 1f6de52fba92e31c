import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { may } from '../../../access/can'
import type { Capability } from '../../../access/matrix'
import type { Build } from '../../payload-types'
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
 * What happened to a build, its bills of materials, tasks, forms and nonconformances, newest first: of
 * each record only what the reader may see of it (handbook 1.3). `page` counts from 1.
 */
export async function buildActs(
  req: PayloadRequest,
  build: Build,
  page: number,
): Promise<{ acts: ActOn[]; hasNextPage: boolean }> {
  const { collections } = req.payload
  const all: Readable[] = [{ collection: collections.builds.config, records: [build] }]
  const where: Where = { build: { equals: build.id } }
  for (const [slug, capability] of PARTS) {
    if (!may(req, capability)) continue
    const records = await readAll(req, slug, where, 'createdAt')
    all.push({ collection: collections[slug].config, records })
  }
  return actsOn(req, all, page)
}
