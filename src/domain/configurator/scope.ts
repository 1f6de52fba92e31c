import type { Language } from '../label'
import type { Path } from './ast'
import type { Accessory, Configuration, ElementValues, Value } from './configuration'
import { holds } from './evaluate'
import type { FieldModel, Model } from './model'
import { parsePath } from './path'
import type { Derived } from './release'

/** The element a condition speaks of; `group` may be `accessories`. */
export type Element = { group: string; index: number; values: Readonly<ElementValues> }

/** Everything a condition can see. Reading never fails: what is not there is null. */
export type Scope = {
  model: Model
  configuration: Configuration
  language: Language
  parameters: Readonly<Record<string, number>>
  accessories: readonly Accessory[]
  element: Element | null
  /** Features brought along by the alternatives that earlier rules chose. */
  provided: ReadonlySet<string>
  /** Ids on the bill of materials, at any level. */
  onBom: ReadonlySet<string>
  /** How many derived values are being worked out inside one another. */
  depth: number
}

const NOTHING: ReadonlySet<string> = new Set()

export const scopeOf = (
  model: Model,
  configuration: Configuration,
  rest: Partial<Omit<Scope, 'model' | 'configuration' | 'depth'>> = {},
): Scope => ({
  model,
  configuration,
  language: rest.language ?? 'EN',
  parameters: rest.parameters ?? {},
  accessories: rest.accessories ?? [],
  element: rest.element ?? null,
  provided: rest.provided ?? NOTHING,
  onBom: rest.onBom ?? NOTHING,
  depth: 0,
})

export const ACCESSORIES = 'accessories'

/** The elements of a group of the configuration, or the accessories. */
export function elementsOf(scope: Scope, group: string): readonly Readonly<ElementValues>[] {
  if (group === ACCESSORIES) return scope.accessories
  const list = Object.hasOwn(scope.configuration, group) ? scope.configuration[group] : undefined
  return Array.isArray(list) ? list : []
}

export const withElement = (
  scope: Scope,
  group: string,
  index: number,
  values: Readonly<ElementValues>,
): Scope => ({ ...scope, element: { group, index, values } })

/** The scope of each element of `forEach`; the given scope alone when there is no `forEach`. */
export const scopesFor = (scope: Scope, forEach: string | undefined): Scope[] =>
  forEach === undefined
    ? [scope]
    : elementsOf(scope, forEach).map((values, index) => withElement(scope, forEach, index, values))

const own = (values: Readonly<ElementValues>, key: string): Value =>
  Object.hasOwn(values, key) ? (values[key] ?? null) : null

/** A derived value that leads back to itself (which no release has) is null, not endless. */
function derive(derived: Derived, scope: Scope): Value {
  if (scope.depth > scope.model.content.derived.length) return null

  const inside = { ...scope, depth: scope.depth + 1 }
  for (const entry of derived.cases) if (holds(entry.when, inside)) return entry.value
  return null
}

function factOf(field: FieldModel | undefined, value: Value, fact: string): Value {
  if (field === undefined || typeof value !== 'string') return null
  return field.choices.get(value)?.facts?.[fact] ?? null
}

function readElement(scope: Scope, key: string, fact: string | null): Value {
  const { element, model } = scope
  if (!element) return null
  if (key === 'number') return element.index + 1

  const derived = model.elementDerived.get(element.group)?.get(key)
  if (derived) return derive(derived, scope)

  const value = own(element.values, key)
  return fact === null
    ? value
    : factOf(model.groups.get(element.group)?.fields.get(key), value, fact)
}

function readRoot(scope: Scope, key: string, fact: string | null): Value {
  const { configuration, model } = scope
  if (key === 'language') return scope.language
  if (key === ACCESSORIES) return scope.accessories.length || null

  const derived = model.derived.get(key)
  if (derived) return derive(derived, scope.element ? { ...scope, element: null } : scope)

  const value = Object.hasOwn(configuration, key) ? (configuration[key] ?? null) : null
  if (Array.isArray(value)) return value.length || null
  return fact === null ? value : factOf(model.fields.get(key), value, fact)
}

/** The value that a path names; a group reads as its number of elements, null when empty. */
export function readPath(scope: Scope, path: Path): Value {
  const place = parsePath(path)
  if (place.from === 'ROOT') return readRoot(scope, place.key, place.fact)
  if (place.from === 'ELEMENT') return readElement(scope, place.key, place.fact)

  const values = elementsOf(scope, place.group)[place.index]
  if (!values) return null
  return readElement(withElement(scope, place.group, place.index, values), place.key, place.fact)
}
