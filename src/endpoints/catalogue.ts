import { z } from 'zod'
import type { ItemCollection } from '../domain/catalog/item'
import { REASON_LENGTH } from '../domain/workflow/guards'
import {
  componentsOfAssembly,
  openedTree,
  orderComponents,
  searchTree,
} from '../services/catalogue/explore'
import { reactivateItem, retireItem, standingOf } from '../services/catalogue/retire'
import { whereUsed } from '../services/catalogue/whereUsed'
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
  query({
    path: '/:id/where-used',
    capability: 'structure.read',
    input: none,
    handle: (req, _input, { id = '' }) => whereUsed(req, collection, id),
  }),
]

/** The component tree; listed on `assemblies`. */
export const structureEndpoints = [
  query({
    path: '/:id/components',
    capability: 'structure.read',
    input: none,
    handle: async (req, _input, { id = '' }) => ({ rows: await componentsOfAssembly(req, id) }),
  }),
  query({
    path: '/:id/structure',
    capability: 'structure.read',
    input: z.object({ search: z.string().trim().max(120).optional() }),
    handle: (req, { search = '' }, { id = '' }) =>
      search === '' ? openedTree(req, id) : searchTree(req, id, search),
  }),
  command({
    path: '/:id/order-components',
    capability: 'structure.manage',
    input: z.strictObject({ components: z.array(z.uuid()).min(1).max(2_000) }),
    handle: async (req, { components }, { id = '' }) => ({
      rows: await orderComponents(req, id, components),
    }),
  }),
]
