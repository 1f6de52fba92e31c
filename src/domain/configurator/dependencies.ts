import type { FieldModel, Model } from './model'
import { readsOf, type Reads } from './reads'
import type { Constraint, Group, Invariant, Rule } from './release'

/** What the parts of a family depend on; static, so each is worked out once per content. */

function remembered<K extends object>(
  work: (model: Model, part: K, group: string | null) => Reads,
): (model: Model, part: K, group: string | null) => Reads {
  const known = new WeakMap<K, Reads>()
  return (model, part, group) => {
    const before = known.get(part)
    if (before) return before
    const fresh = work(model, part, group)
    known.set(part, fresh)
    return fresh
  }
}

/** Whether a field is shown. */
export const visibilityReads = remembered<FieldModel>((model, { field }, group) =>
  readsOf(model).condition(field.visible, group),
)

/** Which of its choices are possible, and what they are stored as. */
export const offerReads = remembered<FieldModel>((model, { choices }, group) => {
  const reads = readsOf(model)
  for (const choice of choices.values()) {
    for (const entry of choice.only ?? []) reads.condition(entry.when, group)
    for (const entry of choice.storedAs ?? []) reads.condition(entry.when, group)
  }
  return reads
})

/** Whether a group is shown and how many elements it takes. */
export const groupReads = remembered<Group>((model, group) =>
  readsOf(model).condition(group.visible, null).amount(group.min, null).amount(group.max, null),
)

export const constraintReads = remembered<Constraint>((model, constraint) => {
  const self = constraint.forEach ?? null
  const reads = readsOf(model)
  if (self !== null) reads.eachOf(self)
  return reads.condition(constraint.when, self).condition(constraint.require, self)
})

/** What decides which lines a rule adds: not its sentences. */
export const ruleReads = remembered<Rule>((model, rule) => {
  const self = rule.forEach ?? null
  const reads = readsOf(model)
  if (self !== null) reads.eachOf(self)
  reads.condition(rule.when, self).amount(rule.quantity, self)
  for (const template of Object.values(rule.attributes ?? {})) reads.template(template, self)

  const custom = (item: { number: string; dimensions: Record<string, string> }) => {
    reads.template(item.number, self)
    for (const path of Object.values(item.dimensions)) reads.path(path, self, false)
  }
  const { item } = rule
  if (item.kind === 'ITEM') reads.template(item.id, self)
  if (item.kind === 'CUSTOM') custom(item)
  if (item.kind === 'FIRST_OF')
    for (const alternative of item.alternatives) {
      reads.condition(alternative.when, self).template(alternative.id, self)
      for (const replacement of alternative.replaceChild?.by ?? []) {
        reads.condition(replacement.when, self)
        if (replacement.item.kind === 'ITEM') reads.template(replacement.item.id, self)
        else custom(replacement.item)
      }
    }
  return reads
})

/** What decides how many lines an invariant expects; the lines themselves come from rules. */
export const invariantReads = remembered<Invariant>((model, invariant) => {
  const self = invariant.forEach ?? null
  const reads = readsOf(model)
  if (self !== null) reads.eachOf(self)
  reads.condition(invariant.when, self).expression(invariant.min, self)
  return invariant.max === null ? reads : reads.expression(invariant.max, self)
})

const slots = new WeakMap<Reads, ReadonlySet<string>>()

function slotsOf(reads: Reads): ReadonlySet<string> {
  const known = slots.get(reads)
  if (known) return known
  const fresh = reads.slots()
  slots.set(reads, fresh)
  return fresh
}

export const readsOfConstraint = (model: Model, constraint: Constraint): ReadonlySet<string> =>
  slotsOf(constraintReads(model, constraint, null))

export const readsOfOffer = (
  model: Model,
  field: FieldModel,
  group: string | null,
): ReadonlySet<string> => slotsOf(offerReads(model, field, group))
