import type { CollectionAfterChangeHook } from 'payload'
import type { Assembly, Part } from '../../src/payload-types'
import { resolveAgain } from '../../src/services/catalogue/structure'

/** A new or renamed item answers, or no longer answers, the components that ask for its number. */
export const resolveAskers: CollectionAfterChangeHook<Part | Assembly> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const former = operation === 'update' ? previousDoc.partNumber : null
  if (former !== doc.partNumber) await resolveAgain(req, doc, former)
  return doc
}
