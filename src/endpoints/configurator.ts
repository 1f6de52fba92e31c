import { z } from 'zod'
import { languageSchema } from '../domain/orders/entry'
import { offeredAccessories } from '../services/catalogue/accessories'
import { previewBuild } from '../services/preview'
import { command, query } from './command'

/** Root endpoints of the wizard's live preview and accessory browser. */
export const configuratorEndpoints = [
  command({
    path: '/configurator/preview',
    capability: 'orders.submit',
    input: z.strictObject({
      family: z.string('Name the family.').min(1).max(40),
      configuration: z.unknown(),
      accessories: z.unknown().optional(),
      language: languageSchema.default('EN'),
      build: z.uuid('This is no build.').optional(),
    }),
    handle: (req, input) => previewBuild(req, input),
  }),
  query({
    path: '/configurator/accessories',
    capability: 'orders.submit',
    input: z.object({
      family: z.string().min(1).max(40),
      search: z.string().trim().max(100).default(''),
      category: z.string().max(40).optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    handle: (req, input) => offeredAccessories(req, input),
  }),
]
