import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { idOf } from '../relation'

type Person = Parameters<typeof idOf>[0]

/** Full names of people by id; closed accounts keep theirs (handbook 15.6). */
export async function fullNamesOf(
  req: PayloadRequest,
  people: readonly Person[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(people.map(idOf).filter((id) => id !== ''))]
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<{ id: string; name: string }>(
    req,
    sql`select id, first_name || ' ' || last_name as name from users
        where id = any(${sql.param(ids)}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
