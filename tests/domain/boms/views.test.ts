import { describe, expect, it } from 'vitest'
import { rollUpCost, totalCostOf } from '../../../src/domain/boms/cost'
import { diffBoms } from '../../../src/domain/boms/diff'
import { flatten } from '../../../src/domain/boms/flatten'
import type { BomLine } from '../../../src/domain/boms/line'
import { sameLabel } from '../../../src/domain/label'

/** Lines from `level id × quantity @ cost`, in display order. */
function bill(...rows: string[]): BomLine[] {
  const last: number[] = []
  return rows.map((row, index) => {
    const [, level = '1', id = '', quantity = '1', cost] =
      /^(\d+) (\S+) × (\d+)(?: @ (\d+))?$/.exec(row) ?? []
    last[Number(level)] = index
    const parentIndex = Number(level) === 1 ? null : (last[Number(level) - 1] ?? null)
    return {
      index,
      parentIndex,
      path: String(index),
      level: Number(level),
      position: 1,
      kind: 'PART',
      itemId: null,
      partNumber: id,
      name: id,
      quantityPer: 1,
      quantity: Number(quantity),
      unitCost: cost === undefined ? null : Number(cost),
      rule: 'R1',
      because: '',
      becauseLabel: sameLabel(''),
      basin: null,
      attributes: {},
      note: null,
    }
  })
}

/** Domain handbook 6.8. */
describe('cost', () => {
  it('of an item with its own cost counts, and its children do not', () => {
    const lines = bill('1 A × 2 @ 100', '2 p × 4 @ 30', '1 B × 1', '2 p × 3 @ 30', '2 q × 1')
    expect(rollUpCost(lines)).toEqual({
      total: 290,
      byLine: [200, 120, 90, 90, null],
      unpriced: ['q'],
    })
  })

  it('sums through levels without a cost', () => {
    expect(totalCostOf(bill('1 A × 1', '2 B × 2', '3 p × 6 @ 5'))).toBe(30)
  })

  it('is unknown when nothing has one, and nought when it is nought', () => {
    expect(totalCostOf(bill('1 A × 1', '2 p × 1'))).toBeNull()
    expect(totalCostOf(bill('1 A × 1 @ 0', '2 p × 1 @ 7'))).toBe(0)
  })

  it('does not miss what a priced parent covers', () => {
    expect(rollUpCost(bill('1 A × 1 @ 10', '2 p × 1')).unpriced).toEqual([])
  })
})

it('the flat list adds up an item wherever it occurs', () => {
  expect(flatten(bill('1 A × 1', '2 p × 4 @ 30', '1 p × 3 @ 30'))).toMatchObject([
    { partNumber: 'A', quantity: 1, occurrences: 1 },
    { partNumber: 'p', quantity: 7, occurrences: 2, unitCost: 30, rules: ['R1'] },
  ])
})

it('the flat list says in whose place an item stands, once', () => {
  const lines = bill('1 A × 1', '2 p × 4', '1 p × 3', '1 q × 1').map((line) =>
    line.partNumber === 'p' ? { ...line, attributes: { substitutedFor: 'OLD' } } : line,
  )
  expect(flatten(lines).map(({ substitutedFor }) => substitutedFor)).toEqual([[], ['OLD'], []])
})

it('the flat list keeps costs absent where the reader may not see them', () => {
  const lines = bill('1 p × 1 @ 3').map(({ unitCost: _, ...line }) => line)
  expect(flatten(lines)).toEqual([expect.not.objectContaining({ unitCost: expect.anything() })])
})

describe('comparing two versions', () => {
  const before = bill('1 A × 1', '2 p × 2', '2 q × 1', '1 B × 1')

  it('of the same bill finds nothing', () => {
    expect(diffBoms(before, before)).toEqual({ added: [], removed: [], changed: [] })
  })

  it('names added, removed and changed lines', () => {
    const after = bill('1 C × 1', '1 A × 1', '2 p × 3', '2 r × 1', '1 B × 1')
    const { added, removed, changed } = diffBoms(before, after)
    expect(added.map(({ partNumber }) => partNumber)).toEqual(['C', 'r'])
    expect(removed.map(({ partNumber }) => partNumber)).toEqual(['q'])
    expect(changed).toMatchObject([{ after: { partNumber: 'p' }, changed: ['quantity'] }])
  })

  it('pairs equal siblings in order', () => {
    const { added, changed } = diffBoms(bill('1 p × 1'), bill('1 p × 1', '1 p × 2'))
    expect([added.length, changed.length]).toEqual([1, 0])
  })

  it('sees a changed attribute', () => {
    const after = before.map((line) => ({ ...line, attributes: { color: 'RED' } }))
    expect(diffBoms(before, after).changed).toHaveLength(4)
  })
})
