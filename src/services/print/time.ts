/**
 * A moment as it is printed: `2026-11-23 08:05:12 UTC-05:00 (America/Toronto)`.
 *
 * @param iso any time that `Date` reads
 * @param timeZone IANA name
 */
export function printedTime(iso: string, timeZone: string): string {
  const at = new Date(iso)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at)
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const zone = offset?.replace('GMT', 'UTC') ?? 'UTC'
  return `${day} ${time} ${zone} (${timeZone})`
}

/** The same, without zone, for columns of a document that names its zone. */
export const shortTime = (iso: string, timeZone: string): string =>
  printedTime(iso, timeZone).slice(0, 16)
