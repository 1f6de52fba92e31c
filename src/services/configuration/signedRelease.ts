import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { contentHash } from '../contentHash'
import type { Kind } from './header'

/** What the signature under a release covers: which one it is, its content by its hash, and the reason. */
export type SignedRelease = {
  kind: Kind
  code: string
  version: number
  sha256: string
  reason: string
}

/** The signed part of a release as it is stored now; null when there is no such release. */
export async function releaseContent(
  req: PayloadRequest,
  id: string,
): Promise<SignedRelease | null> {
  const [release] = await rowsOf<SignedRelease>(
    req,
    sql`select kind::text as kind, code, version::int as version, sha256, reason
        from configuration_releases where id = ${id}`,
  )
  return release ?? null
}

/** Whether the content of a release still has the hash that was signed. */
export async function isReleaseWhole(req: PayloadRequest, id: string): Promise<boolean> {
  const [release] = await rowsOf<{ content: unknown; sha256: string }>(
    req,
    sql`select content, sha256 from configuration_releases where id = ${id}`,
  )
  return release !== undefined && contentHash(release.content) === release.sha256
}
