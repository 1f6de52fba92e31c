import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { FormItem } from '../../domain/quality/item'
import { instrumentKey, type Calibrations } from '../../domain/quality/judge'

/**
 * Until when the calibration of our own instruments holds, for a form that names one (handbook 8.7, 15.9). Of two
 * tools with one number the one in use counts, and of those the later date.
 */
export async function calibrationsFor(
  req: PayloadRequest,
  items: readonly FormItem[],
): Promise<Calibrations> {
  if (!items.some(({ instrument }) => instrument === 'ID')) return new Map()
  const tools = await rowsOf<{ number: string; due: string }>(
    req,
    sql`select instrument_id as number, calibration_due as due from tools
        where instrument_id is not null and calibration_due is not null order by is_active, calibration_due`,
  )
  return new Map(tools.map(({ number, due }) => [instrumentKey(number), due]))
}
