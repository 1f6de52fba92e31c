import { z } from 'zod'

/** Calendar days (`YYYY-MM-DD`) by the clocks of a time zone, whatever its summer time does to them. */

/** No record is older. */
const FIRST_DAY = '1900-01-01'
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * A day that somebody enters or asks about, in the four digits of the year that the database, the browser
 * and the order of texts agree upon.
 *
 * @param what how a refusal calls it: `ship date`
 */
export const dayCalled = (what: string) =>
  z.iso
    .date({
      error: ({ input }) =>
        DAY.test(String(input)) ? 'There is no such day.' : `Enter the ${what} as YYYY-MM-DD.`,
      abort: true,
    })
    .refine((day) => day >= FIRST_DAY, {
      error: `Enter a ${what} from ${FIRST_DAY} on.`,
      abort: true,
    })

export const daySchema = dayCalled('day')

export const isDay = (value: unknown): boolean => daySchema.safeParse(value).success

/** The calendar of PostgreSQL has no year 0000, and later years have no form of four digits. */
const FIRST_MOMENT = Date.parse('0001-01-01T00:00:00.000Z')
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z')
/** A text that begins with a day; what follows is the time. */
const DAY_FIRST = /^(\d{4}-\d{2}-\d{2})(?!\d)/

/** Whether the database can hold a moment: a date, milliseconds since 1970, or a text that names one. */
export function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Date))
    return false
  const time = new Date(value).getTime()
  const day = typeof value === 'string' ? DAY_FIRST.exec(value)?.[1] : undefined
  // JavaScript reads 30 February as 2 March
  const isReal = day === undefined || z.iso.date().safeParse(day).success
  return isReal && time >= FIRST_MOMENT && time <= LAST_MOMENT
}

/** A moment that somebody enters, with its offset, answered in UTC; `what` as for a day. */
export const momentCalled = (what: string) =>
  z.iso
    .datetime({ offset: true, error: `Enter the ${what} as YYYY-MM-DDThh:mm:ssZ.`, abort: true })
    .refine(isMoment, { error: `The ${what} lies in no year that can be stored.`, abort: true })
    .transform((moment) => new Date(moment).toISOString())

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
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().replace(/T.*/, '')
  return new Date(startOfDay(next, timeZone).getTime() - 1)
}
