import type { Label } from '../label'
import { groupLimits } from './check'
import type { Configuration, ConfigurationContext, ElementValues, Value } from './configuration'
import { modelOf, type FieldModel, type GroupModel } from './model'
import { settle } from './normalize'
import { isVisible, openValue, problemOfChoice, storedValue } from './offer'
import type { FamilyContent } from './release'
import { elementsOf, scopeOf, withElement, type Scope } from './scope'

/** A value that had to give way to another choice; the form points it out. */
export type Reassignment = { path: string; from: Value; to: Value; because: Label }

/**
 * What a form does after each input: rebuilds lists whose length follows from the rest, clears
 * what is hidden, and moves choices that have become impossible to the first possible one (or to
 * nothing), naming each. The server never does this; it refuses (handbook 5.3, placement).
 */
export function followChanges(
  content: FamilyContent,
  given: Configuration,
  context: ConfigurationContext,
): { configuration: Configuration; reassigned: Reassignment[] } {
  const model = modelOf(content)
  const configuration = settle(model, given)
  const scope = scopeOf(model, configuration, context)
  const reassigned: Reassignment[] = []

  for (const [key, field] of model.fields) {
    const value = configuration[key] ?? null
    if (!Array.isArray(value)) configuration[key] = possible(field, value, scope, key, reassigned)
  }
  for (const [key, entry] of model.groups) {
    const elements = resized(entry, scope)
    configuration[key] = elements
    for (const [index, values] of elements.entries()) {
      const inside = withElement(scope, key, index, values)
      for (const [name, field] of entry.fields) {
        const path = `${key}.${index}.${name}`
        values[name] = possible(field, values[name] ?? null, inside, path, reassigned)
      }
    }
  }
  return { configuration: settle(model, configuration), reassigned }
}

function resized({ group, fields }: GroupModel, scope: Scope): ElementValues[] {
  const elements = elementsOf(scope, group.key).map((values) => ({ ...values }))
  const limits = groupLimits(group, scope)
  if (!limits) return elements

  while (elements.length < limits.min) elements.push(emptyElement(fields.values()))
  return elements.slice(0, limits.max)
}

function possible(
  field: FieldModel,
  value: Value,
  scope: Scope,
  path: string,
  reassigned: Reassignment[],
): Value {
  if (typeof value !== 'string' || !isVisible(field, scope)) return value

  const problem = problemOfChoice(field, value, scope)
  if (!problem) return value

  const instead = [...field.choices.values()].find(
    (choice) => problemOfChoice(field, choice.value, scope) === null,
  )
  const to = instead ? storedValue(instead, scope) : null
  reassigned.push({ path, from: value, to, because: problem.sentence })
  return to
}

function emptyElement(fields: Iterable<FieldModel>): ElementValues {
  const values: ElementValues = {}
  for (const model of fields) values[model.field.key] = proposed(model)
  return values
}

const proposed = (model: FieldModel): Value => model.field.default ?? openValue(model)

/** A new element of a group as a form proposes it. */
export function newElement(content: FamilyContent, group: string): ElementValues {
  return emptyElement(modelOf(content).groups.get(group)?.fields.values() ?? [])
}

/** The configuration a form starts from: the defaults of the release, everything else open. */
export function blankConfiguration(content: FamilyContent): Configuration {
  const model = modelOf(content)
  const configuration: Configuration = {}
  for (const [key, field] of model.fields) configuration[key] = proposed(field)
  for (const key of model.groups.keys()) configuration[key] = []
  return followChanges(content, configuration, { language: 'EN' }).configuration
}
