import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { settingsOf } from '../settings'
import { readHeader, SLUG, type Kind } from './header'

export type InForce = {
  code: string
  /** `YYYY-MM-DD`, by the company's clocks. */
  on: string
  release: {
    id: string
    version: number
    sha256: string
    reason: string
    publishedAt: string
  } | null
  /** When the family was retired, if it was on that day. */
  retiredAt: string | null
}

/**
 * The version of a family or workflow that was in force at the end of a day (handbook 15.10): the newest
 * release published until then, none while the family was retired.
 */
export async function inForceOn(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  on: string,
): Promise<InForce> {
  const { code } = await readHeader(req, kind, id)
  const { timeZone } = await settingsOf(req)
  const until = sql`((${on}::date + 1)::timestamp at time zone ${timeZone})`
  const [release = null] = await rowsOf<NonNullable<InForce['release']>>(
    req,
    sql`select id, version::int as version, sha256, reason, created_at as "publishedAt"
        from configuration_releases
        where kind = ${kind} and code = ${code} and created_at < ${until}
        order by version desc limit 1`,
  )
  const [turned] = await rowsOf<{ at: string; action: string }>(
    req,
    sql`select at, action from audit_events
        where resource = ${SLUG[kind]} and resource_id = ${id} and action in ('retire', 'reactivate')
          and at < ${until} order by seq desc limit 1`,
  )
  const retiredAt = turned?.action === 'retire' ? turned.at : null
  return { code, on, release: retiredAt === null ? release : null, retiredAt }
}
