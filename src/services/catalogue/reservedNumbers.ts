import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { reservedFault, type CustomNumbering } from '../../domain/catalog/reservedNumbers'
import { refused } from '../http'
import { customClasses } from '../settings'

/** The classes of custom parts as they are numbered now: by the settings, else by the release. */
export async function customNumberings(req: PayloadRequest): Promise<CustomNumbering[]> {
  const [row] = await rowsOf<{ patterns: Record<string, string> | null }>(
    req,
    sql`select custom_numbers as patterns from settings limit 1`,
  )
  const patterns = new Map(Object.entries(row?.patterns ?? {}))
  return (await customClasses(req)).map(({ classCode, number }) => ({
    classCode,
    patterns: [number, patterns.get(classCode) ?? number],
  }))
}

/** Refuses a number that somebody typed although only orders give it (BR-006). */
export async function judgeNumber(req: PayloadRequest, partNumber: string): Promise<void> {
  const fault = reservedFault(partNumber, await customNumberings(req))
  if (fault === null) return
  throw refused({
    code: 'invalid_value',
    field: 'partNumber',
    message: `${partNumber} ${fault}.`,
  })
}
