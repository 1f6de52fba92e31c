import { holdsIfAny } from '../evaluate'
import { modelOf, type Model } from '../model'
import { readsOf } from '../reads'
import type { FamilyContent, Rule } from '../release'
import { scopesFor } from '../scope'
import { projectionOf } from '../verify/projection'
import { spaceOf, type Space } from '../verify/space'
import { walk } from '../verify/walk'
import type { FamilyProblem } from './problem'

/** Rules whose condition holds for no possible values. Switched-off rules are left in peace. */
export function reachProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const space = spaceOf(model)
  return content.rules
    .filter((rule) => rule.enabled && rule.when && !canFire(model, space, rule))
    .map(({ id }) => ({ where: `rule ${id}`, message: 'Its condition can never hold.' }))
}

/** What only the catalogue can tell (`provided`) is taken both ways. */
function canFire(model: Model, space: Space, rule: Rule): boolean {
  const self = rule.forEach ?? null
  const reads = readsOf(model).condition(rule.when, self)
  if (self !== null) reads.eachOf(self)
  const { provided } = reads
  return walk(
    model,
    space,
    projectionOf(model, reads),
    { strict: null, prune: [], accessories: ['ANY-ACCESSORY'] },
    (scope) =>
      [new Set<string>(), provided].some((tags) =>
        scopesFor({ ...scope, provided: tags }, rule.forEach).some((inside) =>
          holdsIfAny(rule.when, inside),
        ),
      ),
  )
}
