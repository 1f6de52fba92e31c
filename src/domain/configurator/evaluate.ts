import type { Comparison, Condition, Expression, Path } from './ast'
import type { ElementValues, Value } from './configuration'
import type { FieldModel } from './model'
import { parsePath } from './path'
import type { Derived } from './release'
import { ACCESSORIES, elementsOf, withElement, type Scope } from './scope'

/** Reading paths, computing expressions and judging conditions. Total: what is not there is null. */

const COMPARE: Record<Comparison, (left: number, right: number) => boolean> = {
  LT: (left, right) => left < right,
  LE: (left, right) => left <= right,
  EQ: (left, right) => left === right,
  NE: (left, right) => left !== right,
  GE: (left, right) => left >= right,
  GT: (left, right) => left > right,
}

function countElements(scope: Scope, group: string, where: Condition | undefined): number {
  const elements = elementsOf(scope, group)
  if (!where) return elements.length

  let found = 0
  for (const [index, values] of elements.entries())
    if (holds(where, withElement(scope, group, index, values))) found += 1
  return found
}

/** The number an expression stands for; null when something it needs is not known. */
export function compute(expression: Expression, scope: Scope): number | null {
  if (typeof expression === 'number') return expression

  switch (expression.op) {
    case 'value': {
      const value = readPath(scope, expression.path)
      return typeof value === 'number' ? value : null
    }
    case 'parameter':
      return (
        scope.parameters[expression.name] ?? scope.model.parameters.get(expression.name) ?? null
      )
    case 'count':
      return countElements(scope, expression.group, expression.where)
    case 'sum': {
      let total = 0
      for (const [index, values] of elementsOf(scope, expression.group).entries()) {
        const inside = withElement(scope, expression.group, index, values)
        if (!expression.where || holds(expression.where, inside))
          total += compute(expression.of, inside) ?? 0
      }
      return total
    }
    case 'add': {
      let total = 0
      for (const part of expression.of) {
        const known = compute(part, scope)
        if (known === null) return null
        total += known
      }
      return total
    }
    case 'max':
    case 'min': {
      const known = expression.of
        .map((part) => compute(part, scope))
        .filter((part) => part !== null)
      if (known.length === 0) return null
      return expression.op === 'max' ? Math.max(...known) : Math.min(...known)
    }
    case 'firstOf': {
      for (const part of expression.of) {
        const known = compute(part, scope)
        if (known !== null) return known
      }
      return null
    }
  }
}

/** Whether a condition holds. Total: a value that is not known satisfies no comparison. */
export function holds(condition: Condition, scope: Scope): boolean {
  switch (condition.op) {
    case 'equals':
      return readPath(scope, condition.path) === condition.value
    case 'in': {
      const value = readPath(scope, condition.path)
      return value !== null && condition.values.includes(value)
    }
    case 'between': {
      const value = readPath(scope, condition.path)
      return (
        typeof value === 'number' &&
        (condition.min === null || value >= condition.min) &&
        (condition.max === null || value <= condition.max)
      )
    }
    case 'compare': {
      const left = compute(condition.left, scope)
      const right = compute(condition.right, scope)
      return left !== null && right !== null && COMPARE[condition.is](left, right)
    }
    case 'exists':
      return readPath(scope, condition.path) !== null
    case 'contains': {
      const value = readPath(scope, condition.path)
      return typeof value === 'string' && value.includes(condition.text)
    }
    case 'and':
      return condition.all.every((part) => holds(part, scope))
    case 'or':
      return condition.any.some((part) => holds(part, scope))
    case 'not':
      return !holds(condition.condition, scope)
    case 'some':
      return countElements(scope, condition.group, condition.where) > 0
    case 'every':
      return (
        countElements(scope, condition.group, condition.where) ===
        elementsOf(scope, condition.group).length
      )
    case 'onBom':
      return condition.items.some((item) => scope.onBom.has(item))
    case 'provided':
      return scope.provided.has(condition.tag)
  }
}

/** A condition that is absent always holds. */
export const holdsIfAny = (condition: Condition | undefined, scope: Scope): boolean =>
  condition === undefined || holds(condition, scope)

// --- paths ---------------------------------------------------------------------------------------

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
  const facts = field.choices.get(value)?.facts
  return facts && Object.hasOwn(facts, fact) ? (facts[fact] ?? null) : null
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
