import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from './rows'

/** The revisions of these rows as they stand in the transaction of `req`; a row that is gone is absent. */
export const readRevisions = (
  req: PayloadRequest,
  table: string,
  ids: readonly string[],
): Promise<{ id: string; rev: number }[]> =>
  rowsOf(
    req,
    sql`select id, rev::int as rev from ${sql.identifier(table)} where id = any(${sql.param([...ids])}::uuid[])`,
  )
