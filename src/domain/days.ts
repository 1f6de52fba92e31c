import { z } from 'zod'

/** Calendar days (`YYYY-MM-DD`) by the clocks of a time zone, whatever its summer time does to them. */

/** No record is older; the calendar of PostgreSQL has no year 0000 at all. */
const FIRST_DAY = '1900-01-01'

/** A day that is asked about. */
export const daySchema = z.iso
  .date({ error: 'Name the day as YYYY-MM-DD.', abort: true })
  .refine((day) => day >= FIRST_DAY, `Name a day from ${FIRST_DAY} on.`)

const DAY_MS = 86_400_000

/** The day that a moment belongs to there. */
export const dayOf = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment)

/** How far the clocks there are ahead of UTC at a moment, in milliseconds. */
function aheadOfUtc(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const number = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value)
  const shown = Date.UTC(
    number('year'),
    number('month') - 1,
    number('day'),
    number('hour'),
    number('minute'),
    number('second'),
  )
  return shown - Math.floor(moment.getTime() / 1000) * 1000
}

/**
 * The first moment of a day. Where the clocks are changed around midnight the day begins at the first
 * moment that they call by its date.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const begins = [midnight - DAY_MS, midnight + DAY_MS]
    .map((around) => midnight - aheadOfUtc(new Date(around), timeZone))
    .filter((moment) => dayOf(new Date(moment), timeZone) === day)
  return new Date(begins.length > 0 ? Math.min(...begins) : midnight)
}

/** The last millisecond of a day. */
export const endOfDay = (day: string, timeZone: string): Date => {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
  return new Date(startOfDay(next, timeZone).getTime() - 1)
}
