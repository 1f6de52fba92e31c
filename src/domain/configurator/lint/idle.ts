import { offerReads, visibilityReads } from '../dependencies'
import { holds } from '../evaluate'
import { modelOf, type FieldModel, type Model } from '../model'
import { isVisible, problemOfChoice } from '../offer'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent, WarningRule } from '../release'
import { scopesFor, type Scope } from '../scope'
import { acceptedWhere, groundFor, groundOf, type Ground } from '../verify/accepted'
import type { FamilyProblem } from './problem'

/** What stands in a family and never comes to anything: choices nobody can make, warnings nobody sees. */
export const idleProblems = (content: FamilyContent): FamilyProblem[] => [
  ...choiceProblems(content),
  ...content.warnings.flatMap((warning) => warningProblems(content, warning)),
]

function choiceProblems(content: FamilyContent): FamilyProblem[] {
  const ground = groundOf(content)
  const { fields, groups } = ground.model
  return [
    ...[...fields].flatMap(([key, field]) => neverOffered(ground, field, null, key)),
    ...[...groups].flatMap(([group, { fields: own }]) =>
      [...own].flatMap(([name, field]) => neverOffered(ground, field, group, `${group}.${name}`)),
    ),
  ]
}

/** Choices without a condition are there whenever their option is. */
function neverOffered(
  ground: Ground,
  field: FieldModel,
  group: string | null,
  slot: string,
): FamilyProblem[] {
  const reads = readsOf(ground.model)
    .merge(visibilityReads(ground.model, field, group))
    .merge(offerReads(ground.model, field, group))
  if (group !== null) reads.eachOf(group)
  return [...field.choices.values()]
    .filter(({ only = [], storedAs = [] }) => only.length + storedAs.length > 0)
    .filter(({ value }) => {
      const isOffered = (scope: Scope) =>
        scopesFor(scope, group ?? undefined).some(
          (inside) => isVisible(field, inside) && problemOfChoice(field, value, inside) === null,
        )
      return acceptedWhere(ground, reads, isOffered) === 'NEVER'
    })
    .map(({ value }) => ({
      where: `option ${slot}`,
      message: `Its choice ${value} can never be offered: change when it is available, or remove it.`,
    }))
}

/** A warning about accessories depends on what is picked, which nobody can list here. */
function warningProblems(
  content: FamilyContent,
  { id, when, forEach }: WarningRule,
): FamilyProblem[] {
  const model = modelOf(content)
  const reads = warningReads(model, when, forEach)
  if (reads.picksAccessories) return []
  const ids = [new Set<string>(), new Set(itemsIn(when))]
  const shows = (scope: Scope) =>
    ids.some((onBom) =>
      scopesFor({ ...scope, onBom }, forEach).some((inside) => holds(when, inside)),
    )
  return acceptedWhere(groundFor(content, reads), reads, shows) === 'NEVER'
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

/** Every item that a condition asks the bill for. */
function itemsIn(condition: WarningRule['when']): readonly string[] {
  switch (condition.op) {
    case 'onBom':
      return condition.items
    case 'and':
      return condition.all.flatMap(itemsIn)
    case 'or':
      return condition.any.flatMap(itemsIn)
    case 'not':
      return itemsIn(condition.condition)
    case 'some':
    case 'every':
      return itemsIn(condition.where)
    default:
      return []
  }
}
