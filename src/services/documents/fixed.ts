import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockDocumentTitle } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { DOCUMENT_OWNERS } from '../../domain/documents'
import type { Document } from '../../payload-types'
import { refused } from '../http'
import { idOf } from '../relation'
import { ownersOf } from './version'

const TEXTS = ['title', 'type', 'showsCost'] as const

/**
 * Refuses with `wrong_state` to change what a document is, once it is approved or was made and numbered by
 * the product (handbook 13, 15.5): whoever relied on it has to find it as it was. So it is with what tells
 * the versions of a paper from other papers, once there are several.
 */
export async function demandFree(
  req: PayloadRequest,
  before: Document,
  after: Partial<Document>,
): Promise<void> {
  const isSamePaper =
    TEXTS.every((field) => after[field] === before[field]) &&
    DOCUMENT_OWNERS.every((field) => idOf(after[field]) === idOf(before[field]))
  const isSame = isSamePaper && idOf(after.draft) === idOf(before.draft)
  if (!isSame && (before.approvedAt || before.number)) {
    throw refused({
      code: 'wrong_state',
      message: before.number
        ? `Document ${before.number} was made by the product and is not changed.`
        : `“${before.title}” is approved: upload a new version instead of changing it.`,
    })
  }
  if (!isSamePaper && (await hasOtherVersions(req, before))) {
    throw refused({
      code: 'wrong_state',
      message: `“${before.title}” is one of several versions, which stay together: upload the file anew to file it otherwise.`,
    })
  }
}

/** Waits for whoever is storing the next version. */
async function hasOtherVersions(req: PayloadRequest, document: Document): Promise<boolean> {
  if (document.replaces) return true
  await lockDocumentTitle(
    req,
    document.title,
    ownersOf(document).map(({ id }) => id),
  )
  const newer = await rowsOf(req, sql`select id from documents where replaces_id = ${document.id}`)
  return newer.length > 0
}
