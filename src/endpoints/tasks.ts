import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { dayCalled, momentCalled } from '../domain/days'
import { BLOCK_CLASS_LABELS, type BlockClass } from '../domain/production/codes'
import {
  FAILURE_LABELS,
  SEVERITY_LABELS,
  type FailureReason,
  type Severity,
} from '../domain/quality/codes'
import { REASON_LENGTH } from '../domain/workflow/guards'
import { changeTasks } from '../services/production/batch'
import { refused } from '../services/http'
import { correctTime, type Ago } from '../services/production/clock'
import { moveTask, pauseTask } from '../services/production/move'
import { reopenTask } from '../services/production/reopen'
import { startTask } from '../services/production/start'
import { blockTask } from '../services/production/block'
import { command } from './command'
import { photoUpload } from './photos'

const none = z.object({})
const note = z.string().trim().max(REASON_LENGTH.max).nullish()
const reason = z
  .string('Say why.')
  .trim()
  .max(REASON_LENGTH.max, `A reason has at most ${REASON_LENGTH.max} characters.`)
const number = z.string().trim().min(1).max(100).nullish()
const serials = z
  .array(
    z
      .strictObject({ partNumber: z.string().min(1).max(100), serial: number, lot: number })
      .refine(({ serial, lot }) => serial ?? lot, 'Enter the serial or the lot.'),
  )
  .max(200)
const blockClasses = Object.keys(BLOCK_CLASS_LABELS).filter((code): code is BlockClass =>
  Object.hasOwn(BLOCK_CLASS_LABELS, code),
)
const failures = Object.keys(FAILURE_LABELS).filter((code): code is FailureReason =>
  Object.hasOwn(FAILURE_LABELS, code),
)
const severities = Object.keys(SEVERITY_LABELS).filter((code): code is Severity =>
  Object.hasOwn(SEVERITY_LABELS, code),
)
const count = z.number().int().min(0).max(1_000_000)

const AT_ONCE_SECONDS = 5
const KEPT_AT_MOST_SECONDS = 24 * 3_600

/**
 * How long the tablet has kept this while it had no network, in seconds. What comes at once, or later than
 * anything is kept, counts from now.
 */
function agoOf(req: PayloadRequest): Ago {
  const sent = req.headers.get('x-entered-ago')
  if (sent === null) return null
  if (!/^\d{1,9}$/.test(sent))
    throw refused({ code: 'malformed', message: 'X-Entered-Ago counts whole seconds.' })
  const seconds = Number(sent)
  return seconds >= AT_ONCE_SECONDS && seconds <= KEPT_AT_MOST_SECONDS ? seconds : null
}

/** Listed on the `tasks` collection. */
export const taskEndpoints = [
  command({
    path: '/:id/start',
    capability: 'tasks.work',
    input: none,
    handle: (req, _input, { id = '' }) => startTask(req, id, agoOf(req)),
  }),
  command({
    path: '/:id/pause',
    capability: 'tasks.work',
    input: none,
    handle: (req, _input, { id = '' }) => pauseTask(req, id, agoOf(req)),
  }),
  command({
    path: '/:id/complete',
    capability: 'tasks.work',
    input: z.strictObject({
      actualMinutes: z.number().nullish(),
      serials: serials.optional(),
      note,
      /** Choices of the production form that this task makes, such as which lifter button was fitted. */
      answers: z
        .array(
          z.strictObject({
            key: z.string().max(60),
            basin: z.number().int().nullish(),
            value: z.string().max(60),
          }),
        )
        .max(20)
        .optional(),
    }),
    handle: (req, { actualMinutes, serials: recorded, note: said, answers }, { id = '' }) =>
      moveTask(req, id, {
        to: 'COMPLETED',
        actualMinutes: actualMinutes ?? null,
        serials: recorded ?? [],
        note: said ?? null,
        answers: answers ?? [],
        ago: agoOf(req),
      }),
  }),
  command({
    path: '/:id/block',
    capability: 'tasks.work',
    input: z.strictObject({
      reason,
      blockClass: z.enum(blockClasses, 'Choose what it is about.').optional(),
      partNumber: z.string().trim().max(100).nullish(),
      needed: count.nullish(),
      available: count.nullish(),
      severity: z.enum(severities, 'Choose how severe it is.').optional(),
      /** Puts the whole build on hold. */
      hold: z.boolean().optional(),
      /** Opens a nonconformance of this reason, with the same description. */
      nonconformance: z
        .strictObject({ reason: z.enum(failures, 'Choose what is wrong.') })
        .optional(),
    }),
    handle: (req, input, { id = '' }) => blockTask(req, id, { ...input, ago: agoOf(req) }),
  }),
  command({
    path: '/:id/cancel',
    capability: 'tasks.work',
    input: z.strictObject({ reason }),
    handle: (req, input, { id = '' }) => moveTask(req, id, { to: 'CANCELLED', ...input }),
  }),
  command({
    path: '/:id/reopen',
    // Procurement closes shortages; the service refuses anything else of theirs
    capability: 'tasks.reopen',
    input: none,
    handle: (req, _input, { id = '' }) => reopenTask(req, id),
  }),
  command({
    path: '/batch',
    capability: 'tasks.manage',
    input: z.strictObject({
      tasks: z.array(z.uuid()).min(1, 'Choose tasks.').max(50, 'At most 50 tasks at once.'),
      assignedTo: z.uuid().nullable().optional(),
      dueDate: dayCalled('due date').nullable().optional(),
      cancel: reason.optional(),
    }),
    handle: (req, input) => changeTasks(req, input),
  }),
  photoUpload('task', 'tasks.work'),
]

/** Listed on the `time-entries` collection. */
export const timeEndpoints = [
  command({
    path: '/:id/correct',
    capability: 'timeEntries.correct',
    input: z.strictObject({
      startedAt: momentCalled('start'),
      endedAt: momentCalled('end'),
      reason,
    }),
    handle: (req, input, { id = '' }) => correctTime(req, id, input),
  }),
]
