import type { FamilyContent } from '../release'
import type { FamilyProblem } from './problem'

/** What a family lacks altogether: nothing could be chosen, or nothing would be built. */
export function emptinessProblems({ options, groups, rules }: FamilyContent): FamilyProblem[] {
  return [
    ...(options.length + groups.length > 0
      ? []
      : [{ where: 'options', message: 'There is no option yet: nothing could be chosen.' }]),
    ...(rules.some(({ enabled }) => enabled)
      ? []
      : [{ where: 'rules', message: 'No rule is in use: a bill of materials would be empty.' }]),
  ]
}
