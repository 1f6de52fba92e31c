import type { ShownLine } from './preview'

export type LineNode = { line: ShownLine; index: number; children: LineNode[] }

/** Lines in depth-first order, by level, as a tree. */
export function treeOf(lines: readonly ShownLine[]): LineNode[] {
  const roots: LineNode[] = []
  const open: LineNode[] = []
  for (const [index, line] of lines.entries()) {
    while (open.length > 0 && (open.at(-1)?.line.level ?? 0) >= line.level) open.pop()
    const node = { line, index, children: [] }
    const parent = open.at(-1)
    if (parent) parent.children.push(node)
    else roots.push(node)
    open.push(node)
  }
  return roots
}

/** Nodes that hold the text in number or name, with the way down to them. */
export function matching(nodes: readonly LineNode[], text: string): LineNode[] {
  const sought = text.trim().toLowerCase()
  if (sought === '') return [...nodes]
  return nodes.flatMap((node) => {
    const children = matching(node.children, sought)
    const isHit = [node.line.partNumber, node.line.name].some((part) =>
      part.toLowerCase().includes(sought),
    )
    if (!isHit && children.length === 0) return []
    return [{ ...node, children: isHit ? node.children : children }]
  })
}

/** Cost of everything below: an item's own cost counts, else that of its children, never both. */
export function costOf(nodes: readonly LineNode[]): number | null {
  let total: number | null = null
  for (const { line, children } of nodes) {
    const own = line.unitCost == null ? costOf(children) : line.unitCost * line.quantity
    if (own !== null) total = (total ?? 0) + own
  }
  return total
}
