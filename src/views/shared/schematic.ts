import type { Configuration } from '../../domain/configurator/configuration'
import { compute, holds, readPath } from '../../domain/configurator/evaluate'
import { modelOf, type FieldModel } from '../../domain/configurator/model'
import { parsePath } from '../../domain/configurator/path'
import type { FamilyContent, Schematic } from '../../domain/configurator/release'
import { elementsOf, scopeOf, withElement, type Scope } from '../../domain/configurator/scope'
import { labelText, type Locale } from '../../domain/label'

/**
 * What a top view of a sink shows, in inches, measured from its rear left corner: `x` runs along
 * the sink to the right, `y` to the front. Read from the release; no option is known here by name.
 */
export type SinkPlan = {
  length: number | null
  width: number | null
  basins: readonly PlannedBasin[]
  /** The basins together are longer than the sink. */
  isCrowded: boolean
  faucets: readonly PlannedFaucet[]
  sprayers: readonly PlannedSprayer[]
  pegboard: { width: number | null; color: string | null; isPerforated: boolean } | null
  flow: 'RIGHT' | 'LEFT' | null
}

export type PlannedBasin = {
  number: number
  /** Left edge and size; null while the size is open. */
  x: number
  width: number | null
  length: number | null
  caption: string | null
  /** Place of its type among all types, for a tint; null while open. */
  kind: number | null
  badges: readonly string[]
}

export type PlannedFaucet = {
  /** Middle of its place along the sink; null while the place is open. */
  x: number | null
  /** Basins that it serves, counted from 1. */
  over: readonly number[]
  caption: string
  isAutomatic: boolean
}

export type PlannedSprayer = { side: 'LEFT' | 'RIGHT' | null; caption: string }

/** Drawn while a dimension is open. Inches. */
export const ASSUMED = { length: 60, width: 30, basin: 20 } as const

export function planSink(
  content: FamilyContent,
  configuration: Configuration,
  locale: Locale = 'en',
): SinkPlan | null {
  const { schematic } = content
  if (!schematic) return null

  const scope = scopeOf(modelOf(content), configuration)
  const length = compute(schematic.length, scope)
  const basins = planBasins(schematic, scope, length ?? ASSUMED.length, locale)
  return {
    length,
    width: compute(schematic.width, scope),
    basins,
    isCrowded: length !== null && widthOf(basins) > length,
    faucets: planFaucets(schematic, scope, basins, length ?? ASSUMED.length, locale),
    sprayers: planSprayers(schematic, scope, locale),
    pegboard: planPegboard(schematic, scope),
    flow: flowOf(schematic, scope),
  }
}

const widthOf = (basins: readonly PlannedBasin[]): number =>
  basins.reduce((sum, { width }) => sum + (width ?? ASSUMED.basin), 0)

const within = (scope: Scope, group: string): Scope[] =>
  elementsOf(scope, group).map((values, index) => withElement(scope, group, index, values))

function fieldAt(scope: Scope, path: string): FieldModel | undefined {
  const { key } = parsePath(path)
  const { element, model } = scope
  return element ? model.groups.get(element.group)?.fields.get(key) : model.fields.get(key)
}

/** The label of the choice found at a path, or null while it is open. */
function captionAt(scope: Scope, path: string, locale: Locale): string | null {
  const value = readPath(scope, path)
  if (typeof value !== 'string') return null
  const choice = fieldAt(scope, path)?.choices.get(value)
  return choice ? labelText(choice.label, locale) : value
}

function kindAt(scope: Scope, path: string): number | null {
  const value = readPath(scope, path)
  const values = [...(fieldAt(scope, path)?.choices.keys() ?? [])]
  return typeof value === 'string' && values.includes(value) ? values.indexOf(value) : null
}

