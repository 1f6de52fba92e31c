import { constraintReads } from '../dependencies'
import { holdsIfAny } from '../evaluate'
import { modelOf, type Model } from '../model'
import { readsOf } from '../reads'
import type { FamilyContent, Rule } from '../release'
import { scopesFor } from '../scope'
import { projectionOf, wholeProjection } from '../verify/projection'
import { spaceOf, type Space } from '../verify/space'
import { checkOf } from '../verify/verifyFamily'
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

/** A combination that is accepted is found in far fewer steps; past these, verification has to tell. */
const PATIENCE = 20_000

/** Constraints that nothing satisfies, by themselves or all together: nothing could be ordered. */
export function constraintProblems(content: FamilyContent): FamilyProblem[] {
  const model = modelOf(content)
  const space = spaceOf(model)
  const checks = content.constraints.map((constraint) => checkOf(model, constraint))
  const alone = content.constraints.filter((constraint, index) => {
    const projection = projectionOf(model, constraintReads(model, constraint, null))
    const check = checks[index]
    return check && !walk(model, space, projection, { strict: null, prune: [] }, check.holds)
  })
  if (alone.length > 0)
    return alone.map(({ id }) => ({
      where: `constraint ${id}`,
      message: 'Nothing can satisfy it: no configuration would be accepted.',
    }))
  const whole = { strict: null, prune: checks, patience: PATIENCE }
  return walk(model, space, wholeProjection(model), whole, () => true)
    ? []
    : [{ where: 'constraints', message: 'Together with the options they leave nothing to order.' }]
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
