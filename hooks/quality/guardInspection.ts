import type { CollectionBeforeChangeHook } from 'payload'
import type { Inspection } from '../../src/payload-types'
import { judgeAnswers } from '../../src/services/quality/answers'

/** Answers are merged into the frozen form; everything else of it stays as it is. */
export const guardInspection: CollectionBeforeChangeHook<Inspection> = async ({
  data,
  operation,
  originalDoc,
  req,
}) =>
  operation === 'update' && originalDoc
    ? { ...data, ...(await judgeAnswers(req, originalDoc, data)) }
    : data
