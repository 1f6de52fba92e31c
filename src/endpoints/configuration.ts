import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { daySchema } from '../domain/days'
import { REASON_LENGTH } from '../domain/workflow/guards'
import { judgeFamily, judgeWorkflow } from '../services/configuration/candidate'
import { compareReleases } from '../services/configuration/compare'
import { requestCheck } from '../services/configuration/consequences'
import { lockHeader, SLUG, type Kind } from '../services/configuration/header'
import { inForceOn } from '../services/configuration/inForce'
import { proveDraft } from '../services/configuration/prove'
import {
  importDraft,
  makeDefault,
  publishDraft,
  restoreRelease,
} from '../services/configuration/release'
import { reinstate, retire } from '../services/configuration/retire'
import { recordAudit } from '../services/audit'
import { refused } from '../services/http'
import { confirmSigner, MEANINGS } from '../services/signatures'
import { command, query } from './command'

const none = z.object({})
/** The revision that the client read, as in `If-Match`; without it nothing is compared. */
const rev = z.number().int().min(1).optional()
const seen = z.object({ rev })
const sentence = (ask: string) =>
  z
    .string(ask)
    .trim()
    .min(REASON_LENGTH.min, ask)
    .max(REASON_LENGTH.max, `At most ${REASON_LENGTH.max} characters.`)
const CLOSED_AT_MOST = 10_000
const closedAsked = `How many closed builds are looked at: a whole number from 0 to ${CLOSED_AT_MOST}.`
const closedBuilds = z
  .number(closedAsked)
  .int(closedAsked)
  .min(0, closedAsked)
  .max(CLOSED_AT_MOST, closedAsked)
  .default(100)
const reason = sentence('Say what changes, and why.')
const why = sentence('Say why.')

/** What is the same for families and workflows: check, publish, file out, file in, retire, reinstate. */
const released = (kind: Kind): Omit<Endpoint, 'root'>[] => [
  command({
    path: '/:id/check',
    capability: 'configuration.manage',
    input: z.strictObject({ content: z.unknown().optional() }),
    handle: async (req, { content }, { id = '' }) => {
      const { code, draft } = await lockHeader(req, kind, id)
      const judged =
        kind === 'FAMILY'
          ? await judgeFamily(req, content ?? draft, code)
          : judgeWorkflow(content ?? draft, code)
      return {
        /** Whether every check was made; else more may be found once these problems are mended. */
        isWhole: judged.isWhole,
        problems: judged.ok
          ? []
          : judged.refusals.map(({ field = '', message }) => ({
              where: field.replace(/^draft\.?/, ''),
              message,
            })),
      }
    },
  }),
  command({
    path: '/:id/publish',
    capability: 'configuration.manage',
    status: 201,
    input: z.strictObject({
      password: z
        .string('Enter your password to sign.')
        .min(1, 'Enter your password to sign.')
        .max(200),
      meaning: z.enum(MEANINGS).optional(),
      reason,
      rev,
      /** SHA-256 of the draft that was looked at, in its canonical form. */
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
    prepare: async (req, input, { id = '' }) => ({
      signer: await confirmSigner(req, input.password),
      proof: kind === 'FAMILY' ? await proveDraft(req, id, input) : null,
    }),
    handle: (req, { reason, meaning, ...looked }, { id = '' }, prepared) => {
      if (!prepared)
        throw refused({ code: 'wrong_password', message: 'Enter your password to sign.' })
      const { signer, proof } = prepared
      return publishDraft(req, kind, id, signer, { reason, meaning, proof, seen: looked })
    },
  }),
  query({
    path: '/:id/in-force',
    capability: 'configuration.read',
    input: z.object({ on: daySchema }),
    handle: (req, { on }, { id = '' }) => inForceOn(req, kind, id, on),
  }),
  query({
    path: '/:id/export',
    capability: 'configuration.manage',
    input: none,
    handle: (req, _input, { id = '' }) => exportDraft(req, kind, id),
  }),
  command({
    path: '/:id/import',
    capability: 'configuration.manage',
    input: z.strictObject({ content: z.unknown(), rev }),
    handle: (req, { content, ...looked }, { id = '' }) =>
      importDraft(req, kind, id, content, looked),
  }),
  command({
    path: '/:id/retire',
    capability: 'configuration.manage',
    input: z.strictObject({ reason: why, rev }),
    handle: (req, asked, { id = '' }) => retire(req, kind, id, asked),
  }),
  command({
    path: '/:id/reinstate',
    capability: 'configuration.manage',
    input: z.strictObject({ reason: why, rev }),
    handle: (req, asked, { id = '' }) => reinstate(req, kind, id, asked),
  }),
]

async function exportDraft(req: PayloadRequest, kind: Kind, id: string): Promise<Response> {
  const header = await req.payload.findByID({
    collection: SLUG[kind],
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!header) throw refused({ code: 'not_found', message: 'There is no such configuration.' })
  await recordAudit(req, {
    action: 'export',
    resource: SLUG[kind],
    resourceId: id,
    stream: 'ACTIVITY',
  })
  return new Response(`${JSON.stringify(header.draft, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="${header.code}.json"`,
      'Cache-Control': 'private, no-store',
    },
  })
}

/** Listed on the `product-families` collection. */
export const familyEndpoints = [
  ...released('FAMILY'),
  command({
    path: '/:id/consequences',
    capability: 'configuration.manage',
    status: 201,
    input: z.strictObject({ closedBuilds }),
    handle: async (req, { closedBuilds }, { id = '' }) => {
      const { id: check, state } = await requestCheck(req, id, closedBuilds)
      return { id: check, state }
    },
  }),
]

/** Listed on the `workflows` collection. */
export const workflowEndpoints = [
  ...released('WORKFLOW'),
  command({
    path: '/:id/default',
    capability: 'configuration.manage',
    input: z.strictObject({ reason: why, rev }),
    handle: (req, looked, { id = '' }) => makeDefault(req, id, looked),
  }),
]

/** Listed on the `configuration-releases` collection. */
export const releaseEndpoints = [
  query({
    path: '/:id/diff',
    capability: 'configuration.read',
    input: z.object({ against: z.uuid('Name the release to compare with: ?against=<id>.') }),
    handle: (req, { against }, { id = '' }) => compareReleases(req, id, against),
  }),
  command({
    path: '/:id/restore',
    capability: 'configuration.manage',
    input: seen,
    handle: (req, looked, { id = '' }) => restoreRelease(req, id, looked),
  }),
]
