import type { FamilyContent, Field } from '../release'
import type { FamilyProblem } from './problem'

/** Names that occur twice, and names that point nowhere without being paths. */
export function nameProblems(content: FamilyContent): FamilyProblem[] {
  const elementDerived = (group: string) =>
    content.derived.filter((entry) => entry.group === group).map(({ key }) => key)
  const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key)
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

  return [
    ...twice('options, groups and derived values', [
      ...keys(content.options),
      ...keys(content.groups),
      ...keys(content.derived.filter(({ group }) => group === undefined)),
    ]),
    ...content.groups.flatMap((group) =>
      twice(`group ${group.key}`, [...keys(group.fields), ...elementDerived(group.key), 'number']),
    ),
    ...twice(
      'parameters',
      content.parameters.map(({ name }) => name),
    ),
    ...twice('constraints', ids(content.constraints)),
    ...twice('warnings', ids(content.warnings)),
    ...twice('notes', ids(content.notes)),
    ...twice('rules', ids(content.rules)),
    ...twice('invariants', ids(content.invariants)),
    ...twice(
      'display order',
      content.displayOrder.map(({ role }) => role),
    ),
    ...twice('wizard sections', keys(content.wizard.sections)),
    ...content.options.flatMap((field) => fieldProblems(field, `option ${field.key}`)),
    ...content.groups.flatMap(({ key, fields }) =>
      fields.flatMap((field) => fieldProblems(field, `option ${key}.${field.key}`)),
    ),
    ...roleProblems(content),
  ]
}

function twice(where: string, names: readonly string[]): FamilyProblem[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...repeated].map((name) => ({ where, message: `“${name}” occurs twice.` }))
}

function fieldProblems(field: Field, where: string): FamilyProblem[] {
  if (field.type === 'BOOLEAN') return []
  if (field.type !== 'CHOICE')
    return field.min > field.max
      ? [{ where, message: `The lower limit ${field.min} is above the upper limit ${field.max}.` }]
      : []

  const values = field.choices.map(({ value }) => value)
  const unknown = [
    ...(field.default === undefined ? [] : [field.default]),
    ...field.choices.flatMap(({ storedAs = [] }) => storedAs.map(({ value }) => value)),
  ].filter((value) => !values.includes(value))
  return [
    ...twice(where, values),
    ...unknown.map((value) => ({ where, message: `“${value}” is not one of its choices.` })),
  ]
}

function roleProblems({ rules, invariants, displayOrder }: FamilyContent): FamilyProblem[] {
  const shown = new Set(displayOrder.map(({ role }) => role))
  const used = new Set(rules.map(({ role }) => role))
  return [
    ...rules
      .filter(({ role }) => !shown.has(role))
      .map(({ id, role }) => ({
        where: `rule ${id}`,
        message: `Role ${role} is missing from the display order.`,
      })),
    ...invariants.flatMap(({ id, of }) =>
      'role' in of && !used.has(of.role)
        ? [{ where: `invariant ${id}`, message: `No rule has the role ${of.role}.` }]
        : [],
    ),
  ]
}
