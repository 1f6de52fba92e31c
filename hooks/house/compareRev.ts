import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook, TypeWithID } from 'payload'
import { expectRevision, revisionSent } from '../../src/services/revision'

type Revised = TypeWithID & { rev?: number | null; updatedAt?: string | null }

/**
 * First of the beforeChange hooks (architecture 5.10): a write that names an old revision, in `rev` or
 * in `If-Match`, is refused before any decision about status; every write counts the revision up. The
 * row is locked, so of many writers with one revision exactly one passes.
 */
export const compareRev: CollectionBeforeChangeHook<Revised> = ({
  collection,
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'create' || !originalDoc) return { ...data, rev: 1 }
  const current = originalDoc.rev ?? 1
  expectRevision(originalDoc, data.rev ?? undefined)
  expectRevision(originalDoc, revisionSent(req, collection.slug, String(originalDoc.id)))
  return { ...data, rev: current + 1 }
}

/** The same for deleting: only `If-Match` can carry a revision then. */
export const compareRevBeforeDelete: CollectionBeforeDeleteHook = async ({
  collection,
  id,
  req,
}) => {
  const sent = revisionSent(req, collection.slug, String(id))
  if (sent === undefined) return
  const { docs } = await req.payload.find({
    collection: collection.slug,
    where: { id: { equals: id } },
    depth: 0,
    limit: 1,
    pagination: false,
    req,
  })
  const [doc] = docs
  if (doc) expectRevision(doc, sent)
}
