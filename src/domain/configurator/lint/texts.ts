import { LOCALES, type Label } from '../../label'
import type { Choice, FamilyContent, Field } from '../release'
import type { FamilyProblem } from './problem'

/** What people would read as nothing: labels, reasons and sentences without text. */
export function textProblems(content: FamilyContent): FamilyProblem[] {
  return [
    ...text('label', 'The name of the family', content.label),
    ...text('description', 'The description of the family', content.description),
    ...content.options.flatMap((field) => fieldTexts(field, `option ${field.key}`)),
    ...content.groups.flatMap(({ key, label, fields }) => [
      ...text(`group ${key}`, 'Its label', label),
      ...fields.flatMap((field) => fieldTexts(field, `option ${key}.${field.key}`)),
    ]),
    ...content.rules.flatMap(({ id, label, because }) => [
      ...text(`rule ${id}`, 'Its name', label),
      ...text(`rule ${id}`, 'The reason on the line', because),
    ]),
    ...content.constraints.flatMap(({ id, message }) =>
      text(`constraint ${id}`, 'What people read', message),
    ),
    ...[...content.warnings, ...content.notes].flatMap(({ id, message }) =>
      text(`message ${id}`, 'What people read', message),
    ),
    ...content.wizard.sections.flatMap(({ key, label }) =>
      text(`wizard section ${key}`, 'Its heading', label),
    ),
    ...content.checklists.flatMap(({ key, label, statement, sections }) => [
      ...text(`checklist ${key}`, 'Its label', label),
      ...text(`checklist ${key}`, 'The statement that is signed', statement),
      ...sections.flatMap((section) => [
        ...text(`checklist ${key} section ${section.key}`, 'Its heading', section.label),
        ...section.items.flatMap((item) =>
          text(`checklist ${key} item ${item.key}`, 'Its question', item.label),
        ),
      ]),
    ]),
    ...content.taskTemplates.flatMap(({ key, tasks, furtherWork }) =>
      [...tasks, ...furtherWork].flatMap((entry) =>
        text(`task ${key}.${entry.key}`, 'Its title', entry.title),
      ),
    ),
  ]
}

const fieldTexts = (field: Field, where: string): FamilyProblem[] => [
  ...text(where, 'Its label', field.label),
  ...(field.type === 'CHOICE'
    ? [
        ...field.choices.flatMap(({ value, label }) => text(where, `The label of ${value}`, label)),
        ...alike(field.choices, where),
      ]
    : []),
]

/** Choices that nobody can tell apart. */
const alike = (choices: readonly Choice[], where: string): FamilyProblem[] =>
  choices.flatMap(({ value, label }, index) => {
    const other = choices
      .slice(0, index)
      .find((one) => LOCALES.some((locale) => isSame(one.label[locale], label[locale])))
    const locale = other && LOCALES.find((one) => isSame(other.label[one], label[one]))
    return other && locale
      ? [
          {
            where,
            message: `${other.value} and ${value} are both called “${label[locale].trim()}” (${NAMES[locale]}): give each a label of its own.`,
          },
        ]
      : []
  })

const isSame = (one: string, other: string): boolean =>
  one.trim() !== '' && one.trim().toLowerCase() === other.trim().toLowerCase()

const NAMES = { en: 'English', fr: 'French', es: 'Spanish' } as const

function text(where: string, what: string, label: Label): FamilyProblem[] {
  const empty = LOCALES.filter((locale) => label[locale].trim() === '')
  if (empty.length === 0) return []
  const languages = empty.map((locale) => NAMES[locale]).join(', ')
  return [{ where, message: `${what} is empty (${languages}).` }]
}
