import type { CollectionBeforeChangeHook } from 'payload'
import type { Substitution } from '../../src/payload-types'
import { judgeSubstitution } from '../../src/services/procurement/substitutions'

/** A substitution names two items and exactly what it holds for. */
export const guardSubstitution: CollectionBeforeChangeHook<Substitution> = async ({
  data,
  originalDoc,
  req,
}) => ({ ...data, ...(await judgeSubstitution(req, { ...originalDoc, ...data })) })
