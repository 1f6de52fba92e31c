import { checkConfiguration } from '../../../domain/configurator/check'
import { formState } from '../../../domain/configurator/fieldStates'
import { labelText } from '../../../domain/label'
import { buildNumberSchema, orderDataSchema } from '../../../domain/orders/entry'
import { parse } from '../../../domain/parse'
import type { Refusal } from '../../../domain/refusal'
import { words } from '../words'
import { buildNumberOf, contentOf, contextOf, designsOf } from './designs'
import { customerInput } from './submission'
import type { Step, WizardState, World } from './wizard'

/**
 * A fault of one input. `field` is named as in the submit: `builds.0.configuration.length`; `place` is what the
 * block is called that the input stands in, where there are several of its kind: "Basin 2".
 */
export type Fault = { field: string; message: string; place?: string }

/** A fault as a list tells it, which has no form around it. */
export const faultInWords = ({ place, message }: Fault): string =>
  place === undefined || message.includes(place) ? message : `${place}: ${message}`

/** PO and build numbers that the server knows already, as typed, ignoring case. */
export type TakenNumbers = { po: ReadonlySet<string>; builds: ReadonlySet<string> }

export const NOTHING_TAKEN: TakenNumbers = { po: new Set(), builds: new Set() }

export const numberKey = (number: string): string => number.trim().toLowerCase()

/** Refusals as faults, one per field: the first tells what to do first. */
function faultsIn(refusals: readonly Refusal[], prefix = ''): Fault[] {
  const faults = new Map<string, Fault>()
  for (const { field: path, message } of refusals) {
    const field = [prefix, path].filter(Boolean).join('.')
    if (!faults.has(field)) faults.set(field, { field, message })
  }
  return [...faults.values()]
}

/** Step 1, judged by the server's own schema. */
export function detailFaults(
  { details }: WizardState,
  { today }: World,
  taken: TakenNumbers,
): Fault[] {
  const judged = parse(orderDataSchema(today), {
    ...details,
    customer: customerInput(details.customer),
  })
  const faults = judged.ok ? [] : faultsIn(judged.refusals)
  if (taken.po.has(numberKey(details.poNumber)))
    faults.push({ field: 'poNumber', message: words.details.poTaken })
  return faults
}

/** Step 2: an open family and one good number per build, unique here and in the house. */
export function sinkFaults(state: WizardState, world: World, taken: TakenNumbers): Fault[] {
  // numbers of sinks are not asked for before they can be designed
  if (state.family !== null && !contentOf(state, world))
    return [{ field: 'family', message: words.sinks.familyClosed }]
  const faults: Fault[] = []
  if (state.family === null) faults.push({ field: 'family', message: words.sinks.chooseFamily })

  const seen = new Set<string>()
  for (let build = 0; build < state.quantity; build += 1) {
    const number = buildNumberOf(state, build)
    const field = `builds.${build}.buildNumber`
    const judged = parse(buildNumberSchema, number)
    if (!judged.ok) faults.push({ field, message: judged.refusals[0].message })
    else if (seen.has(numberKey(number))) faults.push({ field, message: words.sinks.numberTwice })
    else if (taken.builds.has(numberKey(number)))
      faults.push({ field, message: words.sinks.numberTaken })
    seen.add(numberKey(number))
  }
  return faults
}

/** Step 3 for one build, judged by the release as on the server. */
export function designFaults(state: WizardState, world: World, build: number): Fault[] {
  const content = contentOf(state, world)
  const design = designsOf(state, world)[build]
  if (!content || !design) return []

  const context = contextOf(state, world)
  const judged = checkConfiguration(content, design.configuration, context)
  if (judged.ok) return []
  const { groups } = formState(content, design.configuration, context)
  const headings = new Map<string, string>(
    groups.flatMap(({ key, elements }) =>
      elements.map(({ heading }, index) => [`${key}.${index}`, labelText(heading)] as const),
    ),
  )
  return faultsIn(judged.refusals, `builds.${build}.configuration`).map((fault) => {
    const block = fault.field.split('.').slice(3, 5).join('.')
    const place = headings.get(block)
    return place === undefined ? fault : { ...fault, place }
  })
}

export type Faults = {
  details: readonly Fault[]
  sinks: readonly Fault[]
  designs: readonly (readonly Fault[])[]
}

export function faultsOf(state: WizardState, world: World, taken: TakenNumbers): Faults {
  return {
    details: detailFaults(state, world, taken),
    sinks: sinkFaults(state, world, taken),
    designs: designsOf(state, world).map((_, build) => designFaults(state, world, build)),
  }
}

/** What keeps a step from being finished. Step 4 may stay empty; the review needs all in order. */
export function faultsOfStep(step: Step, { details, sinks, designs }: Faults): readonly Fault[] {
  if (step === 1) return details
  if (step === 2) return sinks
  if (step === 3) return designs.flat()
  return step === 4 ? [] : [...details, ...sinks, ...designs.flat()]
}

/** A step can be opened once those before it are in order. */
export const canOpen = (step: Step, faults: Faults): boolean =>
  ([1, 2, 3] as const).every(
    (before) => before >= step || faultsOfStep(before, faults).length === 0,
  )

/** The step on which an input of the submit is found. */
export function stepOfField(field: string): Step {
  if (!field.startsWith('builds.')) return field === 'family' ? 2 : 1
  if (field.includes('.configuration')) return 3
  return field.includes('.accessories') ? 4 : 2
}

/** The build that an input belongs to, or null. */
export function buildOfField(field: string): number | null {
  const index = /^builds\.(\d+)/.exec(field)?.[1]
  return index === undefined ? null : Number(index)
}
