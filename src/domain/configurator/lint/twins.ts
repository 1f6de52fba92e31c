import { holdsIfAny } from '../evaluate'
import { modelOf, type Model } from '../model'
import { readsOf } from '../reads'
import type { FamilyContent, Rule } from '../release'
import { scopesFor, type Scope } from '../scope'
import { projectionOf } from '../verify/projection'
import { spaceOf, type Space } from '../verify/space'
import { walk } from '../verify/walk'
import type { FamilyProblem } from './problem'

/** Rules that put the same item on one bill of materials: it would be listed, and built, twice. */
export function twinProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const space = spaceOf(model)
  const rules = content.rules.filter(({ enabled }) => enabled)
  return rules.flatMap((rule, index) =>
    rules.slice(0, index).flatMap((earlier) => {
      const [item] = itemsOf(rule).filter((id) => isAlike(id, rule, earlier))
      return item !== undefined && canBothFire(model, space, earlier, rule)
        ? [
            {
              where: `rule ${rule.id}`,
              message: `It can add ${item} together with rule ${earlier.id}: the item would be listed twice.`,
            },
          ]
        : []
    }),
  )
}

/** An id filled from an element says the same only for elements of one group. */
const isAlike = (id: string, rule: Rule, earlier: Rule): boolean =>
  itemsOf(earlier).includes(id) && (!id.includes('{element.') || rule.forEach === earlier.forEach)

/** Ids as they are written: those with placeholders are alike only when written alike. */
function itemsOf({ item }: Rule): string[] {
  if (item.kind === 'ITEM') return [item.id]
  return item.kind === 'CUSTOM' ? [item.number] : item.alternatives.slice(0, 1).map(({ id }) => id)
}

function canBothFire(model: Model, space: Space, a: Rule, b: Rule): boolean {
  const reads = readsOf(model)
  for (const { when, forEach } of [a, b]) {
    reads.condition(when, forEach ?? null)
    if (forEach !== undefined) reads.eachOf(forEach)
  }
  const { provided } = reads
  return walk(
    model,
    space,
    projectionOf(model, reads),
    { strict: null, prune: [], accessories: ['ANY-ACCESSORY'] },
    (scope) =>
      [new Set<string>(), provided].some((tags) =>
        [a, b].every((rule) => fires(rule, { ...scope, provided: tags })),
      ),
  )
}

const fires = (rule: Rule, scope: Scope): boolean =>
  scopesFor(scope, rule.forEach).some((inside) => holdsIfAny(rule.when, inside))
