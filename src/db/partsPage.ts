import type { Pool } from 'pg'

/** `docs` is a JSON array as text. */
export type PartsPage = { docs: string; total: number }

export type PartsQuery = {
  limit: number
  page: number
  /** A column of `PART_SORTS`. */
  sort: keyof typeof PART_SORTS
  descending: boolean
  kind: string | null
  isActive: boolean | null
}

export const PART_SORTS = {
  partNumber: 'p.part_number',
  name: 'p.name',
  createdAt: 'p.created_at',
  updatedAt: 'p.updated_at',
} as const

const time = (column: string) =>
  `to_char(p.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const OPEN_FIELDS: readonly [field: string, value: string][] = [
  ['id', 'p.id'],
  ['partNumber', 'p.part_number'],
  ['name', 'p.name'],
  ['description', 'p.description'],
  ['kind', 'p.kind'],
  ['customClass', 'p.custom_class'],
  ['customDimensions', 'p.custom_dimensions'],
  ['manufacturer', 'p.manufacturer'],
  ['manufacturerPartNumber', 'p.manufacturer_part_number'],
  ['legacyCode', 'p.legacy_code'],
  ['unit', 'p.unit'],
  ['isActive', 'p.is_active'],
  ['isOutside', 'p.is_outside'],
  ['isCritical', 'p.is_critical'],
  ['successorPart', 'p.successor_part_id'],
  ['successorAssembly', 'p.successor_assembly_id'],
  ['photo', 'p.photo_id'],
  ['rev', 'p.rev'],
  ['updatedAt', time('updated_at')],
  ['createdAt', time('created_at')],
]
const COST_FIELDS: typeof OPEN_FIELDS = [['cost', 'p.cost']]
const STOCK_FIELDS: typeof OPEN_FIELDS = [
  ['quantityOnHand', 'p.quantity_on_hand'],
  ['quantityReserved', 'p.quantity_reserved'],
  ['reorderLevel', 'p.reorder_level'],
]

const objectOf = (fields: typeof OPEN_FIELDS) =>
  `json_build_object(${fields.map(([field, value]) => `'${field}', ${value}`).join(', ')})`

/**
 * The role of the live, active account behind a session, or null. One indexed look-up; what a token
 * says is never enough (a demotion acts at once).
 */
export async function roleOfSession(
  pool: Pool,
  { userId, sid }: { userId: string; sid: string },
): Promise<string | null> {
  const { rows } = await pool.query<{ role: string }>({
    name: 'role-of-session',
    text: `select u.role::text as role from users u join users_sessions s on s._parent_id = u.id
           where u.id = $1 and s.id = $2 and s.expires_at > now() and u.is_active`,
    values: [userId, sid],
  })
  return rows[0]?.role ?? null
}

/**
 * A page of parts as JSON text, ready to be sent: PostgreSQL writes the documents, nothing here reads
 * them. `null` when a part on the page points at a record, a picture or a successor, which only Payload can
 * fill in.
 */
export async function partsPage(
  pool: Pool,
  query: PartsQuery,
  sees: { cost: boolean; stock: boolean },
): Promise<PartsPage | null> {
  const { limit, page, sort, descending, kind, isActive } = query
  const fields = [
    ...OPEN_FIELDS,
    ...(sees.cost ? COST_FIELDS : []),
    ...(sees.stock ? STOCK_FIELDS : []),
  ]
  const direction = descending ? 'desc' : 'asc'
  const filters = [
    ...(kind === null ? [] : [{ text: 'p.kind::text', value: kind }]),
    ...(isActive === null ? [] : [{ text: 'p.is_active', value: isActive }]),
  ]
  const where =
    filters.length === 0
      ? ''
      : `where ${filters.map(({ text }, index) => `${text} = $${index + 3}`).join(' and ')}`
  const counted = `select count(*)::int from parts p ${where}`
  const { rows } = await pool.query<{ docs: string; total: number; links: boolean }>({
    name: `parts-page ${sort} ${direction} ${filters.map(({ text }) => text).join()} ${sees.cost} ${sees.stock}`,
    text: `select coalesce(json_agg(q.doc), '[]')::text as docs, (${counted}) as total,
                  coalesce(bool_or(q.link), false) as links
           from (select ${objectOf(fields)} as doc, num_nonnulls(p.photo_id, p.successor_part_id, p.successor_assembly_id) > 0 as link from parts p ${where}
                 order by ${PART_SORTS[sort]} ${direction}, p.id limit $1 offset $2) q`,
    values: [limit, (page - 1) * limit, ...filters.map(({ value }) => value)],
  })
  const [row] = rows
  return row && !row.links ? { docs: row.docs, total: row.total } : null
}
