import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { insertRows, rowsOf } from '../../db/rows'
import { recordAudit } from '../audit'
import { contentHash } from '../contentHash'

export type Publication = {
  kind: 'FAMILY' | 'WORKFLOW'
  code: string
  content: unknown
  reason: string
}

/**
 * Writes the next immutable release of a family or workflow, with the hash of its content, and points
 * its header at it (architecture 4). What is in force for running orders does not change. The caller
 * has checked the content and holds the header's lock.
 */
export async function publishRelease(
  req: PayloadRequest,
  { kind, code, content, reason }: Publication,
): Promise<{ id: string; version: number; sha256: string }> {
  const [last] = await rowsOf<{ version: number }>(
    req,
    sql`select coalesce(max(version), 0)::int as version from configuration_releases
        where kind = ${kind} and code = ${code}`,
  )
  const release = {
    id: uuidv7(),
    version: (last?.version ?? 0) + 1,
    sha256: contentHash(content),
  }
  const now = new Date().toISOString()
  await insertRows(req, 'configuration_releases', [
    {
      ...release,
      title: `${code} release ${release.version}`,
      kind,
      code,
      content,
      reason,
      published_by_id: req.user?.id ?? null,
      created_at: now,
      updated_at: now,
    },
  ])
  const header = kind === 'FAMILY' ? sql`product_families` : sql`workflows`
  await rowsOf(
    req,
    sql`update ${header} set state = 'PUBLISHED', release_id = ${release.id}, rev = rev + 1, updated_at = now()
        where code = ${code}`,
  )
  await recordAudit(req, {
    action: 'publish',
    resource: 'configuration-releases',
    resourceId: release.id,
    after: { kind, code, version: release.version, sha256: release.sha256 },
    reason,
  })
  return release
}
