import { z } from 'zod'
import { languageSchema } from '../domain/orders/entry'
import { offeredAccessories } from '../services/catalogue/accessories'
import { formsRelease, previewForms } from '../services/configuration/checklists'
import { previewBuild } from '../services/preview'
import { command, query } from './command'

const family = z.string('Name the family.').min(1).max(40)

/** Root endpoints of the wizard's live preview and accessory browser, and of the forms of a family. */
export const configuratorEndpoints = [
  command({
    path: '/configurator/preview',
    capability: 'orders.submit',
    input: z.strictObject({
      family,
      configuration: z.unknown(),
      accessories: z.unknown().optional(),
      language: languageSchema.default('EN'),
      build: z.uuid('This is not a build.').optional(),
    }),
    handle: (req, input) => previewBuild(req, input),
  }),
  query({
    path: '/configurator/accessories',
    capability: 'orders.submit',
    input: z.object({
      family,
      build: z.uuid('This is not a build.').optional(),
      search: z.string().trim().max(100).default(''),
      category: z.string().max(40).optional(),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
    handle: (req, input) => offeredAccessories(req, input),
  }),
  query({
    path: '/configurator/checklists',
    capability: 'checklists.read',
    input: z.object({
      family,
      /** A former release; without it the one in force. */
      version: z.coerce.number().int().min(1).optional(),
    }),
    handle: async (req, { family, version }) => {
      const { content, ...release } = await formsRelease(req, family, version)
      return { ...release, checklists: content.checklists }
    },
  }),
  command({
    path: '/configurator/forms',
    capability: 'checklists.read',
    input: z.strictObject({
      family,
      version: z.number().int().min(1).optional(),
      configuration: z.unknown(),
      accessories: z.unknown().optional(),
      language: languageSchema.default('EN'),
    }),
    handle: async (req, { family, version, ...asked }) => {
      const { content, ...release } = await formsRelease(req, family, version)
      return { ...release, forms: await previewForms(req, content, asked) }
    },
  }),
]
