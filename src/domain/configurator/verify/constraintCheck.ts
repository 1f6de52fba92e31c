import { isSatisfied } from '../check'
import { constraintReads } from '../dependencies'
import type { Model } from '../model'
import type { Reads } from '../reads'
import type { Constraint } from '../release'
import { scopesFor } from '../scope'
import type { Check } from './walk'

/** A constraint as a judgement over what it reads. */
export function checkOf(model: Model, constraint: Constraint): Check {
  const reads = constraintReads(model, constraint, null)
  return {
    id: constraint.id,
    slots: reads.slots(),
    element: elementOf(reads),
    holds: (scope) =>
      scopesFor(scope, constraint.forEach).every((inside) => isSatisfied(constraint, inside)),
  }
}

/** The one group that is read element by element only, if that is all that is read of groups. */
export function elementOf(reads: Reads): string | null {
  const [first, ...rest] = reads.own.keys()
  return first !== undefined && rest.length === 0 && reads.shared.size === 0 ? first : null
}
