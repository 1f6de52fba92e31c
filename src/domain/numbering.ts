/** Series of running numbers (domain handbook 4.7): order, service order, purchase order, nonconformance. */
export const SERIES = ['TOR', 'SVC', 'PUR', 'NC'] as const
export type Series = (typeof SERIES)[number]

/**
 * `TOR-2026-0001`: at least so many digits, one more when they do not suffice.
 * @param prefix that of the series, as the settings say
 * @param n position in its series and year, from 1 on; anything else throws a RangeError
 */
export function formatNumber(prefix: string, year: number, n: number, digits = 4): string {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`no number ${n} in series ${prefix}`)
  return `${prefix}-${year}-${String(n).padStart(digits, '0')}`
}

/** The calendar year at an instant by the clocks of a time zone (IANA name, the company setting). */
export const yearIn = (timeZone: string, instant: Date): number =>
  Number(new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric' }).format(instant))

/** Shortest and longest build number; the handbook (5.2) asks for three characters and names no ceiling. */
export const BUILD_NUMBER_LENGTH = { min: 3, max: 60 } as const

/** What two PO or build numbers are compared by: they are the same when only blanks around or case differ. */
export const numberKey = (text: string): string => text.trim().toLowerCase()

/**
 * Where proposed build numbers start: what stands before the running digits, and the first of these.
 * @param hint what the numbers should look like: the last one used, a PO number, or nothing
 */
export function buildNumberSeries(hint = ''): { prefix: string; digits: string } {
  const stem =
    hint
      .trim()
      .replace(/[^A-Za-z0-9_/.-]+/g, '-')
      .slice(0, 50) || 'B-0001'
  const [, prefix = '', digits = '001'] = /^(.*?)(\d{1,9})$/.exec(stem) ?? [stem, `${stem}-`]
  return { prefix, digits }
}

/**
 * Free build numbers to fill the form with, counting on from a hint.
 * @param taken numbers in use, compared without regard to case
 */
export function proposeBuildNumbers(taken: Iterable<string>, count: number, hint = ''): string[] {
  const used = new Set(Array.from(taken, numberKey))
  const { prefix, digits } = buildNumberSeries(hint)

  const proposals: string[] = []
  for (let n = Number(digits); proposals.length < count; n += 1) {
    const proposal = `${prefix}${String(n).padStart(digits.length, '0')}`
    if (proposal.length >= BUILD_NUMBER_LENGTH.min && !used.has(numberKey(proposal)))
      proposals.push(proposal)
  }
  return proposals
}
