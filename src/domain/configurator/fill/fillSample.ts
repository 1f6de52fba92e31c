import type { Condition } from '../ast'
import { followChanges } from '../follow'
import { modelOf, type Model } from '../model'
import { normalizeConfiguration } from '../normalize'
import type { Constraint, FamilyContent, Rule } from '../release'
import { ACCESSORIES, scopeOf } from '../scope'
import {
  accessoriesNamedIn,
  demandOf,
  isMet,
  NO_DEMAND,
  readsOfDemand,
  type Demand,
} from './demand'
import { Solver, type FilledSample } from './solve'

/** Why a rule adds no line to any sample. */
export type Obstacle =
  /** It is switched off. */
  | { kind: 'OFF' }
  /** Parts of its condition that hold under no answers, or never together. */
  | { kind: 'CONDITION'; parts: readonly Condition[] }
  /** It acts on the elements of a group that never has one. */
  | { kind: 'GROUP' }
  /** Its condition can hold, but then it adds none. */
  | { kind: 'QUANTITY' }
  /** Its condition can hold, but then these are broken. */
  | { kind: 'CONSTRAINTS'; constraints: readonly Constraint[] }
  /** It acts on accessories, and the sample has none. */
  | { kind: 'ACCESSORY' }
  /** No answers are accepted at all, whatever the rule says. */
  | { kind: 'FAMILY' }
  /** Nothing was found within a reasonable time. */
  | { kind: 'LOST' }

export type Filling =
  | {
      ok: true
      sample: FilledSample
      /** Answers that gave way, by path: `legs`, `basins.0.type`, `basins` for their number, `language`. */
      changed: readonly string[]
    }
  | { ok: false; against: Obstacle }

/**
 * Answers everything that is still open in a sample, so that the configuration is accepted and `rule`, if
 * there is one, adds a line. What was answered stays as far as that allows. Total: where nothing is
 * accepted, what stands against it is named. Whether an alternative is in the catalogue is left aside.
 */
export function fillSample(
  content: FamilyContent,
  given: FilledSample,
  rule: Rule | null,
): Filling {
  const model = modelOf(content)
  const { language } = given
  const { configuration } = followChanges(
    content,
    normalizeConfiguration(content, given.configuration).configuration,
    { language },
  )
  const start = { ...given, configuration }
  if (rule && !rule.enabled) return { ok: false, against: { kind: 'OFF' } }

  const demand = rule ? demandOf(rule) : NO_DEMAND
  const named = accessoriesNamedIn(demand)
  const numbers = [...new Set([...given.accessories.map(({ partNumber }) => partNumber), ...named])]
  const solver = new Solver(model, start, numbers)

  const plain = solver.solve(NO_DEMAND, content.constraints)
  const isDone = typeof plain !== 'string' && isMetBy(model, demand, plain)
  const solution = isDone ? plain : solver.solve(demand, content.constraints)
  if (typeof solution === 'string')
    return {
      ok: false,
      against: solution === 'LOST' ? { kind: 'LOST' } : obstacle(model, start, demand, solver),
    }
  return { ok: true, sample: solution, changed: changesIn(start, solution) }
}

const isMetBy = (model: Model, demand: Demand, sample: FilledSample): boolean =>
  isMet(demand, scopeOf(model, sample.configuration, sample), readsOfDemand(model, demand).provided)

function obstacle(model: Model, given: FilledSample, demand: Demand, solver: Solver): Obstacle {
  const { constraints } = model.content
  const isPossible = (instead: Partial<Demand>, kept: readonly Constraint[]) =>
    solver.solve({ ...demand, ...instead }, kept) !== 'NONE'

  if (solver.solve(NO_DEMAND, constraints) === 'NONE') return { kind: 'FAMILY' }
  const acts = readsOfDemand(model, demand)
  const readsAccessories = acts.own.has(ACCESSORIES) || acts.shared.has(ACCESSORIES)
  if (readsAccessories && given.accessories.length === 0) {
    const withOne = new Solver(model, given, ['ANY'])
    if (withOne.solve(demand, constraints) !== 'NONE') return { kind: 'ACCESSORY' }
  }
  if (!isPossible({ quantity: null }, [])) {
    const stays = (parts: readonly Condition[]) => !isPossible({ parts, quantity: null }, [])
    const parts = fewest(demand.parts, stays)
    return parts.length === 0 ? { kind: 'GROUP' } : { kind: 'CONDITION', parts }
  }
  if (!isPossible({}, [])) return { kind: 'QUANTITY' }
  const stays = (kept: readonly Constraint[]) => !isPossible({}, kept)
  return { kind: 'CONSTRAINTS', constraints: fewest(constraints, stays) }
}

/** What is left of a list when everything is taken out without which the trouble stays. */
function fewest<T>(list: readonly T[], stays: (kept: readonly T[]) => boolean): readonly T[] {
  let kept = list
  for (const one of list) {
    const others = kept.filter((other) => other !== one)
    if (stays(others)) kept = others
  }
  return kept
}

/** Answers that were given and are different now; what was open is only filled in. */
function changesIn(before: FilledSample, after: FilledSample): string[] {
  const changed = before.language === after.language ? [] : ['language']
  for (const [key, old] of Object.entries(before.configuration)) {
    const now = after.configuration[key]
    if (!Array.isArray(old) || !Array.isArray(now)) {
      if (old !== null && old !== now) changed.push(key)
      continue
    }
    if (old.length > now.length) changed.push(key)
    for (const [index, values] of now.entries())
      for (const [name, value] of Object.entries(old[index] ?? {}))
        if (value !== null && value !== values[name]) changed.push(`${key}.${index}.${name}`)
  }
  return changed
}
