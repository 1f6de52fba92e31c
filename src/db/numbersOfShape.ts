import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from './rows'

/**
 * Part numbers that match one of these regular expressions, each with the class and the size that the part
 * was made for; both are null for everything that was not made to measure.
 */
export const numbersOfShape = (
  req: PayloadRequest,
  shapes: readonly string[],
): Promise<{ partNumber: string; classCode: string | null; size: string | null }[]> =>
  rowsOf(
    req,
    sql`select part_number as "partNumber", custom_class as "classCode", custom_dimensions as size
        from parts where part_number ~* any(${sql.param(shapes)}::text[])
        union all select part_number, null, null
        from assemblies where part_number ~* any(${sql.param(shapes)}::text[])
        order by 1`,
  )
