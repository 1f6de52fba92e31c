import type { Payload } from 'payload'
import { grantOf } from '../../../access/matrix'
import { partsPage, roleOfSession, type PartsPage, type PartsQuery } from '../../db/partsPage'
import { isRole } from '../../domain/roles'
import type { Caller } from '../people/caller'

export { PART_SORTS } from '../../db/partsPage'
export type { PartsPage, PartsQuery }

/**
 * A page of parts for the caller that a token names, with the fields that the matrix grants; null when
 * the session is over, when the role sees only some rows, or when a part on the page has a picture.
 */
export async function pageOfParts(
  { db }: Payload,
  caller: Caller,
  query: PartsQuery,
): Promise<PartsPage | null> {
  const role = caller.sid
    ? await roleOfSession(db.pool, { userId: caller.id, sid: caller.sid })
    : null
  if (!isRole(role) || grantOf('parts.read', role) !== 'all') return null
  return partsPage(db.pool, query, {
    cost: grantOf('costs.read', role) === 'all',
    stock: grantOf('stock.read', role) === 'all',
  })
}
