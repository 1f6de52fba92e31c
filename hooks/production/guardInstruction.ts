import type { CollectionBeforeChangeHook } from 'payload'
import type { WorkInstruction } from '../../src/payload-types'
import { judgeInstruction } from '../../src/services/production/instructions'

/** Drafts are edited, published revisions are not: they are only retired. */
export const guardInstruction: CollectionBeforeChangeHook<WorkInstruction> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => ({
  ...data,
  ...(await judgeInstruction(req, operation === 'update' ? originalDoc : undefined, data)),
})
