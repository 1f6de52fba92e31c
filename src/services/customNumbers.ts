import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'
import {
  BY_RELEASE,
  customKey,
  numberBy,
  patternFault,
  sizeOf,
  type CustomNumbers,
} from '../domain/boms/customPart'
import type { CustomPart } from '../domain/boms/line'

type Patterns = Readonly<Record<string, string>>

/**
 * How these parts made to measure are numbered now (domain handbook 6.5): a size that has a record keeps
 * its number, a new one follows the pattern of its class in the settings, else its release. A pattern that
 * was written for other dimensions than these gives no number.
 */
export async function customNumbersOf(
  req: PayloadRequest,
  parts: readonly CustomPart[],
): Promise<CustomNumbers> {
  if (parts.length === 0) return BY_RELEASE
  const classes = sql.param(parts.map(({ classCode }) => classCode))
  const sizes = sql.param(parts.map(({ dimensions }) => sizeOf(dimensions)))
  const [row] = await rowsOf<{ patterns: Patterns | null; known: Patterns | null }>(
    req,
    sql`select (select custom_numbers from settings limit 1) as patterns,
               (select jsonb_object_agg(p.custom_class || ' ' || p.custom_dimensions, p.part_number)
                from unnest(${classes}::text[], ${sizes}::text[]) as asked(class, size)
                join parts p on p.kind = 'CUSTOM' and p.custom_class = asked.class
                            and p.custom_dimensions = asked.size) as known`,
  )
  const { patterns, known } = { patterns: row?.patterns ?? {}, known: row?.known ?? {} }
  return (classCode, dimensions) => {
    const pattern = Object.hasOwn(patterns, classCode) ? patterns[classCode] : undefined
    const isFit = pattern !== undefined && patternFault(pattern, Object.keys(dimensions)) === null
    return known[customKey(classCode, dimensions)] ?? (isFit ? numberBy(pattern, dimensions) : null)
  }
}
