import type { BomLine } from './line'

export type BomChange = {
  before: BomLine
  after: BomLine
  /** Names of the facts that differ. */
  changed: readonly ComparedFact[]
}

export type BomDiff = {
  added: readonly BomLine[]
  removed: readonly BomLine[]
  changed: readonly BomChange[]
}

const COMPARED = [
  'kind',
  'name',
  'quantityPer',
  'quantity',
  'unitCost',
  'attributes',
  'note',
] as const
export type ComparedFact = (typeof COMPARED)[number]

/**
 * What changed from one version to another (domain handbook 6.8). Lines correspond when they hold
 * the same item under the same parents, for the same basin; equal siblings are paired in order.
 */
export function diffBoms(before: readonly BomLine[], after: readonly BomLine[]): BomDiff {
  const earlier = byAddress(before)
  const later = byAddress(after)
  const removed = [...earlier].flatMap(([address, line]) => (later.has(address) ? [] : [line]))
  const added: BomLine[] = []
  const changed: BomChange[] = []

  for (const [address, line] of later) {
    const former = earlier.get(address)
    if (!former) {
      added.push(line)
      continue
    }
    const facts = COMPARED.filter((fact) => !isSame(former[fact], line[fact]))
    if (facts.length > 0) changed.push({ before: former, after: line, changed: facts })
  }
  return { added, removed, changed }
}

function byAddress(lines: readonly BomLine[]): Map<string, BomLine> {
  const addresses: string[] = []
  const seen = new Map<string, number>()
  const found = new Map<string, BomLine>()
  for (const line of lines) {
    const above = line.parentIndex === null ? '' : (addresses[line.parentIndex] ?? '')
    const stem = `${above}/${JSON.stringify([line.partNumber, line.basin])}`
    const times = (seen.get(stem) ?? 0) + 1
    seen.set(stem, times)
    const address = `${stem}#${times}`
    addresses[line.index] = address
    found.set(address, line)
  }
  return found
}

/** Attributes are compared as sorted entries: stores do not keep the order of keys. */
function isSame(before: BomLine[ComparedFact], after: BomLine[ComparedFact]): boolean {
  if (before === null || after === null || typeof before !== 'object' || typeof after !== 'object')
    return before === after
  const keys = Object.keys(before)
  return (
    keys.length === Object.keys(after).length && keys.every((key) => before[key] === after[key])
  )
}
