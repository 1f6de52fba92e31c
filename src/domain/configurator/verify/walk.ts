import { LANGUAGES, type Language } from '../../label'
import { groupLimits } from '../check'
import type { Configuration, ElementValues, Value } from '../configuration'
import { holdsIfAny } from '../evaluate'
import type { FieldModel, GroupModel, Model } from '../model'
import { isVisible, openValue, problemOfValue, storedValue } from '../offer'
import { ELEMENTS_AT_MOST } from '../reading'
import { scopeOf, withElement, type Scope } from '../scope'
import type { Projection } from './projection'
import type { Space } from './space'

/** A judgement over the slots it reads; checked as soon as all of them are chosen. */
export type Check = {
  id: string
  slots: ReadonlySet<string>
  /** The group whose elements it judges one by one, each by itself; null for all other checks. */
  element: string | null
  holds: (scope: Scope) => boolean
}

export type WalkOptions = {
  /** Slots whose value (or number of elements) must be possible; null: all of them. */
  strict: ReadonlySet<string> | null
  /** Assignments that break one of these are left out, with everything that follows them. */
  prune: readonly Check[]
  /** Values that are already chosen; only assignments that agree with them are walked. */
  fixed?: Configuration
  /** The document language, if it is chosen already. */
  language?: Language
  /** Groups of which `fixed` tells only the first elements. */
  beginning?: ReadonlySet<string>
  /** Gives up (and stops) after so many steps. */
  patience?: number
  /** Accessory ids, walked one at a time where accessories are looked at. */
  accessories?: readonly string[]
  /** How many elements a group may have when its number is not strict. */
  longest?: ReadonlyMap<string, number>
  /** What is tried first at a place: of `length`, `basins.0.type`, `language`, or the number of `basins`. */
  first?: (place: string) => Value | undefined
}

/** Return true to stop the walk. `weight`: how many raw inputs this stored assignment stands for. */
export type Visit = (scope: Scope, weight: number) => boolean | void

export type Candidate = { value: Value; weight: number }

/**
 * The values that a field can take in this scope, as they would be stored. A way of speaking
 * (`CENTER`) counts with the value it means.
 */
export function candidates(
  field: FieldModel,
  slot: string,
  scope: Scope,
  space: Space,
  strict: boolean,
): Candidate[] {
  if (!isVisible(field, scope)) return [{ value: openValue(field), weight: 1 }]

  const weights = new Map<Value, number>()
  for (const value of space.values.get(slot) ?? []) {
    if (strict && problemOfValue(field, value, scope)) continue
    const choice = typeof value === 'string' ? field.choices.get(value) : undefined
    const stored = choice?.storedAs ? (storedValue(choice, scope) ?? value) : value
    weights.set(stored, (weights.get(stored) ?? 0) + 1)
  }
  return [...weights].map(([value, weight]) => ({ value, weight }))
}

type Step = (weight: number) => boolean

