import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import {
  formatNumber,
  numberKey,
  proposeBuildNumbers,
  SERIES,
  yearIn,
} from '../../src/domain/numbering'
import { buildNumberSchema } from '../../src/domain/orders/entry'

describe('running numbers (handbook 4.7)', () => {
  // prettier-ignore
  it.each([
    ['TOR', 2026, 1,     'TOR-2026-0001'],
    ['SVC', 2026, 42,    'SVC-2026-0042'],
    ['PUR', 2027, 9999,  'PUR-2027-9999'],
    ['NC',  2027, 10000, 'NC-2027-10000'],
  ] as const)('%s %i %i is %s', (series, year, n, expected) => {
    expect(formatNumber(series, year, n)).toBe(expected)
  })

  it.each([0, -1, 1.5, Number.NaN])('there is no number %d', (n) => {
    expect(() => formatNumber('TOR', 2026, n)).toThrow(RangeError)
  })

  test('no two numbers of a year look alike', () => {
    const n = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(fc.constantFrom(...SERIES), n, n, (series, a, b) => {
        expect(formatNumber(series, 2026, a) === formatNumber(series, 2026, b)).toBe(a === b)
      }),
    )
  })

  // prettier-ignore
  it.each([
    ['America/Toronto',  '2027-01-01T04:59:59Z', 2026],
    ['America/Toronto',  '2027-01-01T05:00:00Z', 2027],
    ['Pacific/Auckland', '2026-12-31T11:00:00Z', 2027],
    ['UTC',              '2026-12-31T23:59:59Z', 2026],
  ])('in %s it is at %s the year %i', (zone, instant, year) => {
    expect(yearIn(zone, new Date(instant))).toBe(year)
  })
})

describe('build numbers (handbook 5.2)', () => {
  it.each(['ABC', 'b-0001', '2026/07_A.1', '  SN-12 ', 'x'.repeat(60)])('%s is one', (text) => {
    expect(buildNumberSchema.parse(text)).toBe(text.trim())
  })

  // prettier-ignore
  it.each([
    '', '   ', 'AB', ' AB ', 'A B C', 'É-001', "x';--", '<b>1</b>', 'x'.repeat(61), 'a\nbc', 4711, null,
  ])('%j is none', (value) => {
    expect(buildNumberSchema.safeParse(value).success).toBe(false)
  })
})

describe('proposed build numbers', () => {
  // prettier-ignore
  it.each([
    ['nothing known',           [],                   2, '',         ['B-0001', 'B-0002']],
    ['taken ones are skipped',  ['b-0001', 'B-0003'], 2, '',         ['B-0002', 'B-0004']],
    ['counting on from a hint', ['SN-098'],           3, 'SN-098',   ['SN-099', 'SN-100', 'SN-101']],
    ['a digit more',            ['SN-99'],            2, 'SN-99',    ['SN-100', 'SN-101']],
    ['a hint without digits',   [],                   2, 'Mercy',    ['Mercy-001', 'Mercy-002']],
    ['what may not be in one',  [],                   1, ' PO #7 ',  ['PO-7']],
    ['too short a hint',        [],                   2, '9',        ['100', '101']],
  ])('%s', (_what, taken, count, hint, expected) => {
    expect(proposeBuildNumbers(taken, count, hint)).toEqual(expected)
  })

  test('are as many as asked for, valid, free and different from each other', () => {
    const taken = fc.array(
      fc.integer({ min: 1, max: 30 }).map((n) => `B-${String(n).padStart(4, '0')}`),
    )
    fc.assert(
      fc.property(
        taken,
        fc.integer({ min: 0, max: 10 }),
        fc.string({ maxLength: 80 }),
        (used, count, hint) => {
          const proposals = proposeBuildNumbers(used, count, hint)
          expect(new Set(proposals.map(numberKey)).size).toBe(count)
          for (const proposal of proposals) {
            expect(buildNumberSchema.parse(proposal)).toBe(proposal)
            expect(used.map(numberKey)).not.toContain(numberKey(proposal))
          }
        },
      ),
    )
  })
})
