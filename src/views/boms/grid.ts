import type { BomTreeLine } from '../../services/boms/read'

/**
 * A stored line with what it costs altogether; costs are absent for readers who may not see them. `page` is
 * the address of its catalogue record, for those who may open it.
 */
export type GridLine = BomTreeLine & { lineCost?: number | null; page?: string | undefined }

export type GridFilter = {
  /** Part of a number, name, rule or reason. */
  text: string
  kind: GridLine['kind'] | ''
  /** Deepest level shown; 0 shows all. */
  deepest: number
}

export const NO_FILTER: GridFilter = { text: '', kind: '', deepest: 0 }

/** One visible row of the tree, with what the grid pattern announces about it. */
export type GridRow = {
  line: GridLine
  /** Null for a leaf. */
  isOpen: boolean | null
  /** False for a line that is only there to show where a match hangs. */
  isHit: boolean
  place: number
  siblings: number
}

const holds = (text: string | null, sought: string): boolean =>
  text !== null && text.toLowerCase().includes(sought)

/** Lines that the filter asks for; without text and kind all of them. */
export function hitsOf(lines: readonly GridLine[], { text, kind }: GridFilter): Set<string> {
  const sought = text.trim().toLowerCase()
  return new Set(
    lines
      .filter(
        (line) =>
          (kind === '' || line.kind === kind) &&
          (sought === '' ||
            [line.partNumber, line.name, line.rule, line.because].some((part) =>
              holds(part, sought),
            )),
      )
      .map(({ id }) => id),
  )
}

export const parentsOf = (lines: readonly GridLine[]): string[] => [
  ...new Set(lines.flatMap(({ parent }) => (parent === null ? [] : [parent]))),
]

/** Everything above the given lines, so that they can be seen. */
export function above(lines: readonly GridLine[], wanted: ReadonlySet<string>): Set<string> {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const found = new Set<string>()
  for (const id of wanted) {
    let parent = byId.get(id)?.parent ?? null
    while (parent !== null && !found.has(parent)) {
      found.add(parent)
      parent = byId.get(parent)?.parent ?? null
    }
  }
  return found
}

/**
 * The rows to draw, depth first. Without a filter a line shows when all above it are open. With one,
 * matches show with the way down to them, and below an opened match everything shows.
 */
export function visibleRows(
  lines: readonly GridLine[],
  open: ReadonlySet<string>,
  filter: GridFilter,
): GridRow[] {
  const hits = hitsOf(lines, filter)
  const isFiltered = filter.text.trim() !== '' || filter.kind !== ''
  const way = isFiltered ? above(lines, hits) : new Set<string>()
  const children = byParent(lines)
  const shownBelow = (line: GridLine, underHit: boolean): GridLine[] =>
    (children.get(line.id) ?? []).filter(
      (child) =>
        (filter.deepest === 0 || child.level <= filter.deepest) &&
        (isFiltered
          ? hits.has(child.id) || way.has(child.id) || (underHit && open.has(line.id))
          : open.has(line.id)),
    )
  const canOpen = (line: GridLine): boolean =>
    children.has(line.id) && (filter.deepest === 0 || line.level < filter.deepest)

  const rows: GridRow[] = []
  const walk = (siblings: readonly GridLine[], underHit: boolean): void => {
    for (const [index, line] of siblings.entries()) {
      const isHit = hits.has(line.id)
      const below = shownBelow(line, underHit || isHit)
      rows.push({
        line,
        isOpen: canOpen(line) ? below.length > 0 : null,
        isHit,
        place: index + 1,
        siblings: siblings.length,
      })
      walk(below, underHit || isHit)
    }
  }
  walk(
    (children.get(null) ?? []).filter(({ id }) => !isFiltered || hits.has(id) || way.has(id)),
    false,
  )
  return rows
}

function byParent(lines: readonly GridLine[]): ReadonlyMap<string | null, readonly GridLine[]> {
  const groups = new Map<string | null, GridLine[]>()
  for (const line of lines) {
    const group = groups.get(line.parent)
    if (group) group.push(line)
    else groups.set(line.parent, [line])
  }
  return groups
}
