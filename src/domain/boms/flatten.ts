import type { BomLine, LineKind } from './line'

/** One item of a bill with everything that is needed of it, wherever it occurs. */
export type FlatItem = {
  kind: LineKind
  itemId: string | null
  partNumber: string
  name: string
  /** Over all occurrences, each already multiplied down. */
  quantity: number
  unitCost: number | null
  /** How many lines ask for it. */
  occurrences: number
  /** Rules through which it is asked for. */
  rules: readonly string[]
}

/** The bill aggregated by item, in order of first appearance (domain handbook 6.6). */
export function flatten(lines: readonly BomLine[]): FlatItem[] {
  const items = new Map<string, FlatItem>()
  for (const { kind, itemId, partNumber, name, quantity, unitCost, rule } of lines) {
    const key = JSON.stringify([kind, partNumber])
    const known = items.get(key)
    items.set(
      key,
      known
        ? {
            ...known,
            quantity: known.quantity + quantity,
            occurrences: known.occurrences + 1,
            rules: known.rules.includes(rule) ? known.rules : [...known.rules, rule],
          }
        : { kind, itemId, partNumber, name, quantity, unitCost, occurrences: 1, rules: [rule] },
    )
  }
  return [...items.values()]
}
