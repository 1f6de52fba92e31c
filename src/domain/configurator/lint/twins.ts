import { placeholdersOf } from '../../label'
import type { Condition } from '../ast'
import { holdsIfAny } from '../evaluate'
import { fillId } from '../explain'
import { modelOf, type Model } from '../model'
import { readsOf } from '../reads'
import type { FamilyContent, Rule } from '../release'
import { patternOf } from '../ruleItems'
import { scopesFor, type Scope } from '../scope'
import { projectionOf } from '../verify/projection'
import { spaceOf, type Space } from '../verify/space'
import { walk } from '../verify/walk'
import type { FamilyProblem } from './problem'

/** An id that a rule may put on the bill, as it is written, and when. */
type Candidate = { id: string; when: Condition | undefined }

/**
 * Rules that put the same item on one bill of materials: it would be listed, and built, twice. All
 * alternatives of a rule count, and a template counts for whatever it can be filled to.
 */
export function twinProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const space = spaceOf(model)
  const rules = content.rules.filter(({ enabled }) => enabled)
  return rules.flatMap((rule, index) =>
    rules.slice(0, index).flatMap((earlier) => {
      const item = itemOfBoth(model, space, earlier, rule)
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

function itemOfBoth(model: Model, space: Space, earlier: Rule, rule: Rule): string | null {
  for (const a of candidatesOf(earlier))
    for (const b of candidatesOf(rule)) {
      const id = idOfBoth(model, [earlier, a], [rule, b])
      if (id !== null && canBothFire(model, space, [earlier, a], [rule, b], id)) return id
    }
  return null
}

type Adding = readonly [rule: Rule, candidate: Candidate]

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

function canBothFire(model: Model, space: Space, a: Adding, b: Adding, id: string): boolean {
  const reads = readsOf(model)
  for (const [{ when, forEach }, candidate] of [a, b]) {
    const self = forEach ?? null
    reads.condition(when, self).condition(candidate.when, self)
    if (candidate.id !== id) reads.template(candidate.id, self)
    if (self !== null) reads.eachOf(self)
  }
  const { provided } = reads
  return walk(
    model,
    space,
    projectionOf(model, reads),
    { strict: null, prune: [], accessories: ['ANY-ACCESSORY'] },
    (scope) =>
      [new Set<string>(), provided].some((tags) =>
        [a, b].every((one) => adds(one, { ...scope, provided: tags }, id)),
      ),
  )
}

const adds = ([rule, candidate]: Adding, scope: Scope, id: string): boolean =>
  scopesFor(scope, rule.forEach).some(
    (inside) =>
      holdsIfAny(rule.when, inside) &&
      holdsIfAny(candidate.when, inside) &&
      (candidate.id === id || isFilledTo(candidate.id, inside, id)),
  )

function isFilledTo(template: string, scope: Scope, id: string): boolean {
  const filled = fillId(template, scope)
  return filled.ok && filled.text === id
}
