import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'

/** Asked when somebody is assigned, not later: who leaves keeps the builds they had. */
export async function isActiveAssembler(
  req: PayloadRequest,
  userId: string | null,
): Promise<boolean> {
  const found = await rowsOf(
    req,
    sql`select id from users
        where id = ${userId} and role = 'ASSEMBLER' and kind = 'HUMAN' and is_active`,
  )
  return found.length > 0
}
