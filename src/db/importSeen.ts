import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { SeenBy, SeenFields, SeenRecord } from '../domain/catalog/import/seen'
import { insertRows, rowsOf } from './rows'

const ROWS_PER_STATEMENT = 1_000

/** Keeps what a dry run saw of every record that it would write. */
export async function keepSeen(
  req: PayloadRequest,
  importId: string,
  seen: readonly SeenRecord[],
): Promise<void> {
  for (let start = 0; start < seen.length; start += ROWS_PER_STATEMENT)
    await insertRows(
      req,
      'catalogue_import_seen',
      seen.slice(start, start + ROWS_PER_STATEMENT).map(({ resource, record, fields }) => ({
        import_id: importId,
        resource,
        record,
        fields,
      })),
    )
}

/** What the dry run of an import saw. */
export async function seenByImport(req: PayloadRequest, importId: string): Promise<SeenBy> {
  const rows = await rowsOf<{ key: string; fields: SeenFields }>(
    req,
    sql`select resource || ' ' || record as key, fields from catalogue_import_seen
        where import_id = ${importId}`,
  )
  const seen = new Map(rows.map(({ key, fields }) => [key, fields]))
  return (resource, record) => seen.get(`${resource} ${record}`)
}
