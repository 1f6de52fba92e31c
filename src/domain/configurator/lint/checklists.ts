import { CHECKLIST_KINDS, type Checklist, type ChecklistItem } from '../../quality/checklist'
import type { Condition } from '../ast'
import { modelOf, type Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent } from '../release'
import { strangers } from './paths'
import type { FamilyProblem } from './problem'

/**
 * Forms that could not be asked or answered: names that occur twice, conditions that read nothing,
 * limits that no number meets. The moves of a build ask for the results of all kinds of forms.
 */
export function checklistProblems(content: FamilyContent): FamilyProblem[] {
  const { checklists } = content
  const model = modelOf(content)
  const kinds = checklists.map(({ kind }) => kind)
  return [
    ...twice(
      'checklists',
      checklists.map(({ key }) => key),
    ),
    ...twice('checklists', kinds),
    ...CHECKLIST_KINDS.filter((kind) => !kinds.includes(kind)).map((kind) => ({
      where: 'checklists',
      message: `There is no form ${kind}.`,
    })),
    ...checklists.flatMap((checklist) => problemsOf(model, checklist)),
  ]
}

const twice = (where: string, names: readonly string[]): FamilyProblem[] =>
  [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    where,
    message: `“${name}” occurs twice.`,
  }))

function problemsOf(model: Model, { key, header, sections }: Checklist): FamilyProblem[] {
  const where = `checklist ${key}`
  const above = readsOf(model)
  for (const { source } of header) {
    if ('path' in source) above.path(source.path, null, false)
    if ('expression' in source) above.expression(source.expression, null)
  }
  return [
    ...twice(
      where,
      header.map((entry) => entry.key),
    ),
    ...twice(
      where,
      sections.map((section) => section.key),
    ),
    ...twice(
      where,
      sections.flatMap(({ items }) => items.map((item) => item.key)),
    ),
    ...unknown(where, above),
    ...sections.flatMap(({ key: name, repeat, when, label, items }) => {
      const self = repeat ?? null
      const reads = says(readsOf(model), label, self).condition(when, self)
      if (repeat !== undefined) reads.eachOf(repeat)
      return [
        ...unknown(`${where} section ${name}`, reads),
        ...items.flatMap((item) => itemProblems(model, item, repeat, where)),
      ]
    }),
  ]
}

/** What decides which items a form has: of a repeated one, its whole list. */
export function formReads(model: Model, { sections }: Checklist): Reads {
  const reads = readsOf(model)
  const asked = (group: string | undefined, when: Condition | undefined) => {
    if (group === undefined) reads.condition(when, null)
    else reads.expression({ op: 'count', group, where: when }, null)
  }
  for (const { when, repeat, items } of sections) {
    asked(repeat, when)
    for (const item of items) {
      const group = item.repeat ?? repeat
      asked(group, item.when)
      if (item.type !== 'QUANTITY') continue
      const { quantity } = item
      reads.amount(group === undefined ? quantity : { op: 'sum', group, of: quantity }, null)
    }
  }
  return reads
}

function itemProblems(
  model: Model,
  item: ChecklistItem,
  repeated: string | undefined,
  checklist: string,
): FamilyProblem[] {
  const where = `${checklist} item ${item.key}`
  const messages: string[] = []
  if (repeated !== undefined && item.repeat !== undefined)
    messages.push('It repeats inside a section that repeats already.')
  if (item.type === 'NUMBER' && (item.min ?? -Infinity) > (item.max ?? Infinity))
    messages.push(`The lower limit ${item.min} is above the upper limit ${item.max}.`)
  if (item.type === 'CHOICE' && item.choices.every(({ when }) => when !== undefined))
    messages.push('No choice is always offered.')

  return [
    ...messages.map((message) => ({ where, message })),
    ...(item.type === 'CHOICE'
      ? twice(
          where,
          item.choices.map(({ code }) => code),
        )
      : []),
    ...unknown(where, everyReadOf(model, item, item.repeat ?? repeated ?? null)),
  ]
}

function everyReadOf(model: Model, item: ChecklistItem, self: string | null): Reads {
  const reads = says(readsOf(model), item.label, self).condition(item.when, self)
  if (item.repeat !== undefined) reads.eachOf(item.repeat)
  if (typeof item.naAllowed !== 'boolean') reads.condition(item.naAllowed, self)
  for (const { when, partNumber } of item.part ?? [])
    reads.condition(when, self).template(partNumber, self)
  if (item.type === 'QUANTITY') reads.expression(item.quantity, self)
  if (item.type === 'CHOICE')
    for (const { when, ordered } of item.choices)
      reads.condition(when, self).condition(ordered, self)
  return reads
}

function says(reads: Reads, text: ChecklistItem['label'], self: string | null): Reads {
  for (const line of Object.values(text)) reads.template(line, self)
  return reads
}

/** What only the bill of materials or a rule can tell is unknown to a form as well. */
function unknown(where: string, reads: Reads): FamilyProblem[] {
  const paths = [...reads.unknown].map((path) => `“${path}” names nothing here.`)
  const others = reads.onBom || reads.provided.size > 0 ? ['A form cannot ask the catalogue.'] : []
  return [
    ...[...paths, ...others].map((message) => ({ where, message })),
    ...strangers(where, reads),
  ]
}
