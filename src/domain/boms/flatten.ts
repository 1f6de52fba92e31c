import type { LineKind } from './line'

/** What a line must tell to be counted; stored lines and fresh ones do. */
export type CountedLine = {
  kind: LineKind
  partNumber: string
  name: string
  quantity: number
  rule: string | null
  attributes: Readonly<Record<string, string>> | null
  /** Absent for readers who may not see costs. */
  unitCost?: number | null
}

/** One item of a bill with everything that is needed of it, wherever it occurs. */
export type FlatItem = {
  kind: LineKind
  partNumber: string
  name: string
  /** Over all occurrences, each already multiplied down. */
  quantity: number
  unitCost?: number | null
  /** How many lines ask for it. */
  occurrences: number
  /** Rules through which it is asked for. */
  rules: readonly string[]
  /** Ids that were asked for where it stands as their substitute (domain handbook 10). */
  substitutedFor: readonly string[]
}

/** The bill aggregated by item, in order of first appearance (domain handbook 6.6). */
export function flatten(lines: readonly CountedLine[]): FlatItem[] {
  const items = new Map<string, FlatItem>()
  for (const { kind, partNumber, name, quantity, rule, attributes, ...cost } of lines) {
    const asked = attributes?.substitutedFor ?? null
    const key = JSON.stringify([kind, partNumber])
    const known = items.get(key) ?? {
      kind,
      partNumber,
      name,
      quantity: 0,
      ...('unitCost' in cost ? { unitCost: cost.unitCost } : {}),
      occurrences: 0,
      rules: [],
      substitutedFor: [],
    }
    items.set(key, {
      ...known,
      quantity: known.quantity + quantity,
      occurrences: known.occurrences + 1,
      rules: withOne(known.rules, rule),
      substitutedFor: withOne(known.substitutedFor, asked),
    })
  }
  return [...items.values()]
}

const withOne = (known: readonly string[], one: string | null): readonly string[] =>
  one === null || known.includes(one) ? known : [...known, one]
