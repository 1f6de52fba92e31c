import type { Configuration, ElementValues, Value } from './configuration'
import { holdsIfAny } from './evaluate'
import { modelOf, type FieldModel, type Model } from './model'
import { isVisible, openValue, storedValue } from './offer'
import { Complaints } from './raw'
import { readConfiguration } from './reading'
import type { FamilyContent } from './release'
import { elementsOf, scopeOf, withElement, type Scope } from './scope'

function settledValue(model: FieldModel, value: Value, scope: Scope): Value {
  if (!isVisible(model, scope)) return openValue(model)

  const choice = typeof value === 'string' ? model.choices.get(value) : undefined
  return choice?.storedAs ? (storedValue(choice, scope) ?? value) : value
}

/**
 * Clears what is hidden and stores ways of speaking as what they mean. Fields may depend only on
 * those above them, so that one pass from the top settles everything. Returns a new object.
 */
export function settle(model: Model, given: Configuration): Configuration {
  const configuration: Configuration = { ...given }
  const scope = scopeOf(model, configuration)

  for (const [key, field] of model.fields) {
    const value = configuration[key]
    configuration[key] = settledValue(field, Array.isArray(value) ? null : (value ?? null), scope)
  }
  for (const [key, { group, fields }] of model.groups) {
    const shown = holdsIfAny(group.visible, scope)
    const elements: ElementValues[] = shown
      ? elementsOf(scope, key).map((values) => ({ ...values }))
      : []
    configuration[key] = elements
    for (const [index, values] of elements.entries()) {
      const inside = withElement(scope, key, index, values)
      for (const [name, field] of fields)
        values[name] = settledValue(field, values[name] ?? null, inside)
    }
  }
  return configuration
}

/**
 * A configuration in its stored form, from any JSON: absent options are null, false or [], hidden
 * ones are cleared, placements are the ones meant, and what cannot be read is left out.
 * It judges nothing; `checkConfiguration` does.
 */
export function normalizeConfiguration(
  content: FamilyContent,
  raw: unknown,
): { configuration: Configuration } {
  const model = modelOf(content)
  const configuration = settle(model, readConfiguration(model, raw, new Complaints('en')))
  return { configuration }
}
