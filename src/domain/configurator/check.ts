import { allow, refuse, type Decision } from '../refusal'
import type { Configuration, ConfigurationContext, Value } from './configuration'
import { compute, holds, holdsIfAny } from './evaluate'
import { explain } from './explain'
import { readsOfConstraint, readsOfOffer } from './dependencies'
import * as say from './messages'
import { modelOf, type FieldModel, type GroupModel, type Model } from './model'
import { settle } from './normalize'
import { isVisible, problemOfValue } from './offer'
import { parsePath } from './path'
import { Complaints } from './raw'
import { readConfiguration } from './reading'
import type { Constraint, FamilyContent, Group } from './release'
import { elementsOf, scopeOf, scopesFor, withElement, type Scope } from './scope'

/**
 * Judges any JSON as a configuration of this family. Answers the stored form, or every refusal
 * found: field, code, the rule that refuses and what to do. Total: it never throws.
 * A value is judged only by rules whose own input is in order, so that one mistake is told once.
 */
export function checkConfiguration(
  content: FamilyContent,
  raw: unknown,
  context: ConfigurationContext,
): Decision<Configuration> {
  const model = modelOf(content)
  const faults = new Complaints(context.locale ?? 'en')
  const configuration = settle(model, readConfiguration(model, raw, faults))
  judge(model, scopeOf(model, configuration, context), faults)

  const [first, ...rest] = faults.list
  return first === undefined ? allow(configuration) : refuse(first, ...rest)
}

function judge(model: Model, scope: Scope, faults: Complaints): void {
  for (const [key, field] of model.fields) {
    const value = scope.configuration[key] ?? null
    if (!Array.isArray(value)) judgeValue(field, value, scope, { slot: key, path: key }, faults)
  }
  for (const group of model.groups.values()) judgeGroup(group, scope, faults)
  for (const constraint of model.content.constraints) judgeConstraint(constraint, scope, faults)
}

function judgeValue(
  field: FieldModel,
  value: Value,
  scope: Scope,
  { slot, path }: { slot: string; path: string },
  faults: Complaints,
): void {
  if (faults.paths.has(path) || !isVisible(field, scope)) return
  const offer = readsOfOffer(scope.model, field, scope.element?.group ?? null)
  if (value !== null && overlap(offer, faults.slots)) return

  const problem = problemOfValue(field, value, scope)
  if (problem) faults.add(slot, path, problem.code, problem.sentence, ruleOf(problem.rule))
}

/** How many elements a group may have here; null while that cannot be told. */
export function groupLimits(group: Group, scope: Scope): { min: number; max: number } | null {
  const min = compute(group.min, scope)
  const max = compute(group.max, scope)
  return min === null || max === null ? null : { min, max }
}

function judgeGroup({ group, fields }: GroupModel, scope: Scope, faults: Complaints): void {
  const { key } = group
  if (faults.slots.has(key) || !holdsIfAny(group.visible, scope)) return

  const elements = elementsOf(scope, key)
  const limits = groupLimits(group, scope)
  if (limits && (elements.length < limits.min || elements.length > limits.max))
    faults.add(
      key,
      key,
      'out_of_range',
      say.wrongCount(group, limits.min, limits.max, elements.length),
    )

  for (const [index, values] of elements.slice(0, limits?.max).entries()) {
    const inside = withElement(scope, key, index, values)
    for (const [name, field] of fields) {
      const place = { slot: `${key}.${name}`, path: `${key}.${index}.${name}` }
      judgeValue(field, values[name] ?? null, inside, place, faults)
    }
  }
}

function judgeConstraint(constraint: Constraint, scope: Scope, faults: Complaints): void {
  if (overlap(readsOfConstraint(scope.model, constraint), faults.slots)) return

  for (const inside of scopesFor(scope, constraint.forEach)) {
    if (isSatisfied(constraint, inside)) continue
    const sentence = explain(constraint.message, inside)
    const field = fieldPath(constraint.field, inside)
    faults.add('', field, constraint.code, sentence, ruleOf(constraint.id))
  }
}

/** Whether a constraint is met in this scope (one element of its group, or the sink). */
export const isSatisfied = (constraint: Constraint, scope: Scope): boolean =>
  !holdsIfAny(constraint.when, scope) || holds(constraint.require, scope)

/** `element.type` in the second basin is the input `basins.1.type`. */
export function fieldPath(path: string, scope: Scope): string {
  const place = parsePath(path)
  if (place.from === 'ELEMENT' && scope.element)
    return `${scope.element.group}.${scope.element.index}.${place.key}`
  if (place.from === 'INDEXED') return `${place.group}.${place.index}.${place.key}`
  return place.key
}

const ruleOf = (rule: string | undefined): { rule?: string } => (rule === undefined ? {} : { rule })

function overlap(reads: ReadonlySet<string>, refused: ReadonlySet<string>): boolean {
  for (const slot of refused) if (reads.has(slot)) return true
  return false
}
