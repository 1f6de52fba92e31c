import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload, PayloadRequest, SanitizedCollectionConfig, Where } from 'payload'
import { rowsOf } from '../db/rows'
import { columnOf, tableOf } from '../db/stored'
import { EXPLICIT_COLLECTIONS } from '../domain/audit'
import { isUuid } from '../domain/ids'
import { systemRequest } from './actor'
import { refused } from './http'

type Named = { slug: string; table: string; column: string }
type Row = { id: string; name: string }

/**
 * Where each collection that has rows in the audit trail keeps what its records are called, if that is a text;
 * drafts are their owner's own.
 */
const namedIn = ({ config }: Payload): Named[] =>
  config.collections
    .filter(({ slug }) => slug !== 'order-drafts' && !(slug in EXPLICIT_COLLECTIONS))
    .flatMap(({ slug, admin, flattenedFields }: SanitizedCollectionConfig) =>
      flattenedFields
        .filter(({ name, type }) => name === admin.useAsTitle && type === 'text')
        .map((field) => ({ slug, table: tableOf(slug), column: columnOf(field) })),
    )

/**
 * A filter of audit events that may name a record by what it is called, such as an order number, with the ids
 * of all such records beside the name. For whoever may read every record. Refuses a name that too many
 * records bear.
 */
export async function withRecordIds(req: PayloadRequest, where: Where): Promise<Where> {
  const told: Where = {}
  const named: Where[] = []
  for (const [key, asked] of Object.entries(where)) {
    if (Array.isArray(asked)) {
      told[key] = await Promise.all(asked.map((one) => withRecordIds(req, one)))
      continue
    }
    const { equals: name, ...others } = asked ?? {}
    if (key !== 'resourceId' || typeof name !== 'string' || name === '' || isUuid(name)) {
      told[key] = asked
      continue
    }
    named.push({ resourceId: { in: [name, ...(await idsNamed(req, name))] } })
    if (Object.keys(others).length > 0) told[key] = others
  }
  return named.length === 0 ? told : { and: [...named, told] }
}

const MOST_OF_A_NAME = 10_000

async function idsNamed(req: PayloadRequest, name: string): Promise<string[]> {
  const searches = namedIn(req.payload).map(
    ({ table, column }) =>
      sql`select id from ${sql.identifier(table)} where ${sql.identifier(column)} = ${name}`,
  )
  const found = await rowsOf<Pick<Row, 'id'>>(
    req,
    sql`${sql.join(searches, sql` union all `)} limit ${MOST_OF_A_NAME + 1}`,
  )
  if (found.length <= MOST_OF_A_NAME) return found.map(({ id }) => id)
  throw refused({
    code: 'too_large',
    field: 'resourceId',
    message: `More than ${MOST_OF_A_NAME} records are called ${name}: search for the id of one of them.`,
  })
}

/** Of what kind a record is, and its id, as one key. */
export const recordKey = (resource: string, id: string): string => `${resource} ${id}`

/** What records are called today, by `recordKey`. Whoever asks has made sure that their names may be seen. */
export async function namesOfRecords(
  payload: Payload,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const req = await systemRequest(payload)
  const names = new Map<string, string>()
  for (const { slug, table, column } of namedIn(payload)) {
    const ids = keys
      .map((key) => key.split(' '))
      .flatMap(([resource, id = '']) => (resource === slug && isUuid(id) ? [id] : []))
    if (ids.length === 0) continue
    const found = await rowsOf<Row>(
      req,
      sql`select id, ${sql.identifier(column)} as name from ${sql.identifier(table)}
          where id = any(${sql.param(ids)}::uuid[]) and ${sql.identifier(column)} is not null`,
    )
    for (const { id, name } of found) names.set(recordKey(slug, id), name)
  }
  return names
}
