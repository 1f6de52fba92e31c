import type { BomLine } from '../boms/line'
import type { Decision } from '../refusal'
import type { DerivedBom } from './derive'
import type { Sample } from './release'

/** Top lines of a bill of materials, added up by number: what a sample expects. */
export type ExpectedLine = { partNumber: string; quantity: number }

export type SampleResult = {
  name: string
  ok: boolean
  /** Refusals of the family, in sentences; a sample is always something that can be ordered. */
  refused: readonly string[]
  missing: readonly ExpectedLine[]
  unexpected: readonly ExpectedLine[]
}

/** What a bill of materials gives at the top, by number in the order of the alphabet. */
export function topLinesOf(lines: readonly Pick<BomLine, 'level' | 'partNumber' | 'quantity'>[]) {
  const totals = new Map<string, number>()
  for (const { level, partNumber, quantity } of lines)
    if (level === 1) totals.set(partNumber, (totals.get(partNumber) ?? 0) + quantity)
  return [...totals]
    .map(([partNumber, quantity]): ExpectedLine => ({ partNumber, quantity }))
    .sort((a, b) => (a.partNumber < b.partNumber ? -1 : 1))
}

/** How the bill of a sample, derived anew, differs from what is expected. */
export function sampleResult(
  { name, expect }: Sample,
  derived: Decision<Pick<DerivedBom, 'lines'>>,
): SampleResult {
  if (!derived.ok) {
    const refused = derived.refusals.map(({ message }) => message)
    return { name, ok: false, refused, missing: [], unexpected: [] }
  }
  const got = topLinesOf(derived.value.lines)
  const lacks = (from: readonly ExpectedLine[], what: readonly ExpectedLine[]) =>
    from.filter(
      ({ partNumber, quantity }) =>
        !what.some((line) => line.partNumber === partNumber && line.quantity === quantity),
    )
  const missing = lacks(expect, got)
  const unexpected = lacks(got, expect)
  return { name, ok: missing.length + unexpected.length === 0, refused: [], missing, unexpected }
}
