import { isJsonObject } from '../../domain/configurator/raw'
import type { Area } from './areas'
import { getAt } from './tree'

/** Whose text an area has after a merge. */
export type Side = 'MINE' | 'THEIRS'

export type Difference = {
  key: string
  label: string
  /** Null where both changed the area: somebody has to choose. */
  side: Side | null
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const keysOf = ({ paths }: Area): string[] => [
  ...new Set(paths.map(([first]) => String(first ?? ''))),
]

/**
 * The areas in which two versions of a draft differ. Where only one side moved away from what both
 * began with, that side is taken.
 */
export function differences(
  areas: readonly Area[],
  base: unknown,
  mine: unknown,
  theirs: unknown,
): Difference[] {
  const known = new Set(areas.flatMap(keysOf))
  const rest = [mine, theirs]
    .flatMap((side) => Object.keys(isJsonObject(side) ? side : {}))
    .filter((key) => !known.has(key))
  const parts = [
    ...areas.map((area) => ({ key: area.key, label: area.label, keys: keysOf(area) })),
    ...[...new Set(rest)].map((key) => ({ key, label: key, keys: [key] })),
  ]
  return parts.flatMap(({ key, label, keys }) => {
    const differs = (a: unknown, b: unknown) =>
      keys.some((one) => !same(getAt(a, [one]), getAt(b, [one])))
    if (!differs(mine, theirs)) return []
    const side = !differs(theirs, base) ? 'MINE' : !differs(mine, base) ? 'THEIRS' : null
    return [{ key, label, side }]
  })
}

/** My draft with the areas that were given to the other side. */
export function merged(
  areas: readonly Area[],
  mine: unknown,
  theirs: unknown,
  sides: ReadonlyMap<string, Side>,
): unknown {
  const taken = [...sides].flatMap(([key, side]) => {
    if (side === 'MINE') return []
    const area = areas.find((one) => one.key === key)
    return area ? keysOf(area) : [key]
  })
  const other = isJsonObject(theirs) ? theirs : {}
  const next: Record<string, unknown> = { ...(isJsonObject(mine) ? mine : {}) }
  for (const key of taken) {
    if (Object.hasOwn(other, key)) next[key] = other[key]
    else delete next[key]
  }
  return next
}
