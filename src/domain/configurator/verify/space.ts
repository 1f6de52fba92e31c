import type { Value } from '../configuration'
import {
  constraintReads,
  groupReads,
  invariantReads,
  offerReads,
  ruleReads,
  visibilityReads,
} from '../dependencies'
import type { FieldModel, Model } from '../model'
import { readsOf, type Reads } from '../reads'

/**
 * The discrete space of a family: for each field the values that can make a difference. Choices
 * and yes/no in full, an open optional choice as null; numbers at both sides of every limit and of
 * every constant they are compared with, in full where they enter a sum; decimal numbers that something
 * is counted by also between these.
 */
export type Space = {
  /** By slot: `length`, `basins.type`. */
  values: ReadonlyMap<string, readonly Value[]>
  /** Number fields that enter a sum over a range too wide to be walked in full. */
  tooWide: readonly string[]
}

const WALKED_IN_FULL = 200

/** `also`: what else the values have to make a difference to. */
export function spaceOf(model: Model, also?: Reads): Space {
  const reads = also ? allReads(model).merge(also) : allReads(model)
  const values = new Map<string, readonly Value[]>()
  const tooWide: string[] = []

  const add = (slot: string, field: FieldModel) => {
    values.set(slot, valuesOf(field, slot, reads))
    if (isTooWide(field, slot, reads)) tooWide.push(slot)
  }
  for (const [key, field] of model.fields) add(key, field)
  for (const [key, { fields }] of model.groups)
    for (const [name, field] of fields) add(`${key}.${name}`, field)
  return { values, tooWide }
}

/** Everything that decides about refusals and lines: warnings and notes never do. */
function allReads(model: Model): Reads {
  const { content } = model
  const reads = readsOf(model)
  const addField = (field: FieldModel, group: string | null) =>
    reads.merge(visibilityReads(model, field, group)).merge(offerReads(model, field, group))

  for (const field of model.fields.values()) addField(field, null)
  for (const [key, { group, fields }] of model.groups) {
    reads.merge(groupReads(model, group, null))
    for (const field of fields.values()) addField(field, key)
  }
  for (const constraint of content.constraints)
    reads.merge(constraintReads(model, constraint, null))
  for (const rule of content.rules) reads.merge(ruleReads(model, rule, null))
  for (const invariant of content.invariants) reads.merge(invariantReads(model, invariant, null))
  return reads
}

function valuesOf({ field }: FieldModel, slot: string, reads: Reads): Value[] {
  const open: Value[] = field.required ? [] : [null]
  if (field.type === 'BOOLEAN') return [false, true]
  if (field.type === 'CHOICE') return [...field.choices.map(({ value }) => value), ...open]

  const { min, max } = field
  const isCounted = field.type === 'NUMBER' && reads.counted.has(slot)
  const isInFull = (reads.computed.has(slot) || isCounted) && max - min <= WALKED_IN_FULL
  const steps = isInFull
    ? Array.from({ length: Math.floor(max - min) + 1 }, (_, index) => min + index)
    : []
  const edges =
    isInFull && !isCounted
      ? []
      : [...(reads.edges.get(slot) ?? [])].flatMap((edge) => [edge - 1, edge, edge + 1])
  const numbers = [...new Set([min - 1, min, ...steps, ...edges, max, max + 1])]
    .filter((edge) => edge >= min - 1 && edge <= max + 1)
    .sort((a, b) => a - b)
  return [...(isCounted ? withFractions(numbers) : numbers), ...open]
}

/** Sorted numbers with one that is not whole between each two of them. */
const withFractions = (numbers: readonly number[]): number[] =>
  numbers.flatMap((number, index) => {
    const next = numbers[index + 1]
    if (next === undefined) return [number]
    const half = Math.floor(number) + 0.5
    return [number, half > number && half < next ? half : (number + next) / 2]
  })

const isTooWide = ({ field }: FieldModel, slot: string, reads: Reads): boolean =>
  (field.type === 'INTEGER' || field.type === 'NUMBER') &&
  reads.computed.has(slot) &&
  field.max - field.min > WALKED_IN_FULL
