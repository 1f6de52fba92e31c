import type { BomLine } from './line'

export type BomChange<T> = {
  before: T
  after: T
  /** Names of the facts that differ. */
  changed: readonly ComparedFact[]
}

export type BomDiff<T> = {
  added: readonly T[]
  removed: readonly T[]
  changed: readonly BomChange<T>[]
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

/** What a line must tell to be compared; `unitCost` is absent for readers who may not see costs. */
export type ComparedLine = Pick<BomLine, 'index' | 'parentIndex' | 'partNumber' | 'basin'> &
  Pick<BomLine, 'kind' | 'name' | 'quantityPer' | 'quantity' | 'note'> & {
    attributes: Readonly<Record<string, string>> | null
    unitCost?: number | null
  }

/**
 * What changed from one version to another (domain handbook 6.8). Lines correspond when they hold
 * the same item under the same parents, for the same basin; equal siblings are paired in order.
 */
export function diffBoms<T extends ComparedLine>(
  before: readonly T[],
  after: readonly T[],
): BomDiff<T> {
  const earlier = byAddress(before)
  const later = byAddress(after)
  const removed = [...earlier].flatMap(([address, line]) => (later.has(address) ? [] : [line]))
  const added: T[] = []
  const changed: BomChange<T>[] = []

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

function byAddress<T extends ComparedLine>(lines: readonly T[]): Map<string, T> {
  const addresses: string[] = []
  const seen = new Map<string, number>()
  const found = new Map<string, T>()
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
function isSame(before: ComparedLine[ComparedFact], after: ComparedLine[ComparedFact]): boolean {
  if (!isAttributes(before) || !isAttributes(after)) return before === after
  const keys = Object.keys(before)
  return (
    keys.length === Object.keys(after).length && keys.every((key) => before[key] === after[key])
  )
}

const isAttributes = (fact: ComparedLine[ComparedFact]): fact is Readonly<Record<string, string>> =>
  typeof fact === 'object' && fact !== null
