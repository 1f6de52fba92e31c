import type { Condition, Expression } from '../ast'
import { compute, holds } from '../evaluate'
import type { Model } from '../model'
import { readsOf, type Reads } from '../reads'
import type { Rule } from '../release'
import { ACCESSORIES, scopesFor, type Scope } from '../scope'

/** What has to be so for a rule to add a line, in the parts that it is written in. */
export type Demand = {
  /** All of them hold for the sink, or for one and the same element of `forEach`. */
  parts: readonly Condition[]
  forEach: string | undefined
  /** More than nothing is asked for; null where that is left aside. */
  quantity: Expression | null
}

/** Nothing but a configuration that is accepted. */
export const NO_DEMAND: Demand = { parts: [], forEach: undefined, quantity: null }

export const demandOf = ({ when, forEach, quantity }: Rule): Demand => ({
  parts: when === undefined ? [] : partsOf(when),
  forEach,
  quantity,
})

const partsOf = (condition: Condition): Condition[] =>
  condition.op === 'and' ? condition.all.flatMap(partsOf) : [condition]

export function readsOfDemand(model: Model, { parts, forEach, quantity }: Demand): Reads {
  const self = forEach ?? null
  const reads = readsOf(model)
  if (self !== null) reads.eachOf(self)
  for (const part of parts) reads.condition(part, self)
  return quantity === null ? reads : reads.expression(quantity, self)
}

/** Whether the rule adds a line here; what only the catalogue can tell (`provided`) is taken both ways. */
export const isMet = (demand: Demand, scope: Scope, provided: ReadonlySet<string>): boolean =>
  [new Set<string>(), provided].some((tags) =>
    scopesFor({ ...scope, provided: tags }, demand.forEach).some((inside) =>
      isMetIn(demand, inside),
    ),
  )

const isMetIn = ({ parts, quantity }: Demand, inside: Scope): boolean =>
  parts.every((part) => holds(part, inside)) &&
  (quantity === null || (compute(quantity, inside) ?? 0) > 0)

/** Accessories that the demand names, to be tried in a sample. */
export const accessoriesNamedIn = ({ parts, forEach }: Demand): string[] =>
  parts.flatMap((part) => partNumbersIn(part, forEach === ACCESSORIES))

function partNumbersIn(condition: Condition, isOfAccessory: boolean): string[] {
  switch (condition.op) {
    case 'equals':
      return isOfAccessory && condition.path === PART_NUMBER ? [String(condition.value)] : []
    case 'in':
      return isOfAccessory && condition.path === PART_NUMBER ? condition.values.map(String) : []
    case 'and':
      return condition.all.flatMap((part) => partNumbersIn(part, isOfAccessory))
    case 'or':
      return condition.any.flatMap((part) => partNumbersIn(part, isOfAccessory))
    case 'some':
    case 'every':
      return partNumbersIn(condition.where, condition.group === ACCESSORIES)
    default:
      return []
  }
}

const PART_NUMBER = 'element.partNumber'
