import { z } from 'zod'
import type { ItemCollection } from '../domain/catalog/item'
import { itemChangeSchema, MASS_EDIT_AT_MOST } from '../domain/catalog/massEdit'
import { REASON_LENGTH } from '../domain/workflow/guards'
import { compareItems } from '../services/catalogue/compareItems'
import {
  componentsOfAssembly,
  openedTree,
  orderComponents,
  searchTree,
} from '../services/catalogue/explore'
import { applyMassEdit, previewMassEdit } from '../services/catalogue/massEdit'
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
const words = (most: number) => z.string().min(1).max(most).optional()
const selection = z.strictObject({
  numbers: z
    .array(z.string().min(1).max(120))
    .min(1)
    .max(MASS_EDIT_AT_MOST, `At most ${MASS_EDIT_AT_MOST} numbers at once.`)
    .optional(),
  startsWith: words(120),
  text: words(200),
  manufacturer: words(200),
  category: z.uuid().optional(),
  isActive: z.boolean().optional(),
})

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
  command({
    path: '/mass-edit/preview',
    capability: 'items.manage',
    input: z.strictObject({ select: selection, change: itemChangeSchema }),
    handle: (req, { select, change }) => previewMassEdit(req, collection, select, change),
  }),
  command({
    path: '/mass-edit',
    capability: 'items.manage',
    input: z.strictObject({
      change: itemChangeSchema,
      items: z
        .array(z.strictObject({ id: z.uuid(), rev: z.number().int() }))
        .min(1, 'Name the items that change.')
        .max(MASS_EDIT_AT_MOST, `At most ${MASS_EDIT_AT_MOST} items at once.`),
      reason: z.string().trim().max(REASON_LENGTH.max).nullish(),
    }),
    handle: (req, { reason: why = null, ...asked }) =>
      applyMassEdit(req, collection, { ...asked, reason: why || null }),
  }),
  query({
    path: '/:id/where-used',
    capability: 'whereUsed.read',
    input: none,
    handle: (req, _input, { id = '' }) => whereUsed(req, collection, id),
  }),
]

/** Two items side by side, each named by its id or number. */
export const compareEndpoints = [
  query({
    path: '/compare-items',
    capability: 'whereUsed.read',
    input: z.object({
      a: z.string('Name the first item: ?a=<id or number>.').min(1).max(120),
      b: z.string('Name the second item: &b=<id or number>.').min(1).max(120),
    }),
    handle: (req, { a, b }) => compareItems(req, a, b),
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
