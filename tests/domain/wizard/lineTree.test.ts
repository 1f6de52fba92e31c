import { expect, test } from 'vitest'
import { costOf, matching, treeOf } from '../../../src/views/shared/lineTree'
import type { ShownLine } from '../../../src/views/shared/preview'

const line = (level: number, partNumber: string, rest: Partial<ShownLine> = {}): ShownLine => ({
  level,
  partNumber,
  name: `Name of ${partNumber}`,
  kind: 'PART',
  quantity: 1,
  ...rest,
})

const LINES = [
  line(1, 'A', { quantity: 2 }),
  line(2, 'A1', { quantity: 4, unitCost: 250 }),
  line(3, 'A1x', { unitCost: 9_999 }),
  line(2, 'A2'),
  line(1, 'B', { unitCost: 100 }),
]

test('lines in order become a tree by their level', () => {
  const tree = treeOf(LINES)
  expect(tree.map(({ line: { partNumber } }) => partNumber)).toEqual(['A', 'B'])
  expect(tree[0]?.children.map(({ index }) => index)).toEqual([1, 3])
})

test('a search keeps the way down to what it finds', () => {
  const found = matching(treeOf(LINES), 'a1X')
  expect(found).toHaveLength(1)
  expect(found[0]?.children[0]?.children[0]?.line.partNumber).toBe('A1x')
  expect(matching(treeOf(LINES), 'nothing')).toEqual([])
})

test('an item with a cost of its own counts with it, else its children count, never both', () => {
  expect(costOf(treeOf(LINES))).toBe(4 * 250 + 100)
  expect(costOf(treeOf([line(1, 'C')]))).toBeNull()
})
