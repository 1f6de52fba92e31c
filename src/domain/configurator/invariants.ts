import { explode } from '../boms/explode'
import type { BomLine } from '../boms/line'
import type { CatalogLookup } from '../catalog/lookup'
import type { RoledItem } from './derive'
import { compute, holdsIfAny } from './evaluate'
import type { FamilyContent, Invariant, Rule } from './release'
import { scopesFor, type Scope } from './scope'

/** What every bill of a family has to satisfy, judged on one bill (architecture 4). */

export type BrokenInvariant = {
  id: string
  /** `Legs once: expected exactly 1, found 2.` */
  message: string
  /** The rules whose lines were counted. */
  rules: readonly string[]
}

/** The rules in use whose lines an invariant counts by their role; none where it counts items by number. */
export const rulesCounted = ({ rules }: FamilyContent, { of }: Invariant): Rule[] =>
  'role' in of ? rules.filter(({ role, enabled }) => enabled && role === of.role) : []

/** The lines of one top item, itself first, as if one piece of it were asked for. */
export type LinesOf = (item: RoledItem) => readonly BomLine[]

/** Explodes each item once; contents that never end give no line. */
export function linesFrom(lookup: CatalogLookup): LinesOf {
  const known = new Map<string, readonly BomLine[]>()
  return (item) => {
    const { askedId, replaceChild, custom } = item
    const key = JSON.stringify([askedId, replaceChild?.by.askedId, custom?.name])
    const before = known.get(key)
    if (before) return before

    const exploded = explode([{ ...item, quantity: 1 }], lookup)
    const lines = exploded.ok ? exploded.value : []
    known.set(key, lines)
    return lines
  }
}

/** The invariants that these top items of one configuration break, once for each element concerned. */
export const brokenInvariants = (
  invariants: Iterable<Invariant>,
  scope: Scope,
  items: readonly RoledItem[],
  linesOf: LinesOf,
): BrokenInvariant[] =>
  [...invariants].flatMap((invariant) =>
    scopesFor(scope, invariant.forEach).flatMap((inside): BrokenInvariant[] => {
      if (!holdsIfAny(invariant.when, inside)) return []
      const { found, rules } = measured(invariant, items, inside.element?.index ?? null, linesOf)
      const min = compute(invariant.min, inside)
      const max = invariant.max === null ? Infinity : compute(invariant.max, inside)
      if (min !== null && max !== null && found >= min && found <= max) return []
      const message = `${invariant.label.en}: expected ${rangeInWords(min, max)}, found ${found}.`
      return [{ id: invariant.id, message, rules: [...rules] }]
    }),
  )

function rangeInWords(min: number | null, max: number | null): string {
  if (min === null || max === null) return 'a number that can be computed'
  if (min === max) return `exactly ${min}`
  if (max === Infinity) return `at least ${min}`
  return min <= 0 ? `at most ${max}` : `${min} to ${max}`
}

function measured(
  { of, measure }: Invariant,
  items: readonly RoledItem[],
  element: number | null,
  linesOf: LinesOf,
): { found: number; rules: ReadonlySet<string> } {
  let found = 0
  const rules = new Set<string>()
  for (const item of items) {
    if (element !== null && item.element !== element) continue
    for (const line of countedLines(of, item, linesOf)) {
      found += measure === 'LINES' ? 1 : line.quantity * item.quantity
      rules.add(item.rule)
    }
  }
  return { found, rules }
}

function countedLines(of: Invariant['of'], item: RoledItem, linesOf: LinesOf): readonly BomLine[] {
  if ('role' in of) return item.role === of.role ? linesOf(item).slice(0, 1) : []
  return linesOf(item).filter(
    ({ partNumber, attributes }) =>
      of.items.includes(partNumber) ||
      (of.classCode !== undefined && attributes['classCode'] === of.classCode),
  )
}
