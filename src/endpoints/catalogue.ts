import { z } from 'zod'
import type { ItemCollection } from '../domain/catalog/item'
import { REASON_LENGTH } from '../domain/workflow/guards'
import { reactivateItem, retireItem, standingOf } from '../services/catalogue/retire'
import { command, query } from './command'

const none = z.object({})
const reason = z
  .string('Say why.')
  .trim()
  .min(REASON_LENGTH.min, `Say why: at least ${REASON_LENGTH.min} characters.`)
  .max(REASON_LENGTH.max)
const rev = z.number().int().optional()

/** What is the same for parts and assemblies; listed on both collections. */
export const itemEndpoints = (collection: ItemCollection) => [
  command({
    path: '/:id/retire',
    capability: 'items.retire',
    input: z.strictObject({
      successor: z.uuid('Name the successor by its id, or leave it out.').nullish(),
      reason,
      rev,
    }),
    handle: (req, { successor = null, ...asked }, { id = '' }) =>
      retireItem(req, collection, id, { ...asked, successor }),
  }),
  command({
    path: '/:id/reactivate',
    capability: 'items.retire',
    input: z.strictObject({ reason, rev }),
    handle: (req, asked, { id = '' }) => reactivateItem(req, collection, id, asked),
  }),
  query({
    path: '/:id/standing',
    capability: collection === 'parts' ? 'parts.read' : 'assemblies.read',
    input: none,
    handle: (req, _input, { id = '' }) => standingOf(req, collection, id),
  }),
]
