import { constraintReads, ruleReads } from '../dependencies'
import { compute, holdsIfAny } from '../evaluate'
import { modelOf } from '../model'
import { readsOf, type Reads } from '../reads'
import type { Constraint, FamilyContent, Rule } from '../release'
import { scopesFor, type Scope } from '../scope'
import { acceptedWhere, ANY_ACCESSORY, groundOf, isPossible, type Ground } from '../verify/accepted'
import { projectionOf, wholeProjection } from '../verify/projection'
import { walk } from '../verify/walk'
import { STEPS } from './never'
import type { FamilyProblem } from './problem'

/**
 * Rules that never add their line: their condition holds for no possible values, or only where
 * constraints refuse the sink, or it waits for a feature that no rule above brings along, or nothing is
 * asked for.
 * Switched-off rules are left in peace, and those that depend on which accessories are picked.
 */
export function reachProblems(content: FamilyContent): FamilyProblem[] {
  const ground = groundOf(content)
  return content.rules.flatMap((rule, index) => {
    if (!rule.enabled) return []
    const above = content.rules.slice(0, index)
    return [...featureProblems(content, rule, above), ...holdProblems(content, ground, rule, above)]
  })
}

/** Features are known by the rules above: a rule is worked out after them. */
function featureProblems(
  content: FamilyContent,
  rule: Rule,
  above: readonly Rule[],
): FamilyProblem[] {
  const known = new Set(above.flatMap(featuresOf))
  return [...ruleReads(modelOf(content), rule, null).provided]
    .filter((tag) => !known.has(tag))
    .map((tag) => ({
      where: `rule ${rule.id}`,
      message: `It waits for “${tag}”, which no rule above it brings along: let an alternative there provide it, or take the condition away.`,
    }))
}

const featuresOf = ({ item }: Rule): readonly string[] =>
  item.kind === 'FIRST_OF' ? item.alternatives.flatMap(({ provides = [] }) => provides) : []

function holdProblems(
  content: FamilyContent,
  ground: Ground,
  rule: Rule,
  above: readonly Rule[],
): FamilyProblem[] {
  const { when, forEach, quantity } = rule
  const reads = readsOf(ground.model).condition(when, forEach ?? null)
  if (forEach !== undefined) reads.eachOf(forEach)
  const provided = new Set(above.filter(({ enabled }) => enabled).flatMap(featuresOf))
  const inSome = (is: (inside: Scope) => boolean) => (scope: Scope) =>
    [new Set<string>(), provided].some((tags) =>
      scopesFor({ ...scope, provided: tags }, forEach).some(is),
    )
  const fires = inSome((inside) => holdsIfAny(when, inside))

  const where = `rule ${rule.id}`
  if (when && !reads.picksAccessories) {
    if (!isPossible(ground, reads, fires, STEPS))
      return [{ where, message: 'Its condition can never hold.' }]
    if (acceptedWhere(ground, reads, fires) === 'NEVER') {
      const by = refusing(content, ground, reads, fires)
      return [
        {
          where,
          message: `Its condition holds only where ${by} the sink: change the condition, or what refuses it.`,
        },
      ]
    }
  }

  if (typeof quantity === 'number') return []
  reads.amount(quantity, forEach ?? null)
  const adds = inSome((inside) => holdsIfAny(when, inside) && (compute(quantity, inside) ?? 0) > 0)
  return reads.picksAccessories || reads.settings || isPossible(ground, reads, adds, STEPS)
    ? []
    : [
        {
          where,
          message:
            'Its quantity never comes to more than 0, so it never adds a line: change it, or switch the rule off.',
        },
      ]
}

/** The constraints that each by itself refuse whatever the condition asks for. */
function refusing(
  { constraints }: FamilyContent,
  { model, space, constraints: checks }: Ground,
  reads: Reads,
  fires: (scope: Scope) => boolean,
): string {
  const names = constraints.flatMap((constraint, index) => {
    const check = checks[index]
    if (!check) return []
    const both = readsOf(model)
      .merge(reads)
      .merge(constraintReads(model, constraint, null))
    const options = {
      strict: null,
      prune: [check],
      accessories: [ANY_ACCESSORY],
      patience: STEPS,
    }
    return walk(model, space, projectionOf(model, both), options, fires) ? [] : [constraint.id]
  })
  if (names.length === 0) return 'the constraints together refuse'
  return names.length === 1
    ? `constraint ${names.join()} refuses`
    : `constraints ${names.join(', ')} refuse`
}

/** A combination that is accepted is found in far fewer steps; past these, verification has to tell. */
const PATIENCE = 20_000

/** Constraints that nothing satisfies, by themselves or all together: nothing could be ordered. */
export function constraintProblems(content: FamilyContent): FamilyProblem[] {
  const { model, space, constraints: checks } = groundOf(content)
  const isHopeless = (constraint: Constraint, index: number): boolean => {
    const projection = projectionOf(model, constraintReads(model, constraint, null))
    const check = checks[index]
    return (
      check !== undefined &&
      !walk(model, space, projection, { strict: null, prune: [], patience: STEPS }, check.holds)
    )
  }
  const alone = content.constraints.filter(isHopeless)
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
