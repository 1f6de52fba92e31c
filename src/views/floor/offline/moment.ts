const isToday = (moment: Date): boolean => moment.toDateString() === new Date().toDateString()

/** A moment by the clock of the device: the time, and the day unless it is today. */
export function momentInWords(at: string | number): string {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return String(at)
  return new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    ...(isToday(moment) ? {} : { day: 'numeric', month: 'short' }),
  }).format(moment)
}

const KILO = 1024

export const sizeInWords = (bytes: number): string =>
  bytes < KILO * KILO
    ? `${Math.max(1, Math.round(bytes / KILO))} kB`
    : `${(bytes / KILO / KILO).toFixed(1)} MB`
