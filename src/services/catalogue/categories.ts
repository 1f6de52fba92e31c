import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { refused } from '../http'

/** Refuses a parent that lies beneath the category itself, with the path named. */
export async function judgeParent(
  req: PayloadRequest,
  category: string,
  parent: string,
): Promise<void> {
  await rowsOf(req, sql`select pg_advisory_xact_lock(hashtext('category tree'))`)
  const [circle] = await rowsOf<{ codes: string[] }>(
    req,
    sql`with recursive up(id, parent_id, codes) as (
          select id, parent_id, array[code::text] from categories where id = ${parent}
          union all
          select c.id, c.parent_id, c.code::text || up.codes
          from up join categories c on c.id = up.parent_id
          where up.id <> ${category}
        )
        select codes from up where id = ${category} limit 1`,
  )
  if (!circle) return
  throw refused({
    code: 'cycle',
    field: 'parent',
    message: `This category would lie beneath itself: ${circle.codes.join(' > ')}.`,
    details: { path: circle.codes },
  })
}
