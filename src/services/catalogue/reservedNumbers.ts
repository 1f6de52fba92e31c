import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { reservedFault, type CustomNumbering } from '../../domain/catalog/reservedNumbers'
import { numbersByClass } from '../../domain/configurator/lint/spelled'
import type { Assembly, Part } from '../../payload-types'
import { refused } from '../http'
import { publishedContents } from '../settings'

/** The classes of custom parts as they are numbered now: by the releases, and by the settings. */
export async function customNumberings(req: PayloadRequest): Promise<CustomNumbering[]> {
  const [row] = await rowsOf<{ patterns: Record<string, string> | null }>(
    req,
    sql`select custom_numbers as patterns from settings limit 1`,
  )
  const own = new Map(Object.entries(row?.patterns ?? {}))
  return (await publishedContents(req)).flatMap(({ content }) =>
    numbersByClass(content).map(({ classCode, number }) => ({
      classCode,
      patterns: [number, own.get(classCode)].filter((one) => one !== undefined),
    })),
  )
}

/** Refuses a number that somebody typed although only orders give it (BR-006), and another one for what an order made. */
export async function judgeNumber(
  req: PayloadRequest,
  partNumber: string,
  item?: Part | Assembly,
): Promise<void> {
  const isMade = item !== undefined && 'customClass' in item && Boolean(item.customClass)
  const fault = isMade
    ? `cannot take the place of ${item.partNumber}: a part made to measure keeps the number that its order gave it`
    : reservedFault(partNumber, await customNumberings(req))
  if (fault === null) return
  throw refused({
    code: 'invalid_value',
    field: 'partNumber',
    message: `${partNumber} ${fault}.`,
  })
}
