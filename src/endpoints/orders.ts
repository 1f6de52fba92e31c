import { z } from 'zod'
import { HOLD_CLASS_LABELS, type HoldClass } from '../domain/orders/hold'
import { MAX_BUILDS, submissionSchema } from '../domain/orders/entry'
import { parse } from '../domain/parse'
import { orThrow } from '../services/http'
import { moveOrder } from '../services/orders/move'
import { freeBuildNumbers, takenNumbers } from '../services/orders/numbers'
import { submitOrder } from '../services/orders/submit'
import { settingsOf, todayIn } from '../services/settings'
import { command, query } from './command'

const number = z.string().trim().max(200)
const HOLD_CLASSES = Object.keys(HOLD_CLASS_LABELS) as [HoldClass, ...HoldClass[]]

/** Steps of whole orders. Listed on the `orders` collection. */
export const orderEndpoints = [
  command({
    path: '/submit',
    capability: 'orders.submit',
    status: 201,
    input: z.unknown(),
    described: submissionSchema('1970-01-01'),
    handle: async (req, input) => {
      const { timeZone } = await settingsOf(req)
      return submitOrder(req, orThrow(parse(submissionSchema(todayIn(timeZone)), input)))
    },
  }),
  command({
    path: '/:id/move',
    capability: 'builds.move',
    input: z.strictObject({
      to: z.string().max(60),
      note: z.string().trim().max(1000, 'A note takes at most 1000 characters.').nullish(),
      holdClass: z.enum(HOLD_CLASSES).nullish(),
    }),
    handle: (req, { to, note, holdClass }, { id = '' }) =>
      moveOrder(req, id, { to, note: note ?? null, holdClass: holdClass ?? null }),
  }),
  query({
    path: '/check',
    capability: 'orders.submit',
    input: z.object({
      poNumber: number.optional(),
      buildNumber: z
        .union([number.transform((one) => [one]), z.array(number).max(MAX_BUILDS)])
        .default([]),
      except: z.uuid().optional(),
    }),
    handle: async (req, { poNumber, buildNumber, except }) => {
      const taken = await takenNumbers(req, {
        poNumber,
        buildNumbers: buildNumber,
        exceptOrder: except,
      })
      return {
        poNumber: poNumber === undefined ? null : { taken: taken.poNumber !== null },
        buildNumbers: Object.fromEntries(
          buildNumber.map((one) => [one, { taken: taken.buildNumbers.has(one) }]),
        ),
      }
    },
  }),
  query({
    path: '/propose-build-numbers',
    capability: 'orders.submit',
    input: z.object({
      count: z.coerce.number().int().min(1).max(MAX_BUILDS).default(1),
      hint: number.optional(),
    }),
    handle: async (req, { count, hint }) => ({
      buildNumbers: await freeBuildNumbers(req, count, hint ?? null),
    }),
  }),
]
