import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'

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
