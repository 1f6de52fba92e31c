import { z } from 'zod'
import { readAccessories } from '../../../domain/configurator/accessories'
import type { Accessory } from '../../../domain/configurator/configuration'
import { blankConfiguration, followChanges } from '../../../domain/configurator/follow'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import { Complaints, isJsonObject } from '../../../domain/configurator/raw'
import { DOCUMENT_LANGUAGES, MAX_BUILDS, PRIORITIES } from '../../../domain/orders/entry'
import { contextOf } from './designs'
import { canOpen, faultsOf, NOTHING_TAKEN } from './faults'
import {
  blankWizard,
  STEPS,
  type CustomerChoice,
  type Step,
  type StoredDesign,
  type WizardState,
  type World,
} from './wizard'

const text = z.string().catch('')

export const customerFormSchema = z.object({
  companyName: text,
  contactName: text,
  email: text,
  phone: text,
  shippingAddress: z
    .object({
      line1: text,
      line2: text,
      city: text,
      region: text,
      postalCode: text,
      country: text,
    })
    .catch({ line1: '', line2: '', city: '', region: '', postalCode: '', country: '' }),
})

const rowSchema = z.object({
  buildNumber: text,
  family: text,
  configuration: z.unknown().optional(),
  accessories: z.unknown().optional(),
})
type StoredRow = z.output<typeof rowSchema>

/** A stored draft is read kindly: what has become unreadable is blank again, never fatal. */
const contentSchema = z.object({
  customer: z.union([z.string(), customerFormSchema]).nullable().catch(null),
  poNumber: text,
  projectName: text,
  salesPerson: text,
  wantDate: text,
  language: z.enum(DOCUMENT_LANGUAGES).catch('EN'),
  priority: z.enum(PRIORITIES).catch('STANDARD'),
  specialInstructions: text,
  notes: text,
  // null is a row that cannot be read: those beside it stay in their places
  builds: z.array(rowSchema.nullable().catch(null)).nullish().catch([null]),
})

export type StoredDraft = { step: number; content: unknown }

/** The id of the customer on file that a stored draft names, if it names one. */
export function customerIdIn(content: unknown): string | null {
  const read = contentSchema.safeParse(content)
  return read.success && typeof read.data.customer === 'string' ? read.data.customer : null
}

/**
 * The sinks of a stored draft, from 0, of which something cannot be read and is blank or missing when it is
 * taken up again. The others are as they were typed.
 */
export function unreadableSinks(content: unknown): readonly number[] {
  const read = contentSchema.safeParse(content)
  if (!read.success) return []
  return (read.data.builds ?? [])
    .slice(0, MAX_BUILDS)
    .flatMap((row, build) => (row !== null && isWhole(row) ? [] : [build]))
}

const isWhole = ({ configuration, accessories }: StoredRow): boolean =>
  (configuration === undefined || configuration === null || isJsonObject(configuration)) &&
  (accessories === undefined ||
    accessories === null ||
    (Array.isArray(accessories) && accessoriesIn(accessories).length === accessories.length))

const accessoriesIn = (stored: unknown): Accessory[] =>
  readAccessories(stored, new Complaints('en'))

const BLANK_ROW: StoredRow = { buildNumber: '', family: '', configuration: null, accessories: [] }

/**
 * Takes a stored draft up again. Configurations are read against the release of today: what it no
 * longer knows is left out, what gave way is pointed out, and every step seen shows its faults. The sinks
 * of a family that is not open are kept as they are.
 */
export function resumed(
  stored: StoredDraft,
  world: World,
  known: { customer: CustomerChoice | null; files: WizardState['files'] },
): WizardState {
  const blank = blankWizard(world)
  const read = contentSchema.safeParse(stored.content)
  if (!read.success) return blank

  const { customer, builds, ...details } = read.data
  const rows = (builds ?? []).slice(0, MAX_BUILDS).map((row) => row ?? BLANK_ROW)
  const family = rows.find((row) => row.family !== '')?.family ?? blank.family
  const state: WizardState = {
    ...blank,
    details: {
      ...details,
      customer:
        typeof customer === 'string' || customer === null
          ? known.customer
          : { id: null, form: customer },
    },
    files: known.files,
    family,
    quantity: Math.max(rows.length, 1),
    buildNumbers: rows.map(({ buildNumber }) => buildNumber),
  }
  return atStep(stored.step, withDesigns(state, world, rows), world)
}

function withDesigns(state: WizardState, world: World, rows: readonly StoredDesign[]): WizardState {
  if (state.family === null) return state
  const content = world.families[state.family]
  if (!content) return { ...state, unread: { [state.family]: rows } }

  const followed = rows.map(({ configuration, accessories }) => ({
    ...followChanges(
      content,
      isJsonObject(configuration)
        ? normalizeConfiguration(content, configuration).configuration
        : blankConfiguration(content),
      contextOf(state, world),
    ),
    accessories: accessoriesIn(accessories),
  }))
  return {
    ...state,
    designs: {
      [content.code]: followed.map(({ configuration, accessories }) => ({
        configuration,
        accessories,
      })),
    },
    reassigned: Object.fromEntries(followed.map(({ reassigned }, build) => [build, reassigned])),
  }
}

/** At the step where it was left, or at the first one that needs another look. */
function atStep(left: number, state: WizardState, world: World): WizardState {
  const faults = faultsOf(state, world, NOTHING_TAKEN)
  const step: Step = STEPS.findLast((known) => known <= left && canOpen(known, faults)) ?? 1
  const forms = STEPS.filter((seen) => seen < left).map((seen) => `step.${seen}`)
  const builds = left > 3 ? state.buildNumbers.map((_, build) => `build.${build}`) : []
  return { ...state, step, reached: step, attempted: new Set([...forms, ...builds]) }
}
