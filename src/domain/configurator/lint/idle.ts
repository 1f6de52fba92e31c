import { constraintReads, offerReads, visibilityReads } from '../dependencies'
import { holds, holdsIfAny } from '../evaluate'
import { itemsAskedFor } from '../itemsAskedFor'
import { modelOf, type FieldModel, type Model } from '../model'
import { isVisible, problemOfChoice } from '../offer'
import { readsOf, type Reads } from '../reads'
import type { Constraint, FamilyContent, Field, WarningRule } from '../release'
import { scopesFor, type Scope } from '../scope'
import { groundFor, groundOf, isPossible } from '../verify/accepted'
import { checkOf } from '../verify/constraintCheck'
import { closely, neverHolds, STEPS } from './never'
import type { FamilyProblem } from './problem'

/**
 * What stands in a family and never comes to anything: options and groups that are never shown, choices
 * nobody can make, constraints that refuse nothing, warnings nobody sees.
 */
export function idleProblems(content: FamilyContent): FamilyProblem[] {
  const hidden = hiddenProblems(content)
  const isHidden = (slot: string) => hidden.some(({ where }) => where === `option ${slot}`)
  return [
    ...hidden,
    ...slotsIn(content).flatMap((slot) => (isHidden(slot.name) ? [] : neverOffered(content, slot))),
    ...content.constraints.flatMap((constraint) => powerless(content, constraint)),
    ...content.warnings.flatMap((warning) => warningProblems(content, warning)),
  ]
}

/** A field with its place: `length`, `basins.type`. */
type Slot = { name: string; field: FieldModel; group: string | null }

function slotsIn(content: FamilyContent): Slot[] {
  const { fields, groups } = modelOf(content)
  return [
    ...[...fields].map(([name, field]) => ({ name, field, group: null })),
    ...[...groups].flatMap(([group, { fields: own }]) =>
      [...own].map(([key, field]) => ({ name: `${group}.${key}`, field, group })),
    ),
  ]
}

const NEVER_SHOWN = 'It can never be shown: change the condition under which it is, or remove it.'

function hiddenProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const groups = content.groups
    .filter(({ visible }) =>
      neverHolds(content, readsOf(model).condition(visible, null), (scope) =>
        holdsIfAny(visible, scope),
      ),
    )
    .map(({ key }) => key)
  const options = slotsIn(content).filter(({ field, group }) => {
    if (field.field.visible === undefined || (group !== null && groups.includes(group)))
      return false
    const reads = readsOf(model).merge(visibilityReads(model, field, group))
    if (group !== null) reads.eachOf(group)
    return neverHolds(content, reads, (scope) =>
      scopesFor(scope, group ?? undefined).some((inside) => isVisible(field, inside)),
    )
  })
  return [
    ...groups.map((key) => ({ where: `group ${key}`, message: NEVER_SHOWN })),
    ...options.map(({ name }) => ({ where: `option ${name}`, message: NEVER_SHOWN })),
  ]
}

/** Choices without a condition are there whenever their option is. */
function neverOffered(content: FamilyContent, { name, field, group }: Slot): FamilyProblem[] {
  const model = modelOf(content)
  const reads = readsOf(model)
    .merge(visibilityReads(model, field, group))
    .merge(offerReads(model, field, group))
  if (group !== null) reads.eachOf(group)
  return [...field.choices.values()]
    .filter(({ only = [], storedAs = [] }) => only.length + storedAs.length > 0)
    .filter(({ value }) =>
      neverHolds(content, reads, (scope) =>
        scopesFor(scope, group ?? undefined).some(
          (inside) => isVisible(field, inside) && problemOfChoice(field, value, inside) === null,
        ),
      ),
    )
    .map(({ value }) => ({
      where: `option ${name}`,
      message: `Its choice ${value} can never be offered: change when it is available, or remove it.`,
    }))
}

/** A constraint that whatever can be chosen satisfies. One that others make needless is left in peace. */
function powerless(content: FamilyContent, constraint: Constraint): FamilyProblem[] {
  const ground = groundOf(content)
  const { model } = ground
  const reads = constraintReads(model, constraint, null)
  const { holds: isSatisfiedIn, slots } = checkOf(model, constraint)
  const refuses = (scope: Scope) => !isSatisfiedIn(scope)
  if (reads.picksAccessories || reads.settings || isPossible(ground, reads, refuses, STEPS))
    return []
  // sums of decimal numbers, and ranges too wide, are not looked at in full
  const isUnsure = [...slots].some(
    (slot) =>
      ground.space.tooWide.includes(slot) ||
      (reads.computed.has(slot) && typeOf(model, slot) === 'NUMBER'),
  )
  const close = closely(ground, reads)
  if (isUnsure || isPossible(groundFor(content, close), close, refuses, STEPS)) return []
  return [
    {
      where: `constraint ${constraint.id}`,
      message:
        'It refuses nothing: whatever can be chosen satisfies it. Change what it requires, or remove it.',
    },
  ]
}

const typeOf = (model: Model, slot: string): Field['type'] | undefined => {
  const [key = '', name] = slot.split('.')
  const field = name === undefined ? model.fields.get(key) : model.groups.get(key)?.fields.get(name)
  return field?.field.type
}

/** A warning about accessories depends on what is picked, which nobody can list here. */
function warningProblems(
  content: FamilyContent,
  { id, when, forEach }: WarningRule,
): FamilyProblem[] {
  const model = modelOf(content)
  const reads = warningReads(model, when, forEach)
  const ids = [new Set<string>(), new Set(itemsAskedFor(when))]
  const shows = (scope: Scope) =>
    ids.some((onBom) =>
      scopesFor({ ...scope, onBom }, forEach).some((inside) => holds(when, inside)),
    )
  return neverHolds(content, reads, shows, groundFor(content, reads))
    ? [
        {
          where: `message ${id}`,
          message: 'It can never show: change its condition, or remove it.',
        },
      ]
    : []
}

function warningReads(
  model: Model,
  when: WarningRule['when'],
  forEach: WarningRule['forEach'],
): Reads {
  const reads = readsOf(model).condition(when, forEach ?? null)
  return forEach === undefined ? reads : reads.eachOf(forEach)
}
