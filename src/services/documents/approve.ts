import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockRow } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { isApprovable } from '../../domain/documents'
import type { Document } from '../../payload-types'
import { recordAudit } from '../audit'
import { refused } from '../http'
import { fullNamesOf } from '../people/names'

export type ApprovedDocument = {
  id: string
  version: number
  approvedBy: string
  approvedAt: string
}

/**
 * Marks a drawing as the approved one that the sink is compared with (handbook 8.2 P2, 13). The mark stays
 * for good, so that a draft that names the drawing lets go of it; a new version begins without it. Refuses with `not_found` what the approver may not read and
 * with `wrong_state` what cannot be approved.
 */
export async function approveDocument(req: PayloadRequest, id: string): Promise<ApprovedDocument> {
  const { user } = req
  if (!user) throw refused({ code: 'unauthenticated', message: 'Sign in first.' })
  await lockRow(req, 'documents', id)
  const document = await req.payload.findByID({
    collection: 'documents',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!document) throw refused({ code: 'not_found', message: 'There is no such document.' })
  await demandApprovable(req, document)

  const approvedAt = new Date().toISOString()
  await rowsOf(
    req,
    sql`update documents set approved_by_id = ${user.id}, approved_at = ${approvedAt}, draft_id = null, of_draft = false,
          updated_at = now()
        where id = ${id}`,
  )
  await recordAudit(req, {
    action: 'approve',
    resource: 'documents',
    resourceId: id,
    before: { approvedBy: null, approvedAt: null },
    after: { approvedBy: user.id, approvedAt, sha256: document.sha256 },
  })
  return {
    id,
    version: document.version ?? 1,
    approvedBy: `${user.firstName} ${user.lastName}`,
    approvedAt,
  }
}

async function demandApprovable(req: PayloadRequest, document: Document): Promise<void> {
  const { id, title, type, approvedAt, approvedBy, order, build, part, assembly } = document
  const wrong = (message: string) => refused({ code: 'wrong_state', message })
  if (!isApprovable(type)) throw wrong('Only technical drawings are approved.')
  if (!order && !build && !part && !assembly)
    throw wrong(
      `“${title}” belongs to no order, build or item yet: there is nothing to approve it for.`,
    )
  if (approvedAt) {
    const names = await fullNamesOf(req, [approvedBy])
    throw wrong(`“${title}” was approved by ${[...names.values()].join() || 'somebody'} already.`)
  }
  const [newer] = await rowsOf<{ version: number }>(
    req,
    sql`select version::int as version from documents where replaces_id = ${id}`,
  )
  if (newer) throw wrong(`Version ${newer.version} took the place of this one: approve that one.`)
}
