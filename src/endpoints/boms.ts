import { z } from 'zod'
import { refused } from '../services/http'
import { compareBoms } from '../services/boms/compare'
import { decideBom, submitBom } from '../services/boms/decide'
import { EXPORT_FORMATS, exportBom } from '../services/boms/export'
import { shareBom, SHARED_WITH_AT_MOST } from '../services/boms/share'
import { flatBom, treeOfBom } from '../services/boms/views'
import { confirmSigner, MEANINGS } from '../services/signatures'
import { command, query } from './command'

const password = z
  .string('Enter your password to sign.')
  .min(1, 'Enter your password to sign.')
  .max(200)
const meaning = z.enum(MEANINGS).optional()
const none = z.object({})
const REJECTION_MIN = 10

const note = z.string().trim().max(1000, 'A comment takes at most 1000 characters.').nullish()

const decision = (path: string, outcome: 'APPROVED' | 'REJECTED') =>
  command({
    path,
    capability: 'boms.decide',
    input: z
      .strictObject({ password, meaning, note })
      .refine(({ note }) => outcome === 'APPROVED' || (note ?? '').length >= REJECTION_MIN, {
        path: ['note'],
        message: `Say why it is rejected: ${REJECTION_MIN} to 1000 characters.`,
        params: { refusal: 'reason_missing' },
      }),
    prepare: (req, input) => confirmSigner(req, input.password),
    handle: (req, input, { id = '' }, signer) => {
      if (!signer)
        throw refused({ code: 'wrong_password', message: 'Enter your password to sign.' })
      return decideBom(req, id, outcome, {
        signer,
        meaning: input.meaning,
        note: input.note ?? null,
      })
    },
  })

/** Reading and deciding bills of materials. Listed on the `boms` collection. */
export const bomEndpoints = [
  command({
    path: '/:id/submit',
    capability: 'boms.generate',
    input: none,
    handle: (req, _input, { id = '' }) => submitBom(req, id),
  }),
  decision('/:id/approve', 'APPROVED'),
  decision('/:id/reject', 'REJECTED'),
  command({
    path: '/:id/share',
    capability: 'boms.share',
    input: z.strictObject({
      to: z
        .array(
          z.email('This is not an e-mail address.').trim().toLowerCase(),
          'Name who receives it.',
        )
        .min(1, 'Name who receives it.')
        .max(SHARED_WITH_AT_MOST, `At most ${SHARED_WITH_AT_MOST} people at once.`),
      message: z.string().trim().max(1000, 'A message takes at most 1000 characters.').nullish(),
      format: z.enum(EXPORT_FORMATS, `Formats: ${EXPORT_FORMATS.join(', ')}.`).default('pdf'),
    }),
    handle: (req, { to, message, format }, { id = '' }) =>
      shareBom(req, id, { to, message: message || null, format }),
  }),
  query({
    path: '/:id/tree',
    capability: 'boms.read',
    input: none,
    handle: (req, _input, { id = '' }) => treeOfBom(req, id),
  }),
  query({
    path: '/:id/flat',
    capability: 'boms.read',
    input: none,
    handle: (req, _input, { id = '' }) => flatBom(req, id),
  }),
  query({
    path: '/:id/diff',
    capability: 'boms.read',
    input: z.object({ against: z.uuid('Name the version to compare with: ?against=<bom id>.') }),
    handle: (req, { against }, { id = '' }) => compareBoms(req, id, against),
  }),
  query({
    path: '/:id/export',
    capability: 'boms.export',
    input: z.object({
      format: z.enum(EXPORT_FORMATS, `Formats: ${EXPORT_FORMATS.join(', ')}.`).default('csv'),
    }),
    handle: (req, { format }, { id = '' }) => exportBom(req, id, format),
  }),
]
