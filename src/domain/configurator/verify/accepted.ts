import type { Accessory, Configuration } from '../configuration'
import { constraintReads } from '../dependencies'
import type { Language } from '../../label'
import { modelOf, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import type { Scope } from '../scope'
import { checkOf } from './constraintCheck'
import { projectionOf, slotsOfProjection, wholeProjection, type Projection } from './projection'
import { spaceOf, type Space } from './space'
import { walk, type Check } from './walk'

/** What a search for configurations goes by. */
export type Ground = { model: Model; space: Space; constraints: readonly Check[] }

/** An order that a family accepts. */
export type Example = {
  configuration: Configuration
  language: Language
  accessories: readonly Accessory[]
}

/** `UNSURE`: given up after so many steps, or up to a setting, which proves nothing. */
export type Found = Example | 'NEVER' | 'UNSURE'

/** Stands for whichever accessory. */
export const ANY_ACCESSORY = 'ANY-ACCESSORY'

/** A combination that is accepted is found in far fewer steps. */
const PATIENCE = 20_000
const STEPS = 500_000
const ATTEMPTS = 100

const grounds = new WeakMap<FamilyContent, Ground>()

/** The ground of a content; content is immutable, so it is kept for as long as the content lives. */
export function groundOf(content: FamilyContent): Ground {
  const known = grounds.get(content)
  if (known) return known
  const model = modelOf(content)
  const fresh = {
    model,
    space: spaceOf(model),
    constraints: content.constraints.map((constraint) => checkOf(model, constraint)),
  }
  grounds.set(content, fresh)
  return fresh
}

/** The same where something is asked for beside what decides about refusals and lines. */
export const groundFor = (content: FamilyContent, also: Reads): Ground => ({
  ...groundOf(content),
  space: spaceOf(modelOf(content), also),
})

/**
 * A configuration that the family accepts, all constraints considered, and under which something
 * holds that looks at no more than `reads`.
 */
export function acceptedWhere(
  ground: Ground,
  reads: Reads,
  holds: (scope: Scope) => boolean,
): Found {
  const { model, space, constraints } = ground
  const projection = projectionOf(model, withWholeLists(model, reads))
  const slots = slotsOfProjection(projection)
  let found: Example | null = null
  let isSure = !reads.settings && !space.tooWide.some((slot) => slots.has(slot))
  let attempts = 0
  const stopped = walk(
    model,
    space,
    projection,
    { strict: null, prune: constraints, accessories: [ANY_ACCESSORY], patience: STEPS },
    (scope) => {
      if (!holds(scope)) return false
      const { configuration, language, isExhausted } = completionOf(ground, projection, scope)
      if (configuration) found = { configuration, language, accessories: scope.accessories }
      if (!isExhausted) isSure = false
      attempts += 1
      return configuration !== null || attempts >= ATTEMPTS
    },
  )
  return found ?? (stopped || !isSure ? 'UNSURE' : 'NEVER')
}

/**
 * Whether something holds for possible values, constraints left aside: a quick look before `acceptedWhere`.
 * Given up after so many steps it counts as possible.
 */
export const isPossible = (
  { model, space }: Pick<Ground, 'model' | 'space'>,
  reads: Reads,
  holds: (scope: Scope) => boolean,
  patience = Infinity,
): boolean =>
  walk(
    model,
    space,
    projectionOf(model, reads),
    { strict: null, prune: [], accessories: [ANY_ACCESSORY], patience },
    holds,
  )

/** One element stands for any only while no constraint looks at its whole list. */
function withWholeLists(model: Model, reads: Reads): Reads {
  const all = readsOf(model).merge(reads)
  const open = new Set(model.content.constraints)
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false
    const { single } = projectionOf(model, all)
    for (const constraint of open) {
      const own = constraintReads(model, constraint, null)
      if (![...own.shared.keys()].some((group) => single.has(group))) continue
      all.merge(own)
      open.delete(constraint)
      isGrowing = true
    }
  }
  return all
}

/**
 * The first whole configuration that the family accepts and that agrees with a part of one.
 * `isExhausted`: none was overlooked for lack of patience.
 */
export function completionOf(
  { model, space, constraints }: Ground,
  { single, options }: Projection,
  { configuration: fixed, language }: Scope,
): Completion {
  let found: Omit<Completion, 'isExhausted'> | null = null
  const stopped = walk(
    model,
    space,
    wholeProjection(model),
    {
      strict: null,
      prune: constraints,
      fixed,
      beginning: single,
      patience: PATIENCE,
      ...(options.has('language') ? { language } : {}),
    },
    (complete) => {
      found = {
        configuration: structuredClone(complete.configuration),
        language: complete.language,
      }
      return true
    },
  )
  return { ...(found ?? { configuration: null, language }), isExhausted: !stopped }
}

type Completion = { configuration: Configuration | null; language: Language; isExhausted: boolean }
