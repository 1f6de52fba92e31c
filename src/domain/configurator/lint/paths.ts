import type { Label } from '../../label'
import { groupReads, invariantReads, offerReads, ruleReads, visibilityReads } from '../dependencies'
import { modelOf, type FieldModel, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent, Note, Rule } from '../release'
import type { FamilyProblem } from './problem'

/** `may`: what it can ask beside the configuration. */
type Place = { where: string; reads: Reads; may?: readonly Question[] }

/** What stands on the bill, and what the rules above brought along. */
type Question = 'BILL' | 'FEATURES'

/** Paths that name nothing, fields that look at something below themselves, and questions that nobody answers. */
export const pathProblems = (content: FamilyContent): FamilyProblem[] => [
  ...placesOf(content).flatMap(({ where, reads, may = [] }) => [
    ...unknown(where, reads),
    ...unanswered(where, reads, may),
  ]),
  ...orderProblems(modelOf(content)),
]

/** Values that are compared with an option and are none of its choices: they were renamed or removed. */
export const valueProblems = (content: FamilyContent): FamilyProblem[] =>
  placesOf(content).flatMap(({ where, reads }) => strangers(where, reads))

/** Whatever of a family reads the configuration, but for forms and tasks. */
function placesOf(content: FamilyContent): Place[] {
  const model = modelOf(content)
  const fresh = () => readsOf(model)
  return [
    ...fieldPlaces(model),
    ...content.derived.map(({ key, group, cases }): Place => {
      const reads = fresh()
      for (const { when } of cases) reads.condition(when, group ?? null)
      // told where it is read
      return { where: `derived ${key}`, reads, may: ['BILL', 'FEATURES'] }
    }),
    ...content.constraints.map(({ id, forEach, when, require, field, message }): Place => {
      const self = forEach ?? null
      const reads = fresh().condition(when, self).condition(require, self).path(field, self, false)
      return { where: `constraint ${id}`, reads: says(reads, message, self) }
    }),
    ...content.warnings.map((warning): Place => ({
      ...messagePlace(model, warning),
      may: ['BILL'],
    })),
    ...content.notes.map((note) => messagePlace(model, note)),
    ...content.rules.map((rule): Place => ({
      where: `rule ${rule.id}`,
      reads: everyReadOf(model, rule),
      may: ['FEATURES'],
    })),
    ...content.invariants.map((invariant) => ({
      where: `invariant ${invariant.id}`,
      reads: invariantReads(model, invariant, null),
    })),
    ...schematicPlaces(model),
  ]
}

function messagePlace(model: Model, { id, forEach, when, field, message }: Note): Place {
  const self = forEach ?? null
  const reads = readsOf(model).condition(when, self).path(field, self, false)
  return { where: `message ${id}`, reads: says(reads, message, self) }
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

/** Questions to which the answer is always no: only warnings are told the bill, and only rules each other's features. */
export const unanswered = (
  where: string,
  reads: Reads,
  may: readonly Question[] = [],
): FamilyProblem[] => [
  ...(reads.onBom && !may.includes('BILL')
    ? [
        {
          where,
          message: 'It asks what stands on the bill of materials: only a warning can ask that.',
        },
      ]
    : []),
  ...(may.includes('FEATURES') ? [] : [...reads.provided]).map((tag) => ({
    where,
    message: `It waits for “${tag}”: only a rule can ask what other rules bring along.`,
  })),
]

/** What a condition waits for in vain. */
export const strangers = (where: string, reads: Reads): FamilyProblem[] =>
  [...reads.strangers].flatMap(([slot, values]) =>
    [...values].map((value) => ({ where, message: `“${value}” is no choice of ${slot}.` })),
  )

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

const readsOfField = (model: Model, field: FieldModel, group: string | null): Reads =>
  readsOf(model)
    .merge(visibilityReads(model, field, group))
    .merge(offerReads(model, field, group))

/** Options and groups in the order of the form. */
function fieldPlaces(model: Model): Place[] {
  return [
    ...[...model.fields].map(([key, field]): Place => ({
      where: `option ${key}`,
      reads: readsOfField(model, field, null),
    })),
    ...[...model.groups].flatMap(([key, { group, fields }]): Place[] => [
      {
        where: `group ${key}`,
        reads: says(readsOf(model).merge(groupReads(model, group, null)), group.elementLabel, key),
      },
      ...[...fields].map(([name, field]): Place => ({
        where: `option ${key}.${name}`,
        reads: readsOfField(model, field, key),
      })),
    ]),
  ]
}

/** Fields that look at something below themselves. */
function orderProblems(model: Model): FamilyProblem[] {
  const problems: FamilyProblem[] = []
  const above = new Set<string>(['language'])
  const judge = (where: string, reads: Reads) => {
    for (const slot of reads.slots())
      if (!above.has(slot))
        problems.push({ where, message: `It depends on “${slot}”, which does not stand above it.` })
  }
  for (const [key, field] of model.fields) {
    judge(`option ${key}`, readsOfField(model, field, null))
    above.add(key)
  }
  for (const [key, { group, fields }] of model.groups) {
    judge(`group ${key}`, groupReads(model, group, null))
    above.add(key)
    for (const [name, field] of fields) {
      judge(`option ${key}.${name}`, readsOfField(model, field, key))
      above.add(`${key}.${name}`)
    }
  }
  return problems
}

function schematicPlaces(model: Model): Place[] {
  const { schematic } = model.content
  if (!schematic) return []

  const reads = readsOf(model).expression(schematic.length, null).expression(schematic.width, null)
  const { direction, basins, faucets, sprayers, pegboard } = schematic
  if (direction)
    reads.path(direction.path, null, false).compared(direction.path, null, [direction.leftToRight])
  if (basins) {
    const { group, width, length, type, badges } = basins
    reads.expression(width, group).expression(length, group).path(type, group, false)
    for (const { when } of badges) reads.condition(when, group)
  }
  if (faucets) {
    const { group, quantity, type, placement, places, automatic } = faucets
    reads.expression(quantity, group).path(type, group, false).path(placement, group, false)
    reads.compared(placement, group, Object.keys(places))
    if (automatic) reads.condition(automatic.when, automatic.group)
  }
  if (sprayers) {
    const { group, quantity, type, side, left } = sprayers
    reads.expression(quantity, group).path(type, group, false).path(side, group, false)
    reads.compared(side, group, [left])
  }
  if (pegboard)
    reads
      .condition(pegboard.when, null)
      .expression(pegboard.width, null)
      .path(pegboard.color, null, false)
      .condition(pegboard.perforated, null)
  return [{ where: 'schematic', reads }]
}
