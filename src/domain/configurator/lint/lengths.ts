import type { Expression } from '../ast'
import { compute, holdsIfAny } from '../evaluate'
import type { Model } from '../model'
import { ELEMENTS_AT_MOST } from '../reading'
import { readsOf, type Reads } from '../reads'
import type { FamilyContent, Group } from '../release'
import { scopeOf, type Scope } from '../scope'
import { acceptedWhere, groundOf, isPossible, type Ground } from '../verify/accepted'
import { chosenInWords } from '../verify/exampleInWords'
import { STEPS } from './never'
import type { FamilyProblem } from './problem'

const isLength = (limit: number | null): boolean =>
  limit !== null && Number.isSafeInteger(limit) && limit >= 0 && limit <= ELEMENTS_AT_MOST

/** Numbers of elements that no group can have, where they are written out. */
export const lengthProblems = ({ groups }: FamilyContent): FamilyProblem[] =>
  groups.flatMap(({ key, min, max }) => {
    const where = `group ${key}`
    const odd = [min, max].filter((limit) => typeof limit === 'number' && !isLength(limit))
    if (odd.length > 0)
      return odd.map((limit) => ({
        where,
        message: `It cannot have ${limit} elements: enter a whole number from 0 to ${ELEMENTS_AT_MOST}.`,
      }))
    return typeof min === 'number' && typeof max === 'number' && min > max
      ? [{ where, message: `It cannot have at least ${min} and at most ${max} elements.` }]
      : []
  })

/** A limit that is worked out. */
type Limit = { group: Group; what: string; of: Expression; reads: Reads }

/** The same where they are worked out and some sink that could be ordered would have such a group. */
export function limitProblems(content: FamilyContent): FamilyProblem[] {
  const ground = groundOf(content)
  const suspects = content.groups
    .flatMap((group) => limitsOf(ground.model, group))
    .filter((limit) => isPossible(ground, limit.reads, (scope) => isOddIn(limit, scope), STEPS))
  if (suspects.length === 0) return []
  // an odd limit leaves no number of elements: such groups are looked at as if they could have any
  const odd = new Set(suspects.map(({ group }) => group))
  const groups = content.groups.map((group) =>
    odd.has(group) ? { ...group, min: 0, max: ELEMENTS_AT_MOST } : group,
  )
  const free = { ...groundOf({ ...content, groups }), space: ground.space }
  return suspects.flatMap((limit) => problemOf(free, limit))
}

const limitsOf = (model: Model, group: Group): Limit[] =>
  [
    { what: 'The least number of its elements', of: group.min },
    { what: 'The greatest number of its elements', of: group.max },
  ].flatMap(({ what, of }) =>
    typeof of === 'number'
      ? []
      : [
          {
            group,
            what,
            of,
            reads: readsOf(model).condition(group.visible, null).amount(of, null),
          },
        ],
  )

const isOddIn = ({ group, of }: Limit, scope: Scope): boolean =>
  holdsIfAny(group.visible, scope) && !isLength(compute(of, scope))

function problemOf(ground: Ground, limit: Limit): FamilyProblem[] {
  const { group, what, of, reads } = limit
  const { model } = ground
  const found = acceptedWhere(ground, reads, (scope) => isOddIn(limit, scope))
  if (found === 'NEVER' || found === 'UNSURE') return []
  const figure = compute(of, scopeOf(model, found.configuration, found))
  const comes = figure === null ? 'is not known' : `comes to ${figure}`
  const shown = chosenInWords(model.content, reads.slots(), found)
  const example = shown === '' ? '' : `, for example with ${shown}`
  return [
    {
      where: `group ${group.key}`,
      message: `${what} ${comes}${example}: it has to be a whole number from 0 to ${ELEMENTS_AT_MOST}.`,
    },
  ]
}
