import { placeholdersOf } from '../../label'
import type { Model } from '../model'
import type { FamilyContent, Rule } from '../release'
import { patternOf } from '../ruleItems'
import { acceptedWhere, groundOf, isPossible, type Ground } from '../verify/accepted'
import { addAll, readsOfAdding, type Adding, type Candidate } from '../verify/adding'
import type { FamilyProblem } from './problem'

/**
 * Rules that put the same item on one bill of materials: it would be listed, and built, twice. All
 * alternatives of a rule count, and a template counts for whatever it can be filled to. Rules that
 * constraints keep apart are no twins.
 */
export function twinProblems(content: FamilyContent): FamilyProblem[] {
  const ground = groundOf(content)
  const rules = content.rules.filter(({ enabled }) => enabled)
  return rules.flatMap((rule, index) =>
    rules.slice(0, index).flatMap((earlier) => {
      const item = itemOfBoth(ground, earlier, rule)
      return item === null
        ? []
        : [
            {
              where: `rule ${rule.id}`,
              message: `It can add ${item} together with rule ${earlier.id}: the item would be listed twice.`,
            },
          ]
    }),
  )
}

function itemOfBoth(ground: Ground, earlier: Rule, rule: Rule): string | null {
  for (const a of candidatesOf(earlier))
    for (const b of candidatesOf(rule)) {
      const id = idOfBoth(ground.model, [earlier, a], [rule, b])
      if (
        id !== null &&
        canBothFire(
          ground,
          [
            [earlier, a],
            [rule, b],
          ],
          id,
        )
      )
        return id
    }
  return null
}

/** The id that both may write. Two templates are alike only when they are written alike. */
function idOfBoth(model: Model, [earlier, a]: Adding, [rule, b]: Adding): string | null {
  // an id filled from an element says the same only for elements of one group
  if (a.id === b.id)
    return !a.id.includes('{element.') || rule.forEach === earlier.forEach ? a.id : null
  const [aIsPlain, bIsPlain] = [a, b].map(({ id }) => placeholdersOf(id).length === 0)
  if (aIsPlain === bIsPlain) return null
  const [plain, filled, { forEach = null }] = aIsPlain ? [a, b, rule] : [b, a, earlier]
  return patternOf(model, filled.id, forEach).test(plain.id) ? plain.id : null
}

function candidatesOf({ item }: Rule): Candidate[] {
  if (item.kind === 'ITEM') return [{ id: item.id, when: undefined }]
  if (item.kind === 'CUSTOM') return [{ id: item.number, when: undefined }]
  return item.alternatives.map(({ id, when }) => ({ id, when }))
}

/** Without regard to constraints first: most pairs exclude one another, which takes few steps to see. */
function canBothFire(ground: Ground, both: readonly Adding[], id: string): boolean {
  const reads = readsOfAdding(ground.model, both, id)
  const add = addAll(both, id, reads)
  return isPossible(ground, reads, add) && acceptedWhere(ground, reads, add) !== 'NEVER'
}
