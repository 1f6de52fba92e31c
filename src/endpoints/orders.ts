import { z } from 'zod'
import { dayCalled } from '../domain/days'
import { HOLD_CLASSES } from '../domain/orders/hold'
import { customerSchema, MAX_BUILDS, submissionSchema } from '../domain/orders/entry'
import { parse } from '../domain/parse'
import { EXPORT_FORMATS } from '../services/boms/export'
import { orThrow } from '../services/http'
import { exportMaterial } from '../services/orders/exportMaterial'
import { moveOrder } from '../services/orders/move'
import { freeBuildNumbers, takenNumbers } from '../services/orders/numbers'
import { submitOrder } from '../services/orders/submit'
import { orderSummaryOf } from '../services/orders/summary'
import { shipBuilds } from '../services/shipping/ship'
import { settingsOf, todayIn } from '../services/settings'
import { command, query } from './command'

const number = z.string().trim().normalize('NFC').max(200)

/** Steps of whole orders. Listed on the `orders` collection. */
export const orderEndpoints = [
  command({
    path: '/submit',
    capability: 'orders.submit',
    status: 201,
    input: z.unknown(),
    described: submissionSchema('1970-01-01').extend({
      customer: z.union([z.uuid(), customerSchema]),
    }),
    handle: async (req, input) => {
      const { timeZone } = await settingsOf(req)
      return submitOrder(req, orThrow(parse(submissionSchema(todayIn(timeZone)), input)))
    },
  }),
  command({
    path: '/:id/move',
    capability: 'builds.move',
    input: z.strictObject({
      to: z.string('Say in `to` where the order moves.').max(60, 'There is no such state.'),
      note: z.string().trim().max(1000, 'A note takes at most 1000 characters.').nullish(),
      holdClass: z.enum(HOLD_CLASSES).nullish(),
    }),
    handle: (req, { to, note, holdClass }, { id = '' }) =>
      moveOrder(req, id, { to, note: note ?? null, holdClass: holdClass ?? null }),
  }),
  command({
    path: '/:id/shipments',
    capability: 'shipments.create',
    status: 201,
    input: z.strictObject({
      builds: z
        .array(z.uuid('This is not a build.'), 'Choose the builds that leave.')
        .min(1, 'Choose the builds that leave.')
        .max(MAX_BUILDS),
      carrier: z
        .string('Name the carrier.')
        .trim()
        .min(1, 'Name the carrier.')
        .max(100, 'The carrier takes at most 100 characters.'),
      trackingNumber: z.string().trim().max(100).nullish(),
      date: dayCalled('ship date'),
    }),
    handle: (req, { trackingNumber, ...input }, { id = '' }) =>
      shipBuilds(req, id, { ...input, trackingNumber: trackingNumber || null }),
  }),
  query({
    path: '/:id/bom-export',
    capability: 'boms.export',
    input: z.object({
      format: z.enum(EXPORT_FORMATS, `Formats: ${EXPORT_FORMATS.join(', ')}.`).default('csv'),
    }),
    handle: (req, { format }, { id = '' }) => exportMaterial(req, id, format),
  }),
  query({
    path: '/:id/summary.pdf',
    capability: 'orders.export',
    input: z.object({}),
    handle: (req, _input, { id = '' }) => orderSummaryOf(req, id),
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
