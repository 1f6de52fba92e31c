import type { Label } from '../../label'
import { groupReads, invariantReads, offerReads, ruleReads, visibilityReads } from '../dependencies'
import { modelOf, type FieldModel, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent, Rule } from '../release'
import type { FamilyProblem } from './problem'

/** Paths that name nothing, and fields that look at something below themselves. */
export function pathProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const fresh = () => readsOf(model)
  return [
    ...fieldPathProblems(model),
    ...content.constraints.flatMap(({ id, forEach, when, require, field, message }) => {
      const self = forEach ?? null
      const reads = fresh().condition(when, self).condition(require, self).path(field, self, false)
      return unknown(`constraint ${id}`, says(reads, message, self))
    }),
    ...[...content.warnings, ...content.notes].flatMap(({ id, forEach, when, field, message }) => {
      const self = forEach ?? null
      const reads = fresh().condition(when, self).path(field, self, false)
      return unknown(`message ${id}`, says(reads, message, self))
    }),
    ...content.rules.flatMap((rule) => unknown(`rule ${rule.id}`, everyReadOf(model, rule))),
    ...content.invariants.flatMap((invariant) =>
      unknown(`invariant ${invariant.id}`, invariantReads(model, invariant, null)),
    ),
    ...schematicProblems(model),
  ]
}

/** Derived values may read only those above them; else nothing could be worked out. */
export function derivedProblems(content: FamilyContent): FamilyProblem[] {
  return content.derived.flatMap(({ key, group, cases }, index) => {
    const above = modelOf({ ...content, derived: content.derived.slice(0, index) })
    const reads = readsOf(above)
    for (const { when } of cases) reads.condition(when, group ?? null)
    return unknown(`derived ${key}`, reads)
  })
}

const unknown = (where: string, reads: Reads): FamilyProblem[] =>
  [...reads.unknown].map((path) => ({ where, message: `“${path}” names nothing here.` }))

function says(reads: Reads, text: Label, self: string | null): Reads {
  for (const line of Object.values(text)) reads.template(line, self)
  return reads
}

function everyReadOf(model: Model, rule: Rule): Reads {
  const self = rule.forEach ?? null
  const reads = says(readsOf(model).merge(ruleReads(model, rule, null)), rule.because, self)
  if (rule.item.kind === 'CUSTOM') says(reads, rule.item.name, self)
  if (rule.item.kind === 'FIRST_OF')
    for (const { replaceChild } of rule.item.alternatives)
      for (const { because, item } of replaceChild?.by ?? []) {
        says(reads, because, self)
        if (item.kind === 'CUSTOM') says(reads, item.name, self)
      }
  return reads
}

function fieldPathProblems(model: Model): FamilyProblem[] {
  const problems: FamilyProblem[] = []
  const above = new Set<string>(['language'])

  const judge = (where: string, reads: readonly Reads[]) => {
    for (const part of reads) {
      problems.push(...unknown(where, part))
      for (const slot of part.slots())
        if (!above.has(slot))
          problems.push({
            where,
            message: `It depends on “${slot}”, which does not stand above it.`,
          })
    }
  }
  const readsOfField = (field: FieldModel, group: string | null) => [
    visibilityReads(model, field, group),
    offerReads(model, field, group),
  ]

  for (const [key, field] of model.fields) {
    judge(`option ${key}`, readsOfField(field, null))
    above.add(key)
  }
  for (const [key, { group, fields }] of model.groups) {
    judge(`group ${key}`, [groupReads(model, group, null)])
    problems.push(...unknown(`group ${key}`, says(readsOf(model), group.elementLabel, key)))
    above.add(key)
    for (const [name, field] of fields) {
      judge(`option ${key}.${name}`, readsOfField(field, key))
      above.add(`${key}.${name}`)
    }
  }
  return problems
}

function schematicProblems(model: Model): FamilyProblem[] {
  const { schematic } = model.content
  if (!schematic) return []

  const reads = readsOf(model).expression(schematic.length, null).expression(schematic.width, null)
  const { direction, basins, faucets, sprayers, pegboard } = schematic
  if (direction) reads.path(direction.path, null, false)
  if (basins) {
    const { group, width, length, type, badges } = basins
    reads.expression(width, group).expression(length, group).path(type, group, false)
    for (const { when } of badges) reads.condition(when, group)
  }
  if (faucets) {
    const { group, quantity, type, placement, automatic } = faucets
    reads.expression(quantity, group).path(type, group, false).path(placement, group, false)
    if (automatic) reads.condition(automatic.when, automatic.group)
  }
  if (sprayers) {
    const { group, quantity, type, side } = sprayers
    reads.expression(quantity, group).path(type, group, false).path(side, group, false)
  }
  if (pegboard)
    reads
      .condition(pegboard.when, null)
      .expression(pegboard.width, null)
      .path(pegboard.color, null, false)
      .condition(pegboard.perforated, null)
  return unknown('schematic', reads)
}
