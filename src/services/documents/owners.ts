import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { isUuid } from '../../domain/ids'
import type { Document } from '../../payload-types'
import { refused } from '../http'
import { idOf } from '../relation'

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
