import { expect, test } from 'vitest'
import type { ListFilter } from '../../../src/views/panel/ListFilters'
import { periodFault } from '../../../src/views/panel/period'

const period = { field: 'at', input: 'day', timeZone: 'UTC' } as const
const from: ListFilter = { ...period, operator: 'greater_than_equal', label: 'From' }
const until: ListFilter = { ...period, operator: 'less_than_equal', label: 'Until' }
const reason: ListFilter = { field: 'reason', operator: 'like', label: 'Reason', input: 'text' }
const filters = [reason, from, until]

const told = (begin: string, end: string) =>
  filters.map((filter) =>
    periodFault(filter, filters, (one) => {
      if (one === reason) return 'why'
      return one === from ? begin : end
    }),
  )

test('a period that ends before it begins is said at its end', () => {
  expect(told('2026-11-02', '2026-11-01')).toEqual([
    null,
    null,
    'Lies before “From”: no row can match.',
  ])
})

test('one day, an open end and an open beginning are periods', () => {
  for (const [begin, end] of [
    ['2026-11-01', '2026-11-01'],
    ['2026-11-01', '2026-11-02'],
    ['2026-11-02', ''],
    ['', '2026-11-01'],
  ] as const)
    expect(told(begin, end)).toEqual([null, null, null])
})
