import type { PayloadRequest } from 'payload'
import { flatten, type FlatItem } from '../../domain/boms/flatten'
import type { BomLine } from '../../domain/boms/line'
import { sameLabel } from '../../domain/label'
import type { Bom } from '../../payload-types'
import { readBom, readLines, type BomTreeLine } from './read'

export type BomNode = BomTreeLine & { children: BomNode[] }

export type BomTotals = {
  lines: number
  unresolved: number
  byKind: Record<BomTreeLine['kind'], number>
  deepestLevel: number
}

/** A version with its lines nested, as `GET /api/boms/:id/tree` answers it. */
export async function treeOfBom(
  req: PayloadRequest,
  id: string,
): Promise<{ bom: Bom; totals: BomTotals; lines: BomNode[] }> {
  const bom = await readBom(req, id)
  const lines = await readLines(req, id)
  const nodes = new Map(
    lines.map((line): [string, BomNode] => [line.id, { ...line, children: [] }]),
  )
  const tops: BomNode[] = []
  for (const node of nodes.values()) {
    const siblings = node.parent === null ? tops : nodes.get(node.parent)?.children
    siblings?.push(node)
  }
  return { bom, totals: totalsOf(lines), lines: tops }
}

/** The same version aggregated by item (handbook 6.6). */
export async function flatBom(
  req: PayloadRequest,
  id: string,
): Promise<{ bom: Bom; items: FlatItem[] }> {
  const bom = await readBom(req, id)
  return { bom, items: flatten(await readLines(req, id)) }
}

function totalsOf(lines: readonly BomTreeLine[]): BomTotals {
  const byKind = { ASSEMBLY: 0, PART: 0, CUSTOM: 0, UNRESOLVED: 0 }
  for (const { kind } of lines) byKind[kind] += 1
  return {
    lines: lines.length,
    unresolved: byKind.UNRESOLVED,
    byKind,
    deepestLevel: lines.reduce((deepest, { level }) => Math.max(deepest, level), 0),
  }
}

/** Stored lines as the domain knows them; a cost that the reader may not see counts as unknown. */
export function asBomLines(stored: readonly BomTreeLine[]): BomLine[] {
  const indexOf = new Map(stored.map(({ id }, index) => [id, index]))
  const paths: string[] = []
  const born = new Map<number | null, number>()
  return stored.map((line, index) => {
    const parentIndex = line.parent === null ? null : (indexOf.get(line.parent) ?? null)
    const position = (born.get(parentIndex) ?? 0) + 1
    born.set(parentIndex, position)
    const path = parentIndex === null ? `${position}` : `${paths[parentIndex]}.${position}`
    paths[index] = path
    const because = line.because ?? ''
    return {
      ...line,
      index,
      parentIndex,
      path,
      position,
      itemId: null,
      unitCost: line.unitCost ?? null,
      rule: line.rule ?? '',
      because,
      becauseLabel: sameLabel(because),
      attributes: line.attributes ?? {},
    }
  })
}
