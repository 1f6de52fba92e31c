import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, PayloadRequest, SanitizedCollectionConfig } from 'payload'
import { rowsOf } from '../db/rows'
import { columnOf, tableOf } from '../db/stored'
import { systemRequest } from './actor'

type Named = { slug: string; table: string; column: string }
type Row = { id: string; name: string }

/** Where each collection keeps what its records are called, if that is a text; drafts are their owner's own. */
const namedIn = ({ config }: Payload): Named[] =>
  config.collections
    .filter(({ slug }) => slug !== 'order-drafts' && slug !== 'audit-events')
    .flatMap(({ slug, admin, flattenedFields }: SanitizedCollectionConfig) =>
      flattenedFields
        .filter(({ name, type }) => name === admin.useAsTitle && type === 'text')
        .map((field) => ({ slug, table: tableOf(slug), column: columnOf(field) })),
    )

/** The ids of all records of this name, such as an order number; for whoever may read every record. */
export async function idsNamed(req: PayloadRequest, asked: string): Promise<string[]> {
  const ids: string[] = []
  for (const { table, column } of namedIn(req.payload)) {
    const found = await rowsOf<Pick<Row, 'id'>>(
      req,
      sql`select id from ${sql.identifier(table)} where ${sql.identifier(column)} = ${asked}`,
    )
    ids.push(...found.map(({ id }) => id))
  }
  return ids
}

/** Of what kind a record is, and its id, as one key. */
export const recordKey = (resource: string, id: string): string => `${resource} ${id}`

/** What records are called today, by `recordKey`; for whoever may read every record. */
export async function namesOfRecords(
  payload: Payload,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const req = await systemRequest(payload)
  const names = new Map<string, string>()
  for (const { slug, table, column } of namedIn(payload)) {
    const ids = keys
      .map((key) => key.split(' '))
      .flatMap(([resource, id]) => (resource === slug && id !== undefined ? [id] : []))
    if (ids.length === 0) continue
    const found = await rowsOf<Row>(
      req,
      sql`select id, ${sql.identifier(column)} as name from ${sql.identifier(table)}
          where id::text = any(${sql.param(ids)}::text[]) and ${sql.identifier(column)} is not null`,
    )
    for (const { id, name } of found) names.set(recordKey(slug, id), name)
  }
  return names
}
