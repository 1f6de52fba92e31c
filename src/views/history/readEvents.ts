import type { PayloadRequest, Where } from 'payload'
import type { StatusEvent } from '../../payload-types'

/** Moves of one build or of all builds of an order, newest first. */
export async function readEvents(req: PayloadRequest, where: Where): Promise<StatusEvent[]> {
  const { docs } = await req.payload.find({
    collection: 'status-events',
    where,
    sort: '-at',
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs
}
