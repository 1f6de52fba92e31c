import type { PayloadRequest } from 'payload'
import { nextNumber } from '../db/counters'
import { formatNumber, yearIn } from '../domain/numbering'
import { settingsOf } from './settings'

const PREFIX = { TOR: 'orderPrefix', NC: 'nonconformancePrefix' } as const

/**
 * The next number of a document, by the prefix and the year that hold now. Take it last in the transaction:
 * the count goes on whatever the prefix is, without gaps (handbook 4.7).
 */
export async function mintNumber(
  req: PayloadRequest,
  series: keyof typeof PREFIX,
): Promise<string> {
  const settings = await settingsOf(req)
  const year = yearIn(settings.timeZone, new Date())
  const n = await nextNumber(req, series, year)
  return formatNumber(settings[PREFIX[series]], year, n, settings.numberDigits)
}
