import type { Where } from 'payload'
import { z } from 'zod'

/** The filter of a list as the panel and REST write it; what it may name, the collection checks. */
export const listFilter = z.custom<Where>(
  (held) => typeof held === 'object' && held !== null && !Array.isArray(held),
  'A filter is written as where[field][operator]=value.',
)
