import type {
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  GlobalBeforeChangeHook,
  TypeWithID,
} from 'payload'
import { changesBetween } from '../../src/domain/audit'
import { expectRevision, GLOBALS, revisionSent } from '../../src/services/revision'
import { storedPart } from '../audit/trail'

type Revised = TypeWithID & { rev?: number | null; updatedAt?: string | null }

/**
 * First of the beforeChange hooks (architecture 5.10): a write that names an old revision, in `rev` or
 * in `If-Match`, is refused before any decision about status. The row is locked, so of many writers with
 * one revision exactly one passes.
 */
export const compareRev: CollectionBeforeChangeHook<Revised> = ({
  collection,
  data,
  operation,
  originalDoc,
  req,
}) => {
  if (operation === 'create' || !originalDoc) return data
  expectRevision(originalDoc, data.rev ?? undefined)
  expectRevision(originalDoc, revisionSent(req, collection.slug, String(originalDoc.id)))
  return data
}

/**
 * Last of them: whatever changes the record counts its revision up. A write that leaves it as it is, by
 * what was sent or because the rest was not its writer's to change, overtakes nobody.
 */
export const countRev: CollectionBeforeChangeHook<Revised> = ({
  collection,
  data,
  operation,
  originalDoc,
}) => {
  if (operation === 'create' || !originalDoc) return { ...data, rev: 1 }
  const rev = originalDoc.rev ?? 1
  const before = storedPart(collection.flattenedFields, { ...originalDoc, rev })
  const after = storedPart(collection.flattenedFields, { ...originalDoc, ...data, rev })
  return { ...data, rev: changesBetween(before, after) ? rev + 1 : rev }
}

/** The same for a global, which is always there. */
export const compareGlobalRev: GlobalBeforeChangeHook = ({ data, global, originalDoc, req }) => {
  const { rev }: Revised = originalDoc
  expectRevision(originalDoc, data.rev ?? undefined)
  expectRevision(originalDoc, revisionSent(req, GLOBALS, global.slug))
  return { ...data, rev: (rev ?? 1) + 1 }
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
