import type { CollectionAfterChangeHook } from 'payload'
import type { Nonconformance } from '../../src/payload-types'
import { followNonconformanceChange } from '../../src/services/quality/nonconformances'

/** The build's stage follows its nonconformances in the same transaction. */
export const followNonconformance: CollectionAfterChangeHook<Nonconformance> = async ({
  doc,
  req,
}) => {
  await followNonconformanceChange(req, doc)
  return doc
}
