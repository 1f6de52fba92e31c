import {
  calledAlike,
  LOCALE_NAMES,
  LOCALES,
  labelText,
  readsAsNothing,
  type Label,
} from '../../label'
import type { Checklist, ChecklistItem } from '../../quality/checklist'
import type { FamilyContent, Field, Rule } from '../release'
import { madeBy } from './madeToMeasure'
import type { FamilyProblem } from './problem'

/** What people would read as nothing: labels, reasons and sentences without text. */
export function textProblems(content: FamilyContent): FamilyProblem[] {
  return [
    ...text('label', 'The name of the family', content.label),
    ...text('description', 'The description of the family', content.description),
    ...content.options.flatMap((field) => fieldTexts(field, `option ${field.key}`)),
    ...content.groups.flatMap(({ key, label, elementLabel, fields }) => [
      ...text(`group ${key}`, 'Its label', label, 'label'),
      ...text(`group ${key}`, 'The heading of one element', elementLabel, 'elementLabel'),
      ...fields.flatMap((field) => fieldTexts(field, `option ${key}.${field.key}`)),
    ]),
    ...content.rules.flatMap((rule) => [
      ...text(`rule ${rule.id}`, 'Its name', rule.label, 'label'),
      ...text(`rule ${rule.id}`, 'The reason on the line', rule.because, 'because'),
      ...replacementsOf(rule).flatMap(({ because }) =>
        text(`rule ${rule.id}`, 'The reason of its replacement', because),
      ),
    ]),
    ...madeBy(content).flatMap(({ rule, item }) =>
      text(`rule ${rule.id}`, 'The name of the part made to measure', item.name),
    ),
    ...content.displayOrder.flatMap(({ role, label }) =>
      text('display order', `The label of ${role}`, label),
    ),
    ...content.constraints.flatMap(({ id, message }) =>
      text(`constraint ${id}`, 'What people read', message, 'message'),
    ),
    ...[...content.warnings, ...content.notes].flatMap(({ id, message }) =>
      text(`message ${id}`, 'What people read', message, 'message'),
    ),
    ...content.wizard.sections.flatMap(({ key, label }) =>
      text(`wizard section ${key}`, 'Its heading', label, 'label'),
    ),
    ...content.checklists.flatMap(checklistTexts),
    ...content.taskTemplates.flatMap(({ key, tasks, furtherWork }) =>
      [...tasks, ...furtherWork].flatMap((entry) =>
        text(`task ${key}.${entry.key}`, 'Its title', entry.title, 'title'),
      ),
    ),
  ]
}

const replacementsOf = ({ item }: Rule) =>
  item.kind === 'FIRST_OF'
    ? item.alternatives.flatMap(({ replaceChild }) => replaceChild?.by ?? [])
    : []

function fieldTexts(field: Field, where: string): FamilyProblem[] {
  const own = text(where, 'Its label', field.label, 'label')
  if (field.type === 'BOOLEAN') return own
  if (field.type !== 'CHOICE') return [...own, ...unitTexts(where, field.unit)]
  const labels = field.choices.map(({ value, label }) => ({ name: value, label }))
  return [
    ...own,
    ...field.choices.flatMap(({ value, label, only = [] }) => [
      ...(readsAsNothing(value)
        ? [{ where, message: `The value of the choice “${labelText(label)}” is empty.` }]
        : []),
      ...text(where, `The label of ${value}`, label),
      ...only.flatMap(({ message }) =>
        text(where, `What people read where ${value} is not available`, message),
      ),
    ]),
    ...alike(labels, where),
  ]
}

const unitTexts = (where: string, unit: Label | undefined): FamilyProblem[] =>
  unit === undefined ? [] : text(where, 'Its unit', unit, 'unit')

function checklistTexts({ key, label, document, statement, header, sections }: Checklist) {
  const form = `checklist ${key}`
  return [
    ...text(form, 'Its label', label, 'label'),
    ...text(form, 'The statement that is signed', statement, 'statement'),
    ...(readsAsNothing(document)
      ? [{ where: form, message: 'The number of its document is empty.' }]
      : []),
    ...header.flatMap((fact) => text(form, `The label of ${fact.key}`, fact.label)),
    ...sections.flatMap((section) => [
      ...text(`${form} section ${section.key}`, 'Its heading', section.label, 'label'),
      ...section.items.flatMap((item) => itemTexts(item, `${form} item ${item.key}`)),
    ]),
  ]
}

function itemTexts(item: ChecklistItem, where: string): FamilyProblem[] {
  const own = text(where, 'Its question', item.label, 'label')
  if (item.type === 'NUMBER') return [...own, ...unitTexts(where, item.unit)]
  if (item.type !== 'CHOICE') return own
  const labels = item.choices.map(({ code, label }) => ({ name: code, label }))
  return [
    ...own,
    ...labels.flatMap(({ name, label }) => text(where, `The label of ${name}`, label)),
    ...alike(labels, where),
  ]
}

/** Choices that nobody can tell apart. */
const alike = (
  choices: readonly { name: string; label: Label }[],
  where: string,
): FamilyProblem[] =>
  calledAlike(choices).map((both) => ({ where, message: `${both}: give each a label of its own.` }))

function text(where: string, what: string, label: Label, member?: string): FamilyProblem[] {
  const empty = LOCALES.filter((locale) => readsAsNothing(label[locale]))
  if (empty.length === 0) return []
  const place = member === undefined ? { where } : { where, member }
  if (empty.length === LOCALES.length) return [{ ...place, message: `${what} is empty.` }]
  const languages = empty.map((locale) => LOCALE_NAMES[locale]).join(', ')
  return [{ ...place, message: `${what} is empty (${languages}).` }]
}
