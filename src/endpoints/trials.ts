import { z } from 'zod'
import { languageSchema } from '../domain/orders/entry'
import { runDraftSamples, tryDraft } from '../services/configuration/tryDraft'
import { command } from './command'

/** What a draft would do, asked by the editor. Listed on the `product-families` collection. */
export const trialEndpoints = [
  command({
    path: '/:id/try',
    capability: 'configuration.manage',
    input: z.strictObject({
      content: z.unknown(),
      configuration: z.unknown(),
      accessories: z.unknown().optional(),
      language: languageSchema.default('EN'),
    }),
    handle: (req, input) => tryDraft(req, input),
  }),
  command({
    path: '/:id/samples',
    capability: 'configuration.manage',
    input: z.strictObject({ content: z.unknown() }),
    handle: (req, { content }) => runDraftSamples(req, content),
  }),
]
