import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { connectionOf } from './transaction'

/** One column per key; values as JSON would carry them. Column names come from code, never from input. */
export type Row = Readonly<Record<string, unknown>>

/**
 * Runs a query in the request's transaction when one is open, else on its own. `T` is what the select
 * list says; nothing else can know the shape of a row, so this is the one place that takes its word.
 */
export async function rowsOf<T extends Record<string, unknown>>(
  req: PayloadRequest,
  query: SQL,
): Promise<T[]> {
  const connection = await connectionOf(req)
  const { rows } = await connection.execute(query)
  return rows as T[]
}

/**
 * Inserts any number of rows with one statement; PostgreSQL converts each value to its column's type.
 * All rows must have the keys of the first. Writing nothing is fine.
 */
export async function insertRows(
  req: PayloadRequest,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(
    Object.keys(first).map((column) => sql.identifier(column)),
    sql`, `,
  )
  await rowsOf(
    req,
    sql`insert into ${sql.identifier(table)} (${columns})
        select ${columns} from jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb)`,
  )
}

/**
 * Writes the columns of rows that exist, found by their `id`, with one statement that also raises their
 * revisions. All rows must have the keys of the first. Writing nothing is fine.
 */
export async function updateRows(
  req: PayloadRequest,
  table: string,
  rows: readonly (Row & { id: string })[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).filter((column) => column !== 'id')
  const set = columns.map((name) => sql`${sql.identifier(name)} = n.${sql.identifier(name)}`)
  await rowsOf(
    req,
    sql`update ${sql.identifier(table)} t set ${sql.join(set, sql`, `)}, rev = t.rev + 1, updated_at = now()
        from jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb) n
        where t.id = n.id`,
  )
}

/** A row under the names of its fields, as the trail and its readers know them: `customer_id` is `customer`. */
export const fieldsOf = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column
        .replace(/_id$/, '')
        .replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
