import type { Accessory, Configuration, Value } from '../configuration'
import { constraintReads } from '../dependencies'
import { newElement } from '../follow'
import type { Language } from '../../label'
import type { FieldModel, Model } from '../model'
import type { Constraint } from '../release'
import type { Scope } from '../scope'
import { projectionOf, wholeProjection, type Projection } from '../verify/projection'
import { spaceOf, type Space } from '../verify/space'
import { checkOf } from '../verify/constraintCheck'
import { walk, type WalkOptions } from '../verify/walk'
import { isMet, readsOfDemand, type Demand } from './demand'

/** What a trial makes a bill of materials of. */
export type FilledSample = {
  configuration: Configuration
  language: Language
  accessories: readonly Accessory[]
}

/** `LOST`: there may be one, and it was not found in a reasonable time. */
export type Solution = FilledSample | 'NONE' | 'LOST'

/** A walk that finds something does so in far fewer steps. */
const PATIENCE = 20_000
/** What the demand looks at, taken so many ways, is completed to a whole configuration. */
const ATTEMPTS = 40

/**
 * A complete configuration in which the demand is met and no constraint broken, as close to the given one
 * as is found: an answer given earlier in the form gives way last.
 */
export class Solver {
  private readonly space: Space
  private readonly first: (place: string) => Value | undefined

  constructor(
    private readonly model: Model,
    private readonly given: FilledSample,
    private readonly accessories: readonly string[],
  ) {
    this.space = spaceWith(model, given.configuration)
    this.first = (place) => likedAt(model, given, place)
  }

  solve(demand: Demand, constraints: readonly Constraint[]): Solution {
    const reads = readsOfDemand(this.model, demand)
    const { provided } = reads
    const near = projectionOf(this.model, reads)
    const found = this.search(demand, constraints, near, provided)
    if (found !== 'LOST') return found
    // the constraints are looked at as well, so that what they rule out is left early
    for (const constraint of constraints) reads.merge(constraintReads(this.model, constraint, null))
    return this.search(demand, constraints, projectionOf(this.model, reads), provided)
  }

  /** Walks what the projection holds and completes what meets the demand. */
  private search(
    demand: Demand,
    constraints: readonly Constraint[],
    projection: Projection,
    provided: ReadonlySet<string>,
  ): Solution {
    let attempts = ATTEMPTS
    let isLost = false
    let found: FilledSample | null = null
    const isStopped = this.walk(
      projection,
      constraints,
      { patience: PATIENCE * 10, accessories: this.accessories },
      (scope) => {
        if (!isMet(demand, scope, provided)) return false
        const whole = this.completed(projection, constraints, scope)
        isLost ||= whole === 'LOST'
        if (typeof whole !== 'string') found = whole
        attempts -= 1
        return found !== null || attempts === 0
      },
    )
    if (found) return found
    return isStopped || isLost ? 'LOST' : 'NONE'
  }

  private completed(
    { single }: Projection,
    constraints: readonly Constraint[],
    { configuration, language, accessories }: Scope,
  ): Solution {
    let found: FilledSample | null = null
    const isStopped = this.walk(
      wholeProjection(this.model),
      constraints,
      { patience: PATIENCE, fixed: configuration, language, beginning: single },
      (scope) => {
        found = {
          configuration: structuredClone(scope.configuration),
          language: scope.language,
          accessories: together(this.given.accessories, accessories),
        }
        return true
      },
    )
    return found ?? (isStopped ? 'LOST' : 'NONE')
  }

  private walk(
    projection: Projection,
    constraints: readonly Constraint[],
    options: Partial<WalkOptions>,
    visit: (scope: Scope) => boolean,
  ): boolean {
    const prune = constraints.map((constraint) => checkOf(this.model, constraint))
    const { model, space, first } = this
    return walk(model, space, projection, { strict: null, prune, first, ...options }, visit)
  }
}

function together(given: readonly Accessory[], more: readonly Accessory[]): readonly Accessory[] {
  const isNew = ({ partNumber }: Accessory) => given.every((one) => one.partNumber !== partNumber)
  return [...given, ...more.filter(isNew)]
}

/** The space with the numbers that were given: it holds none but those where something changes. */
function spaceWith(model: Model, given: Configuration): Space {
  const space = spaceOf(model)
  const values = new Map(space.values)
  const add = (slot: string, field: FieldModel | undefined, value: Value | undefined) => {
    const known = values.get(slot) ?? []
    if (typeof value === 'number' && field && !known.includes(value))
      values.set(slot, [...known, value])
  }
  for (const [key, value] of Object.entries(given)) {
    if (!Array.isArray(value)) add(key, model.fields.get(key), value)
    else
      for (const element of value)
        for (const [name, one] of Object.entries(element))
          add(`${key}.${name}`, model.groups.get(key)?.fields.get(name), one)
  }
  return { ...space, values }
}

/** What was given at a place; an element that is not there yet is as a form proposes it. */
function likedAt(model: Model, given: FilledSample, place: string): Value | undefined {
  if (place === 'language') return given.language
  const [key = '', index, name = ''] = place.split('.')
  const value = given.configuration[key]
  if (!Array.isArray(value)) return value
  if (index === undefined) return value.length
  return (value[Number(index)] ?? newElement(model.content, key))[name]
}
