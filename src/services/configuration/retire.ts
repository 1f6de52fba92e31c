import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { recordWrites } from '../audit'
import { refused } from '../http'
import { expectSeen, lockHeader, SLUG, TABLE, type Header, type Kind, type Seen } from './header'

type Asked = Seen & { reason: string }
type Retired = { id: string; code: string; state: 'PUBLISHED' | 'RETIRED' }

const NAME = { FAMILY: 'family', WORKFLOW: 'workflow' } as const

/**
 * Takes what was published out of use (handbook 15.10): of a family the wizard offers it no longer and no
 * order takes it, a workflow cannot be chosen for new orders. What is on its way stays on its release and
 * carries on. Refuses the workflow that new orders use: they would have none.
 */
export async function retire(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  asked: Asked,
): Promise<Retired> {
  const header = await found(req, kind, id, asked)
  const { code, state } = header
  if (state !== 'PUBLISHED')
    throw refused({
      code: 'wrong_state',
      message: `The ${NAME[kind]} ${code} is not in force, so it cannot be retired.`,
    })
  if (kind === 'WORKFLOW' && (await isDefault(req, id)))
    throw refused({
      code: 'wrong_state',
      message: `New orders use the workflow ${code}. Let them use another one first, then retire it.`,
    })
  return turn(req, kind, header, { to: 'RETIRED', action: 'retire', reason: asked.reason })
}

/** Puts what was retired back into use, with the release that it had last. */
export async function reinstate(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  asked: Asked,
): Promise<Retired> {
  const header = await found(req, kind, id, asked)
  const { code, state } = header
  if (state !== 'RETIRED')
    throw refused({
      code: 'wrong_state',
      message: `The ${NAME[kind]} ${code} is not retired.`,
    })
  return turn(req, kind, header, { to: 'PUBLISHED', action: 'reactivate', reason: asked.reason })
}

async function found(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  { reason: _, ...seen }: Asked,
): Promise<Header> {
  const header = await lockHeader(req, kind, id)
  expectSeen(req, kind, header, seen)
  return header
}

async function isDefault(req: PayloadRequest, id: string): Promise<boolean> {
  const rows = await rowsOf(req, sql`select id from workflows where id = ${id} and is_default`)
  return rows.length > 0
}

type Turn = { to: Retired['state']; action: 'retire' | 'reactivate'; reason: string }

async function turn(
  req: PayloadRequest,
  kind: Kind,
  { id, code, state }: Header,
  { to, action, reason }: Turn,
): Promise<Retired> {
  await rowsOf(
    req,
    sql`update ${sql.identifier(TABLE[kind])} set state = ${to}, rev = rev + 1, updated_at = now() where id = ${id}`,
  )
  await recordWrites(req, [
    {
      action,
      resource: SLUG[kind],
      resourceId: id,
      before: { state },
      after: { state: to },
      reason,
    },
  ])
  return { id, code, state: to }
}
