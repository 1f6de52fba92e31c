import type { TreeRow } from '../../services/catalogue/explore'

/** Rows that are known, by the path of the row above; '' is the assembly itself. */
export type KnownTree = ReadonlyMap<string, readonly TreeRow[]>

export type VisibleRow = {
  row: TreeRow
  level: number
  /** Null for a leaf. */
  isOpen: boolean | null
  place: number
  siblings: number
}

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')))

export const levelOf = (path: string): number => path.split('.').length

/** `3` and `3.1` lie above `3.1.2`. */
export const waysTo = (path: string): string[] => {
  const above = parentOf(path)
  return above === '' ? [] : [...waysTo(above), above]
}

/** The same tree with these rows in it, whole levels of it. */
export function withRows(tree: KnownTree, rows: readonly TreeRow[]): KnownTree {
  const next = new Map(tree)
  const fresh = new Map<string, TreeRow[]>()
  for (const row of rows) {
    const parent = parentOf(row.path)
    const level = fresh.get(parent)
    if (level) level.push(row)
    else fresh.set(parent, [row])
  }
  // what can be changed here is known only of the level that was read by itself
  for (const [parent, level] of fresh) if (!next.has(parent)) next.set(parent, level)
  return next
}

/**
 * The components of one row as rows of the whole tree: places and pieces follow from those of the row. An
 * assembly that lies above itself is not entered again.
 */
export function beneath(tree: KnownTree, row: TreeRow, top: string, below: readonly TreeRow[]) {
  const above = new Set([
    top,
    ...[...waysTo(row.path), row.path].map((path) => rowAt(tree, path)?.item?.id),
  ])
  return below.map((child): TreeRow => {
    const isCycle = child.kind === 'ASSEMBLY' && above.has(child.item?.id)
    return {
      ...child,
      path: `${row.path}.${child.path}`,
      component: null,
      place: null,
      quantity: row.quantity * child.quantityPer,
      kind: isCycle ? 'CYCLE' : child.kind,
      hasChildren: !isCycle && child.hasChildren,
    }
  })
}

export const rowAt = (tree: KnownTree, path: string): TreeRow | undefined =>
  tree.get(parentOf(path))?.find((row) => row.path === path)

/** What shows, depth first: a row when all above it are open. */
export function visibleRows(tree: KnownTree, open: ReadonlySet<string>, from = ''): VisibleRow[] {
  const level = tree.get(from) ?? []
  return level.flatMap((row, index) => {
    const isOpen = row.hasChildren ? open.has(row.path) && tree.has(row.path) : null
    const shown = {
      row,
      level: levelOf(row.path),
      isOpen,
      place: index + 1,
      siblings: level.length,
    }
    return isOpen ? [shown, ...visibleRows(tree, open, row.path)] : [shown]
  })
}
