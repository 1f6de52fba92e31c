import type { CollectionBeforeChangeHook } from 'payload'
import type { Nonconformance } from '../../src/payload-types'
import { judgeNonconformance } from '../../src/services/quality/nonconformances'

/** Every door to a nonconformance passes here: REST, GraphQL, the panel and signed forms. */
export const guardNonconformance: CollectionBeforeChangeHook<Nonconformance> = async ({
  data,
  originalDoc,
  operation,
  req,
}) => ({
  ...data,
  ...(operation === 'create' && { createdBy: req.user?.id ?? null }),
  ...(await judgeNonconformance(req, operation === 'update' ? originalDoc : undefined, data)),
})
