import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'
import { refused } from './http'

export type CompanySettings = {
  companyName: string
  /** IANA name; decides the year of document numbers and which day it is. */
  timeZone: string
  /** ISO 4217; amounts are integers of its minor unit. */
  currency: string
  /** Inches to be kept free beside the basins before W1 warns. */
  basinWidthMargin: number
}

/** The company settings as they stand now. `migrate` writes the row, so it is always there. */
export async function settingsOf(req: PayloadRequest): Promise<CompanySettings> {
  const [row] = await rowsOf<CompanySettings>(
    req,
    sql`select company_name as "companyName", time_zone as "timeZone", currency,
               basin_width_margin::float8 as "basinWidthMargin"
        from settings limit 1`,
  )
  if (!row) throw new Error('The company settings are missing: run the migration.')
  return row
}

/** Today's date, `YYYY-MM-DD`, by the company's clocks. */
export const todayIn = (timeZone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)

/** Settings that the configurator reads as named parameters of a release. */
export const parametersOf = ({ basinWidthMargin }: CompanySettings): Record<string, number> => ({
  basinWidthMargin,
})

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Refuses an unknown time zone, and another currency once any cost is stored (architecture 5). */
export async function judgeSettings(
  req: PayloadRequest,
  settings: { timeZone?: unknown; currency?: unknown },
  currencyInForce: unknown,
): Promise<void> {
  const { timeZone, currency } = settings
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    throw refused({
      code: 'invalid_value',
      field: 'timeZone',
      message: 'This is no time zone. Use a name such as America/Toronto.',
    })
  }
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw refused({
      code: 'invalid_value',
      field: 'currency',
      message: 'A currency is three capitals, such as CAD.',
    })
  }
  if (currency === currencyInForce) return
  const [used] = await rowsOf(
    req,
    sql`select 1 as used where exists (select from parts where cost is not null)
        or exists (select from assemblies where cost is not null)`,
  )
  if (used) {
    throw refused({
      code: 'in_use',
      field: 'currency',
      message: 'Costs are already entered in the present currency; it cannot change any more.',
    })
  }
}
