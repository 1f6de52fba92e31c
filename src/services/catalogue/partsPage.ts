import type { Payload } from 'payload'
import { grantOf } from '../../../access/matrix'
import { partsPage, roleOfSession, type PartsPage, type PartsQuery } from '../../db/partsPage'
import { isRole } from '../../domain/roles'
import type { Caller } from '../people/caller'
import { shared } from '../shared'

export { PART_SORTS } from '../../db/partsPage'
export type { PartsPage, PartsQuery }

const oneRole = shared<string | null>()
const onePage = shared<PartsPage | null>()

/**
 * A page of parts for the caller that a token names, with the fields that the matrix grants; null when
 * the session is over, when the role sees only some rows, or when a part on the page points at a record.
 */
export async function pageOfParts(
  { db }: Payload,
  caller: Caller,
  query: PartsQuery,
): Promise<PartsPage | null> {
  const { id: userId, sid } = caller
  const role = sid
    ? await oneRole(`${userId} ${sid}`, () => roleOfSession(db.pool, { userId, sid }))
    : null
  if (!isRole(role) || grantOf('parts.read', role) !== 'all') return null
  const sees = {
    cost: grantOf('costs.read', role) === 'all',
    stock: grantOf('stock.read', role) === 'all',
  }
  return onePage(JSON.stringify([query, sees]), () => partsPage(db.pool, query, sees))
}
