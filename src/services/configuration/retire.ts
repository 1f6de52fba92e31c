import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { recordAudit } from '../audit'
import { refused } from '../http'
import { expectSeen, lockHeader, type Seen } from './header'

type Asked = Seen & { reason: string }
type Retired = { id: string; code: string; state: 'PUBLISHED' | 'RETIRED' }

/**
 * Takes a published family out of use (handbook 15.10): the wizard no longer offers it and no order takes it.
 * Builds on their way stay on their release and carry on.
 */
export const retireFamily = (req: PayloadRequest, id: string, asked: Asked): Promise<Retired> =>
  turn(req, id, asked, {
    from: 'PUBLISHED',
    to: 'RETIRED',
    action: 'retire',
    otherwise: (code) => `The family ${code} is not in force, so it cannot be retired.`,
  })

/** Puts a retired family back into use, with the release that it had last. */
export const reinstateFamily = (req: PayloadRequest, id: string, asked: Asked): Promise<Retired> =>
  turn(req, id, asked, {
    from: 'RETIRED',
    to: 'PUBLISHED',
    action: 'reactivate',
    otherwise: (code) => `The family ${code} is not retired.`,
  })

type Turn = {
  from: Retired['state']
  to: Retired['state']
  action: 'retire' | 'reactivate'
  otherwise: (code: string) => string
}

async function turn(
  req: PayloadRequest,
  id: string,
  { reason, ...seen }: Asked,
  { from, to, action, otherwise }: Turn,
): Promise<Retired> {
  const header = await lockHeader(req, 'FAMILY', id)
  expectSeen(req, 'FAMILY', header, seen)
  const { code, state } = header
  if (state !== from) throw refused({ code: 'wrong_state', message: otherwise(code) })
  await rowsOf(
    req,
    sql`update product_families set state = ${to}, rev = rev + 1, updated_at = now() where id = ${id}`,
  )
  await recordAudit(req, {
    action,
    resource: 'product-families',
    resourceId: id,
    before: { state },
    after: { state: to },
    reason,
  })
  return { id, code, state: to }
}
