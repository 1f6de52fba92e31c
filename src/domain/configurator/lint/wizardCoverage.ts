import type { FamilyContent } from '../release'
import type { FamilyProblem } from './problem'

/** Every option is asked for exactly once, and the wizard asks for nothing else. */
export function wizardProblems(content: FamilyContent): FamilyProblem[] {
  const asked = content.wizard.sections.flatMap(({ blocks }) =>
    blocks.flatMap(({ group, fields }) =>
      fields.map(({ field }) => (group === undefined ? field : `${group}.${field}`)),
    ),
  )
  const options = [
    ...content.options.map(({ key }) => key),
    ...content.groups.flatMap(({ key, fields }) => fields.map((field) => `${key}.${field.key}`)),
  ]
  const repeated = new Set(asked.filter((slot, index) => asked.indexOf(slot) !== index))
  const say = (message: string, where = 'wizard'): FamilyProblem => ({ where, message })
  const at = (slot: string) => `wizard question ${slot}`
  return [
    ...asked
      .filter((slot) => !options.includes(slot))
      .map((slot) => say(`“${slot}” is no option.`, at(slot))),
    ...options
      .filter((slot) => !asked.includes(slot))
      .map((slot) => say(`“${slot}” is never asked.`)),
    ...[...repeated].map((slot) => say(`“${slot}” is asked twice.`, at(slot))),
  ]
}
