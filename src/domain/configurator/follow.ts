import type { Label } from '../label'
import { fieldPath, groupLimits, isSatisfied } from './check'
import type { Configuration, ConfigurationContext, ElementValues, Value } from './configuration'
import { wrongCount } from './messages'
import { modelOf, type FieldModel, type GroupModel, type Model } from './model'
import { settle } from './normalize'
import { isVisible, openValue, problemOfChoice, storedValue } from './offer'
import { ELEMENTS_AT_MOST } from './reading'
import type { FamilyContent } from './release'
import { elementsOf, scopeOf, scopesFor, withElement, type Scope } from './scope'

/**
 * A value that had to give way to another choice, or an element that had to go (`faucets.1`, from what
 * it was to null); the form points it out.
 */
export type Reassignment = { path: string; from: Value; to: Value; because: Label }

/**
 * What a form does after each input: rebuilds lists whose length follows from the rest, clears
 * what is hidden, and moves choices that have become impossible to the first possible one (or to
 * nothing), naming each. Among the possible ones it takes one that the constraints leave alone; where
 * there is none, the fault stays to be seen. The server never does this; it refuses (handbook 5.3, placement).
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
    if (!Array.isArray(value))
      configuration[key] = possible(field, value, scope, { path: key, reassigned })
  }
  for (const [key, entry] of model.groups) {
    const elements = resized(entry, scope, reassigned)
    configuration[key] = elements
    for (const [index, values] of elements.entries()) {
      const inside = withElement(scope, key, index, values)
      for (const [name, field] of entry.fields) {
        const path = `${key}.${index}.${name}`
        const value = values[name] ?? null
        const faultsWith = (instead: Value): number => {
          values[name] = instead
          return faultsOf(model, key, scope)
        }
        values[name] = possible(field, value, inside, { path, reassigned, faultsWith })
      }
    }
  }
  return { configuration: settle(model, configuration), reassigned }
}

/** How many constraints about a group the configuration breaks as it stands. */
const faultsOf = (model: Model, group: string, scope: Scope): number =>
  model.content.constraints
    .filter(({ field }) => fieldPath(field, scope) === group)
    .flatMap((constraint) =>
      scopesFor(scope, constraint.forEach).filter((inside) => !isSatisfied(constraint, inside)),
    ).length

function resized(
  { group, fields }: GroupModel,
  scope: Scope,
  reassigned: Reassignment[],
): ElementValues[] {
  const elements = elementsOf(scope, group.key).map((values) => ({ ...values }))
  const limits = groupLimits(group, scope)
  if (!limits) return elements

  const wanted = Math.min(limits.min, ELEMENTS_AT_MOST)
  while (elements.length < wanted) elements.push(emptyElement(fields.values()))
  // a list whose length is chosen elsewhere shrinks as it was told to; what somebody filled does not go silently
  const isTold = limits.min === limits.max && limits.max > 0
  const because = wrongCount(group, limits.min, limits.max, elements.length)
  for (const [past, values] of elements.slice(limits.max).entries()) {
    if (isTold && isUntouched(fields, values)) continue
    const from = [...fields.keys()].flatMap((name) => values[name] ?? []).at(0) ?? null
    reassigned.push({ path: `${group.key}.${limits.max + past}`, from, to: null, because })
  }
  return elements.slice(0, limits.max)
}

type Following = {
  path: string
  reassigned: Reassignment[]
  /** Constraints that would be broken with this value in place. */
  faultsWith?: (value: Value) => number
}

function possible(
  field: FieldModel,
  value: Value,
  scope: Scope,
  { path, reassigned, faultsWith = () => 0 }: Following,
): Value {
  if (typeof value !== 'string' || !isVisible(field, scope)) return value

  const problem = problemOfChoice(field, value, scope)
  if (!problem) return value

  const open = [...field.choices.values()]
    .filter((choice) => problemOfChoice(field, choice.value, scope) === null)
    .map((choice) => storedValue(choice, scope))
    .map((choice) => ({ choice, faults: faultsWith(choice) }))
  const fewest = Math.min(...open.map(({ faults }) => faults))
  const to = open.find(({ faults }) => faults === fewest)?.choice ?? null
  reassigned.push({ path, from: value, to, because: problem.sentence })
  return to
}

/** Whether an element is still as a form proposes it. */
const isUntouched = (fields: GroupModel['fields'], values: ElementValues): boolean =>
  [...fields].every(([name, field]) =>
    [proposed(field), openValue(field)].includes(values[name] ?? null),
  )

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
