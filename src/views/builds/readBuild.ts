import type { PayloadRequest } from 'payload'
import type { Bom, Build } from '../../payload-types'

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
