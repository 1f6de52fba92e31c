import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import type { Bom, Build, Task } from '../../payload-types'

/** A build as this reader may see it, without its lists; null when it is not theirs to see. */
export async function readBuild(req: PayloadRequest, id: string): Promise<Build | null> {
  if (id === '') return null
  return req.payload.findByID({
    collection: 'builds',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
}

/** The version in force of a build's bill of materials. */
export async function readActiveBom(req: PayloadRequest, build: string): Promise<Bom | null> {
  const { docs } = await req.payload.find({
    collection: 'boms',
    where: { build: { equals: build }, isActive: { equals: true } },
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs[0] ?? null
}

/** The tasks of a build that a person has to decide on since a newly approved bill of materials (handbook 4.6). */
export async function readReviewed(
  req: PayloadRequest,
  build: string,
): Promise<Pick<Task, 'id' | 'title' | 'review'>[]> {
  if (!may(req, 'tasks.read')) return []
  const { docs } = await req.payload.find({
    collection: 'tasks',
    where: { build: { equals: build }, review: { exists: true } },
    select: { title: true, review: true },
    sort: 'sequence',
    limit: 100,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  return docs
}