/** Basins share what is left of the length as equal gaps; crowded ones stand side by side. */
function planBasins(
  { basins }: Schematic,
  scope: Scope,
  length: number,
  locale: Locale,
): PlannedBasin[] {
  if (!basins) return []

  const planned = within(scope, basins.group).map((inside, index): PlannedBasin => ({
    number: index + 1,
    x: 0,
    width: compute(basins.width, inside),
    length: compute(basins.length, inside),
    caption: captionAt(inside, basins.type, locale),
    kind: kindAt(inside, basins.type),
    badges: basins.badges
      .filter(({ when }) => holds(when, inside))
      .map(({ label }) => labelText(label, locale)),
  }))
  const gap = Math.max(0, (length - widthOf(planned)) / (planned.length + 1))
  let x = gap
  return planned.map((basin) => {
    const placed = { ...basin, x }
    x += (basin.width ?? ASSUMED.basin) + gap
    return placed
  })
}

const middleOf = ({ x, width }: PlannedBasin): number => x + (width ?? ASSUMED.basin) / 2

function middleBetween(basins: readonly PlannedBasin[], numbers: readonly number[]): number | null {
  const middles = numbers.flatMap((number) => {
    const basin = basins[number - 1]
    return basin ? [middleOf(basin)] : []
  })
  if (middles.length < numbers.length || middles.length === 0) return null
  return middles.reduce((sum, middle) => sum + middle, 0) / middles.length
}

function planFaucets(
  { faucets }: Schematic,
  scope: Scope,
  basins: readonly PlannedBasin[],
  length: number,
  locale: Locale,
): PlannedFaucet[] {
  if (!faucets) return []

  const chosen = within(scope, faucets.group).flatMap((inside): PlannedFaucet[] => {
    const placement = readPath(inside, faucets.placement)
    const place =
      typeof placement === 'string' && Object.hasOwn(faucets.places, placement)
        ? faucets.places[placement]
        : undefined
    const over = place ? ('basin' in place ? [place.basin] : [...place.between]) : []
    const faucet = {
      x: over.length > 0 ? (middleBetween(basins, over) ?? length / 2) : null,
      over,
      caption: captionAt(inside, faucets.type, locale) ?? '',
      isAutomatic: false,
    }
    return Array.from({ length: countOf(compute(faucets.quantity, inside)) }, () => faucet)
  })
  const { automatic } = faucets
  if (!automatic) return chosen

  const brought = within(scope, automatic.group).flatMap((inside, index): PlannedFaucet[] => {
    const basin = basins[index]
    if (!basin || !holds(automatic.when, inside)) return []
    const caption = labelText(automatic.label, locale)
    return [{ x: middleOf(basin), over: [basin.number], caption, isAutomatic: true }]
  })
  return [...chosen, ...brought]
}

/** Half-typed quantities must not draw a forest. */
const countOf = (quantity: number | null): number =>
  Math.min(Math.max(Math.trunc(quantity ?? 1), 0), 6)

function planSprayers({ sprayers }: Schematic, scope: Scope, locale: Locale): PlannedSprayer[] {
  if (!sprayers) return []
  return within(scope, sprayers.group).flatMap((inside) => {
    const side = readPath(inside, sprayers.side)
    const sprayer: PlannedSprayer = {
      side: side === null ? null : side === sprayers.left ? 'LEFT' : 'RIGHT',
      caption: captionAt(inside, sprayers.type, locale) ?? '',
    }
    return Array.from({ length: countOf(compute(sprayers.quantity, inside)) }, () => sprayer)
  })
}

function planPegboard({ pegboard }: Schematic, scope: Scope): SinkPlan['pegboard'] {
  if (!pegboard || !holds(pegboard.when, scope)) return null
  const color = readPath(scope, pegboard.color)
  return {
    width: compute(pegboard.width, scope),
    color: typeof color === 'string' ? color : null,
    isPerforated: holds(pegboard.perforated, scope),
  }
}

function flowOf({ direction }: Schematic, scope: Scope): SinkPlan['flow'] {
  const value = direction ? readPath(scope, direction.path) : null
  if (value === null) return null
  return value === direction?.leftToRight ? 'RIGHT' : 'LEFT'
}
