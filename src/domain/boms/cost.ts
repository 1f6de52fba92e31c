import type { Refusal } from '../refusal'
import type { BomLine } from './line'

/** Minor units, of a bill and of each line with all beneath it: the ten bills of an order still add up exactly. */
export const BILL_COST_AT_MOST = 900_000_000_000_000

export type CostRollUp = {
  /** Minor units for the whole bill. */
  total: number
  /** Cost of each line with everything beneath it, by line index; null where nothing of it is known. */
  byLine: readonly (number | null)[]
  /** Numbers of leaves and childless items without a cost; the total leaves them out. */
  unpriced: readonly string[]
}

/**
 * An item with a cost of its own counts with it; otherwise its children are summed; never both
 * (domain handbook 6.8). Whole minor units; one walk from the last line to the first.
 */
export function rollUpCost(lines: readonly BomLine[]): CostRollUp {
  const childCost = lines.map(() => 0)
  const childCount = lines.map(() => 0)
  const byLine = lines.map((): number | null => null)
  const isKnown = lines.map(() => false)
  let total = 0

  for (const line of lines.toReversed()) {
    const { index, parentIndex, quantity, unitCost } = line
    const cost = unitCost === null ? (childCost[index] ?? 0) : unitCost * quantity
    const known = unitCost !== null || isKnown[index] === true
    if (known) byLine[index] = cost
    if (parentIndex === null) total += cost
    else {
      isKnown[parentIndex] ||= known
      childCost[parentIndex] = (childCost[parentIndex] ?? 0) + cost
      childCount[parentIndex] = (childCount[parentIndex] ?? 0) + 1
    }
  }
  return { total, byLine, unpriced: unpricedOf(lines, childCount) }
}

/** Refuses a bill whose costs cannot be added up exactly; only a mistyped cost or quantity makes one. */
export function costTooLarge(lines: readonly BomLine[]): Refusal | null {
  const { byLine, total } = rollUpCost(lines)
  const costs = lines.map(({ index }) => byLine[index] ?? 0)
  const most = costs.reduce((known, cost) => Math.max(known, cost), 0)
  if (Math.max(most, total) <= BILL_COST_AT_MOST) return null
  const line =
    lines[costs.findLastIndex((cost) => cost > BILL_COST_AT_MOST)] ?? lines[costs.indexOf(most)]
  const item = line?.partNumber ?? ''
  return {
    code: 'too_large',
    item,
    message: `The costs of the bill of materials are too large to be added up at ${item}; correct its cost or its quantity in the catalogue.`,
  }
}

/** A line matters only while no line above it has a cost of its own. */
function unpricedOf(lines: readonly BomLine[], childCount: readonly number[]): string[] {
  const covered: boolean[] = []
  const unpriced = new Set<string>()
  for (const { index, parentIndex, unitCost, partNumber } of lines) {
    const above = parentIndex !== null && covered[parentIndex] === true
    covered[index] = above || unitCost !== null
    if (!covered[index] && childCount[index] === 0) unpriced.add(partNumber)
  }
  return [...unpriced]
}

/** Minor units for the whole bill; null when nothing on it has a cost. */
export const totalCostOf = (lines: readonly BomLine[]): number | null =>
  lines.some(({ unitCost }) => unitCost !== null) ? rollUpCost(lines).total : null
