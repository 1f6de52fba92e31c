import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { DOCUMENT_OWNERS } from '../../domain/documents'
import { isUuid } from '../../domain/ids'
import type { Document } from '../../payload-types'
import { refused } from '../http'
import { idOf } from '../relation'

const RECORDS = [...DOCUMENT_OWNERS, 'inspection', 'task', 'nonconformance'] as const

/**
 * Whether a file is of an unsent order (handbook 5): it is or was with a draft, and no record has it yet. A
 * draft that is deleted, or lets go of a file, does not lay it open.
 */
export const isOfDraft = (document: Partial<Document>, wasOfDraft: boolean): boolean =>
  (wasOfDraft || Boolean(document.draft)) && !RECORDS.some((field) => Boolean(document[field]))

/**
 * A document of a build and an order belongs to one piece of work (handbook 13): the build has to be of that
 * order. What names no record at all is the fields' own to refuse. Throws `invalid_value` at the build.
 */
export async function judgeOwners(
  req: PayloadRequest,
  { order, build }: Pick<Partial<Document>, 'build' | 'order'>,
): Promise<void> {
  const ids = { order: idOf(order), build: idOf(build) }
  if (!isUuid(ids.order) || !isUuid(ids.build)) return
  const strangers = await rowsOf(
    req,
    sql`select 1 from builds where id = ${ids.build} and order_id <> ${ids.order}`,
  )
  if (strangers.length > 0) {
    throw refused({
      code: 'invalid_value',
      field: 'build',
      message: 'This build belongs to another order. Name the build alone, or its own order.',
    })
  }
}
