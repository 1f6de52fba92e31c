import { z } from 'zod'
import { regenerateBom } from '../services/boms/decide'
import { movesOf } from '../services/builds/moves'
import { moveToRelease } from '../services/builds/rerelease'
import { claimableBuilds, claimBuild } from '../services/production/claim'
import { closeShortage } from '../services/production/shortage'
import { travellerOf } from '../services/production/traveller'
import { openInspection } from '../services/quality/inspections'
import { CHECKLIST_KINDS } from '../domain/quality/checklist'
import { REASON_LENGTH } from '../domain/workflow/guards'
import { command, query } from './command'

const none = z.object({})

/** Listed on the `builds` collection; moves themselves are ordinary writes of `status`. */
export const buildEndpoints = [
  command({
    path: '/:id/bom',
    capability: 'boms.generate',
    status: 201,
    input: none,
    handle: (req, _input, { id = '' }) => regenerateBom(req, id),
  }),
  query({
    path: '/claimable',
    capability: 'builds.claim',
    input: none,
    handle: async (req) => ({ docs: await claimableBuilds(req) }),
  }),
  command({
    path: '/:id/claim',
    capability: 'builds.claim',
    input: none,
    handle: (req, _input, { id = '' }) => claimBuild(req, id),
  }),
  command({
    path: '/:id/close-shortage',
    capability: 'shortages.close',
    input: z.strictObject({
      note: z.string().trim().max(REASON_LENGTH.max, 'At most 1000 characters.').nullish(),
    }),
    handle: (req, { note }, { id = '' }) => closeShortage(req, id, note ?? null),
  }),
  command({
    path: '/:id/inspections',
    capability: 'inspections.perform',
    status: 201,
    input: z.strictObject({ kind: z.enum(CHECKLIST_KINDS, 'Name the form.') }),
    handle: (req, { kind }, { id = '' }) => openInspection(req, id, kind),
  }),
  command({
    path: '/:id/release',
    capability: 'configuration.manage',
    status: 201,
    input: z.strictObject({
      reason: z.string('Say why.').trim().max(1000, 'At most 1000 characters.'),
      /** For what the new release asks beside; the stored one without it. */
      configuration: z.record(z.string(), z.unknown()).optional(),
      rev: z.number().int().optional(),
    }),
    handle: (req, input, { id = '' }) => moveToRelease(req, id, input),
  }),
  query({
    path: '/:id/traveller.pdf',
    capability: 'traveller.print',
    input: none,
    handle: (req, _input, { id = '' }) => travellerOf(req, id),
  }),
  query({
    path: '/:id/moves',
    capability: 'builds.read',
    input: none,
    handle: (req, _input, { id = '' }) => movesOf(req, id),
  }),
]
