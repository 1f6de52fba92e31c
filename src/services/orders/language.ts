import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { Language } from '../../domain/label'

/** The document language of an order that is known to exist. */
export async function languageOfOrder(req: PayloadRequest, orderId: string): Promise<Language> {
  const [order] = await rowsOf<{ language: Language }>(
    req,
    sql`select language::text as language from orders where id = ${orderId}`,
  )
  if (!order) throw new Error(`Order ${orderId} does not exist.`)
  return order.language
}
