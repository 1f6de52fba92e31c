import { describe, expect, it } from 'vitest'
import {
  figuresOf,
  valueInWords,
  type ImportKind,
  type ShownCounts,
} from '../../../src/views/imports/words'

const counts: ShownCounts = {
  rows: 10,
  new: 3,
  changed: 2,
  unchanged: 4,
  refused: 1,
  refusedInside: 0,
  refusedLines: 2,
  warnings: 0,
  changedSince: 0,
  fields: 5,
  unknownHeads: [],
}
const sumOf = (kind: ImportKind, own: Partial<ShownCounts> = {}) => {
  const [[, all] = [], ...rest] = figuresOf(kind, { ...counts, ...own })
  const parts = rest.filter(([label]) => label !== 'Entries refused in records')
  return [all, parts.reduce((sum, [, count]) => sum + count, 0)]
}

describe('the figures of an import', () => {
  it('add up to what the file holds', () => {
    for (const kind of ['PARTS', 'ASSEMBLIES', 'STOCK', 'COSTS'] as const)
      expect(sumOf(kind), kind).toEqual([10, 10])
  })

  it('of a delivery tell refused records from entries inside of others', () => {
    const own = { refused: 4, refusedInside: 3 }
    expect(sumOf('DELIVERY', own)).toEqual([10, 10])
    expect(figuresOf('DELIVERY', { ...counts, ...own }).at(-1)).toEqual([
      'Entries refused in records',
      3,
    ])
  })

  it('of components are told as rows and as lists', () => {
    expect(figuresOf('COMPONENTS', counts).map(([label]) => label)).toEqual([
      'Rows in the file',
      'Rows refused',
      'Lists changed',
      'Lists unchanged',
    ])
  })
})

it.each([
  ['references: A-1', 'listed', 'listed'],
  ['references: A-1', null, 'not listed'],
  ['components: P-1', null, 'not in it'],
  ['manufacturer', null, 'empty'],
])('what stands in %s as %j is said as %s', (field, value, words) => {
  expect(valueInWords(field, value, 'CAD')).toBe(words)
})
