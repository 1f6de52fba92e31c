import { z } from 'zod'
import { failureSchema } from '../domain/quality/failure'
import { REASON_LENGTH } from '../domain/workflow/guards'
import { refused } from '../services/http'
import { inspectionReportOf } from '../services/quality/inspectionReport'
import { nonconformanceReportOf } from '../services/quality/nonconformanceReport'
import { signInspection } from '../services/quality/sign'
import { confirmSigner, MEANINGS } from '../services/signatures'
import { command, query } from './command'
import { photoUpload } from './photos'
import { writeOnce } from './writeOnce'

const text = z.string().trim().max(REASON_LENGTH.max)

/** Listed on the `inspections` collection; answers are an ordinary PATCH of `items`, once under a key. */
export const inspectionEndpoints = [
  command({
    path: '/:id/sign',
    capability: 'inspections.perform',
    input: z.strictObject({
      password: z
        .string('Enter your password to sign.')
        .min(1, 'Enter your password to sign.')
        .max(200),
      meaning: z.enum(MEANINGS).optional(),
      outcome: z.enum(['PASS', 'FAIL'], 'Say PASS or FAIL.'),
      note: text.nullish(),
      failure: failureSchema.nullish(),
      separationReason: text.nullish(),
      rev: z.number().int().optional(),
    }),
    prepare: (req, input) => confirmSigner(req, input.password),
    handle: (req, input, { id = '' }, signer) => {
      if (!signer)
        throw refused({ code: 'wrong_password', message: 'Enter your password to sign.' })
      const { outcome, meaning, note, failure, separationReason, rev } = input
      return signInspection(req, id, signer, {
        outcome,
        meaning,
        note: note ?? null,
        failure: outcome === 'FAIL' ? (failure ?? null) : null,
        separationReason: separationReason ?? null,
        rev,
      })
    },
  }),
  query({
    path: '/:id/report.pdf',
    capability: 'record.export',
    input: z.object({}),
    handle: (req, _input, { id = '' }) => inspectionReportOf(req, id),
  }),
  photoUpload('inspection', 'inspections.perform'),
  writeOnce('inspections'),
]

/** Listed on the `nonconformances` collection; their steps are ordinary writes of `status`. */
export const nonconformanceEndpoints = [
  query({
    path: '/:id/report.pdf',
    capability: 'record.export',
    input: z.object({}),
    handle: (req, _input, { id = '' }) => nonconformanceReportOf(req, id),
  }),
  photoUpload('nonconformance', 'nonconformances.update'),
]
