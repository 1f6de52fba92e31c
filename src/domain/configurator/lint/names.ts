import type { FamilyContent, Field, WarningRule } from '../release'
import { ACCESSORIES } from '../scope'
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
    ...codeProblems(content),
    ...groupProblems(content),
    ...roleProblems(content),
  ]
}

function twice(where: string, names: readonly string[]): FamilyProblem[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...repeated].map((name) => ({ where, message: `“${name}” occurs twice.` }))
}

function fieldProblems(field: Field, where: string): FamilyProblem[] {
  if (field.type === 'BOOLEAN') return []
  if (field.type !== 'CHOICE') return rangeProblems(field, where)

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

/** Limits that leave something to choose, and a proposal that could be chosen. */
function rangeProblems(
  { type, min, max, default: proposed }: Extract<Field, { min: number }>,
  where: string,
): FamilyProblem[] {
  if (min > max)
    return [{ where, message: `The lower limit ${min} is above the upper limit ${max}.` }]
  const isOutside = proposed !== undefined && (proposed < min || proposed > max)
  const broken = (what: string, figure: number | undefined) =>
    type === 'INTEGER' && figure !== undefined && !Number.isSafeInteger(figure)
      ? [{ where, message: `${what}, ${figure}, is no whole number: enter one.` }]
      : []
  return [
    ...broken('Its lowest value', min),
    ...broken('Its highest value', max),
    ...(isOutside
      ? [{ where, message: `What it proposes, ${proposed}, is not between ${min} and ${max}.` }]
      : broken('What it proposes', proposed)),
  ]
}

/** Hints for accessories share a code (domain handbook 5.3, W4); every other warning has its own. */
function codeProblems({ warnings }: FamilyContent): FamilyProblem[] {
  const isHint = ({ forEach }: WarningRule) => forEach === ACCESSORIES
  return warnings.flatMap((warning, index) => {
    const { id, code } = warning
    const other = warnings
      .slice(0, index)
      .find((one) => one.code === code && !(isHint(one) && isHint(warning)))
    return other
      ? [
          {
            where: `message ${id}`,
            message: `Its code ${code} belongs to warning ${other.id}: give it another. Only hints for each accessory share one.`,
          },
        ]
      : []
  })
}

/** Whatever is done "for each" names a repeated group; rules and warnings may also mean the accessories. */
function groupProblems(content: FamilyContent): FamilyProblem[] {
  const groups = new Set(content.groups.map(({ key }) => key))
  const unknown = (
    what: string,
    list: readonly { id: string; forEach?: string | undefined }[],
    also: readonly string[] = [],
  ) =>
    list.flatMap(({ id, forEach }) =>
      forEach === undefined || groups.has(forEach) || also.includes(forEach)
        ? []
        : [{ where: `${what} ${id}`, message: `There is no group ${forEach}.` }],
    )
  return [
    ...unknown('constraint', content.constraints),
    ...unknown('warning', content.warnings, [ACCESSORIES]),
    ...unknown('note', content.notes),
    ...unknown('rule', content.rules, [ACCESSORIES]),
    ...unknown('invariant', content.invariants),
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
