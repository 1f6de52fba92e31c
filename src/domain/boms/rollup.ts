import { askedIdOf } from './substitution'
import type { BomLine, LineKind } from './line'

/** One item of an order with what all its builds need of it. */
export type NeededItem = {
  kind: LineKind
  partNumber: string
  name: string
  /** Over all builds. */
  quantity: number
  /** Per build, in the order of the bills. */
  perBuild: readonly number[]
  /** Ids that it stands in for on some build. */
  substitutedFor: readonly string[]
  /** Minor units for one piece; null while unknown, or where builds were costed differently. */
  unitCost: number | null
  /** What it adds to the cost of the order: nothing where an assembly above counts with its own cost. */
  countedCost: number
}

/**
 * The bills of an order summed by item, in order of first appearance (domain handbook 6.8). Counted
 * costs add up to the cost of all bills: an item with a cost of its own counts, what is below it not.
 */
export function rollUpBills(bills: readonly (readonly BomLine[])[]): NeededItem[] {
  const items = new Map<string, NeededItem>()
  for (const [build, lines] of bills.entries()) {
    const covered: boolean[] = []
    for (const line of lines) {
      const { index, parentIndex, kind, partNumber, name, quantity, unitCost } = line
      const isBelow = parentIndex !== null && covered[parentIndex] === true
      covered[index] = isBelow || unitCost !== null
      const counted = isBelow || unitCost === null ? 0 : unitCost * quantity
      const key = JSON.stringify([kind, partNumber])
      const known = items.get(key)
      const asked = askedIdOf(line)
      const origins = known?.substitutedFor ?? []
      items.set(key, {
        kind,
        partNumber,
        name: known?.name ?? name,
        quantity: (known?.quantity ?? 0) + quantity,
        perBuild: bills.map(
          (_, place) => (known?.perBuild[place] ?? 0) + (place === build ? quantity : 0),
        ),
        substitutedFor:
          asked === partNumber || origins.includes(asked) ? origins : [...origins, asked],
        unitCost: known && known.unitCost !== unitCost ? null : unitCost,
        countedCost: (known?.countedCost ?? 0) + counted,
      })
    }
  }
  return [...items.values()]
}
