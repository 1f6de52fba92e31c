import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { recordAudit } from '../audit'

/** A range that goes on from where another one ended: what was asked for first has its row already. */
const CONTINUED = /^bytes=0*[1-9]\d*-/

/**
 * Whoever may read a document and fetches or looks at the file itself leaves a row (handbook 13). Not for its
 * thumbnail, which pages show beside the title; a file that is fetched in pieces counts at its beginning.
 */
export async function recordDownload(req: PayloadRequest, filename: string): Promise<void> {
  if (req.method !== 'GET' || CONTINUED.test(req.headers.get('range') ?? '')) return
  const [document] = await rowsOf<{ id: string; title: string; sha256: string | null }>(
    req,
    sql`select id, title, sha256 from documents where filename = ${filename}`,
  )
  if (!document) return
  const { id, title, sha256 } = document
  await recordAudit(req, {
    action: 'export',
    resource: 'documents',
    resourceId: id,
    after: { document: title, sha256 },
    stream: 'ACTIVITY',
  })
}