/** Walks every assignment of a projection, in form order. The scope is reused: copy what you keep. */
export function walk(
  model: Model,
  space: Space,
  projection: Projection,
  options: WalkOptions,
  visit: Visit,
): boolean {
  const configuration: Configuration = {}
  const scope = scopeOf(model, configuration)
  const { fixed = {}, beginning = new Set<string>(), first = () => undefined } = options
  let patience = options.patience ?? Infinity
  const isStrict = (slot: string) => options.strict === null || options.strict.has(slot)
  const checksAfter = scheduleChecks(model, projection, options.prune)

  const guarded = (key: string, next: Step): Step => {
    const checks = checksAfter.get(key)
    if (!checks) return next
    return (weight) => checks.every((check) => check.holds(scope)) && next(weight)
  }

  const overLanguage = (next: Step): Step => {
    if (!projection.options.has('language')) return next
    const wanted = options.language === undefined ? LANGUAGES : [options.language]
    return (weight) =>
      leading(wanted, (language) => language === first('language')).some((language) => {
        scope.language = language
        return next(weight)
      })
  }

  const overAccessories = (next: Step): Step => {
    if (!projection.accessories) return next
    const choices = [[], ...(options.accessories ?? []).map((id) => [id])]
    return (weight) =>
      choices.some((ids) => {
        scope.accessories = ids.map((partNumber) => ({ partNumber, quantity: 1 }))
        return next(weight)
      })
  }

  const overOption = (key: string, field: FieldModel, next: Step): Step => {
    const wanted = fixed[key]
    return (weight) => {
      const choices = candidates(field, key, scope, space, isStrict(key))
      for (const choice of leading(choices, ({ value }) => value === first(key))) {
        if (wanted !== undefined && wanted !== choice.value) continue
        configuration[key] = choice.value
        patience -= 1
        if (patience < 0 || next(weight * choice.weight)) return true
      }
      return false
    }
  }

  const overGroup = (key: string, { group, fields }: GroupModel, next: Step): Step => {
    const names = projection.groups.get(key) ?? new Set<string>()
    const walked = [...fields].filter(([name]) => names.has(name))
    const wanted = fixed[key]
    const fixedElements = Array.isArray(wanted) ? wanted : null

    const overElements = (elements: ElementValues[], length: number, weight: number): boolean => {
      const index = elements.length
      if (index === length) return next(weight)

      const values: ElementValues = {}
      elements.push(values)
      const inside = withElement(scope, key, index, values)
      const overFields = (at: number, soFar: number): boolean => {
        const entry = walked[at]
        if (!entry) return overElements(elements, length, soFar)
        const [name, field] = entry
        const slot = `${key}.${name}`
        const expected = fixedElements?.[index]?.[name]
        const liked = first(`${key}.${index}.${name}`)
        const choices = candidates(field, slot, inside, space, isStrict(slot))
        for (const choice of leading(choices, ({ value }) => value === liked)) {
          if (expected !== undefined && expected !== choice.value) continue
          values[name] = choice.value
          patience -= 1
          if (patience < 0 || overFields(at + 1, soFar * choice.weight)) return true
        }
        delete values[name]
        return false
      }
      const stopped = overFields(0, weight)
      elements.pop()
      return stopped
    }

    return (weight) => {
      const isShown = holdsIfAny(group.visible, scope)
      for (const length of leading(lengthsOf(isShown), (length) => length === first(key))) {
        const known = fixedElements?.length ?? 0
        const agrees = beginning.has(key) ? length >= known : length === known
        if (fixedElements && !agrees) continue
        const elements: ElementValues[] = []
        configuration[key] = elements
        if (overElements(elements, length, weight)) return true
      }
      return false
    }

    function lengthsOf(isShown: boolean): number[] {
      if (!isShown) return [0]
      if (projection.single.has(key)) return [1]
      if (!isStrict(key)) return upTo(0, options.longest?.get(key) ?? 0)
      const limits = groupLimits(group, scope)
      if (!limits) return []
      return upTo(Math.max(0, Math.ceil(limits.min)), Math.min(ELEMENTS_AT_MOST, limits.max))
    }
  }

  let step: Step = (weight) => visit(scope, weight) === true
  step = overAccessories(step)
  for (const [key, group] of [...model.groups].toReversed())
    if (projection.groups.has(key)) step = overGroup(key, group, guarded(key, step))
  for (const [key, field] of [...model.fields].toReversed())
    if (projection.options.has(key)) step = overOption(key, field, guarded(key, step))
  return overLanguage(step)(1)
}

/** Walks of so many parts are short enough, each, to let others have their turn between them. */
const SLICES = 256

/**
 * Parts of one walk that together are the whole of it: the first options of the form with each of
 * the values that they can have, to be walked as `fixed`.
 */
export function* slicesOf(
  model: Model,
  space: Space,
  { options }: Projection,
): Generator<Configuration> {
  const leading: [string, readonly Value[]][] = []
  let slices = 1
  for (const [key, field] of model.fields) {
    if (!options.has(key)) continue
    if (slices >= SLICES) break
    const values = [...new Set([...(space.values.get(key) ?? []), openValue(field)])]
    leading.push([key, values])
    slices *= values.length
  }
  yield* combined(leading)
}

function* combined(
  leading: readonly (readonly [string, readonly Value[]])[],
): Generator<Configuration> {
  const [first, ...rest] = leading
  if (!first) return yield {}
  const [key, values] = first
  for (const value of values) for (const others of combined(rest)) yield { [key]: value, ...others }
}

/** The same list with what is liked before the rest. */
function leading<T>(list: readonly T[], isLiked: (one: T) => boolean): readonly T[] {
  const at = list.findIndex(isLiked)
  return at <= 0 ? list : [...list.slice(at, at + 1), ...list.slice(0, at), ...list.slice(at + 1)]
}

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, Math.floor(to) - from + 1) }, (_, index) => from + index)

/** Each check, under the key of the last thing it reads; checks that read more are left out. */
function scheduleChecks(
  model: Model,
  projection: Projection,
  checks: readonly Check[],
): Map<string, Check[]> {
  const order = [...model.fields.keys(), ...model.groups.keys()]
  const schedule = new Map<string, Check[]>()
  for (const check of checks) {
    const readable = [...check.slots].every((slot) => isChosen(slot, check, projection))
    const keys = [...check.slots].map((slot) => slot.split('.')[0] ?? slot)
    const last = order.findLast((key) => keys.includes(key))
    if (readable && last !== undefined) schedule.set(last, [...(schedule.get(last) ?? []), check])
  }
  return schedule
}

function isChosen(slot: string, check: Check, { options, groups, single }: Projection): boolean {
  const [key = slot, field] = slot.split('.')
  if (options.has(key)) return true
  const isVisible = !single.has(key) || check.element === key
  return isVisible && (field === undefined ? groups.has(key) : groups.get(key)?.has(field) === true)
}
