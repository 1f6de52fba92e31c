import type { ListFilter } from './ListFilters'

const isBound = ({ input, operator }: ListFilter, bound: ListFilter['operator']): boolean =>
  (input === 'day' || input === 'date') && operator === bound

/**
 * What is wrong with the end of a period that lies before its beginning; null with every other filter.
 * @param valueOf the day of a filter as `YYYY-MM-DD`, empty where none is set
 */
export function periodFault(
  end: ListFilter,
  filters: readonly ListFilter[],
  valueOf: (filter: ListFilter) => string,
): string | null {
  const begin = filters.find((one) => one.field === end.field && isBound(one, 'greater_than_equal'))
  if (!begin || !isBound(end, 'less_than_equal')) return null
  const [from, until] = [valueOf(begin), valueOf(end)]
  return from !== '' && until !== '' && until < from
    ? `Lies before “${begin.label}”: no row can match.`
    : null
}
