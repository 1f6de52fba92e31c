import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { settingsOf } from '../settings'
import { readHeader, SLUG, type Kind } from './header'

export type InForce = {
  code: string
  /** `YYYY-MM-DD`, by the company's clocks. */
  on: string
  release: ReleaseThen | null
  /** When it was retired, if it was on that day. */
  retiredAt: string | null
  /** The workflow that new orders used on that day, this one or another; null for a family. */
  usedByNewOrders: WorkflowThen | null
}

type ReleaseThen = {
  id: string
  version: number
  sha256: string
  reason: string
  publishedAt: string
}

type WorkflowThen = { id: string; code: string; name: string; version: number }

/**
 * The version of a family or workflow that was in force at the end of a day (handbook 15.10): the newest
 * release published until then, none while it was retired. Of workflows also which one new orders used.
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
  const release = await newestUntil(req, kind, code, until)
  const [turned] = await rowsOf<{ at: string; action: string }>(
    req,
    sql`select at, action from audit_events
        where resource = ${SLUG[kind]} and resource_id = ${id} and action in ('retire', 'reactivate')
          and at < ${until} order by seq desc limit 1`,
  )
  const retiredAt = turned?.action === 'retire' ? turned.at : null
  return {
    code,
    on,
    release: retiredAt === null ? release : null,
    retiredAt,
    usedByNewOrders: kind === 'WORKFLOW' ? await usedByNewOrders(req, until) : null,
  }
}

async function newestUntil(
  req: PayloadRequest,
  kind: Kind,
  code: string,
  until: SQL,
): Promise<ReleaseThen | null> {
  const [release = null] = await rowsOf<ReleaseThen>(
    req,
    sql`select id, version::int as version, sha256, reason, created_at as "publishedAt"
        from configuration_releases
        where kind = ${kind} and code = ${code} and created_at < ${until}
        order by version desc limit 1`,
  )
  return release
}

/**
 * The one put to use last until then; before the first such change the one that had to give way to it,
 * with which the product was delivered.
 */
async function usedByNewOrders(req: PayloadRequest, until: SQL): Promise<WorkflowThen | null> {
  const [workflow] = await rowsOf<Omit<WorkflowThen, 'version'>>(
    req,
    sql`select id, code, name from workflows where id::text = coalesce(
          (select resource_id from audit_events
           where resource = 'workflows' and after @> '{"isDefault": true}' and at < ${until}
           order by seq desc limit 1),
          (select resource_id from audit_events
           where resource = 'workflows' and before @> '{"isDefault": true}' order by seq limit 1),
          (select id::text from workflows where is_default))`,
  )
  const release = workflow && (await newestUntil(req, 'WORKFLOW', workflow.code, until))
  return release ? { ...workflow, version: release.version } : null
}
