import { placeholdersOf } from '../../label'
import type { FamilyContent, Rule } from '../release'
import type { FamilyProblem } from './problem'

/**
 * Ids written out in rules that the catalogue does not know. Ids filled from the configuration
 * are left to verification, which fills them.
 */
export function itemProblems(
  content: FamilyContent,
  isKnown: (partNumber: string) => boolean,
): FamilyProblem[] {
  return content.rules
    .filter(({ enabled }) => enabled)
    .flatMap((rule) => {
      const ids = idsOf(rule)
      const isWrittenOut = ids.every((id) => placeholdersOf(id).length === 0)
      return ids.length > 0 && isWrittenOut && !ids.some(isKnown)
        ? [{ where: `rule ${rule.id}`, message: `The catalogue knows no ${ids.join(' nor ')}.` }]
        : []
    })
}

function idsOf({ item }: Rule): string[] {
  if (item.kind === 'ITEM') return [item.id]
  return item.kind === 'FIRST_OF' ? item.alternatives.map(({ id }) => id) : []
}
