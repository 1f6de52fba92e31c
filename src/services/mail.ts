import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../db/rows'
import { NO_MAIL } from '../integrations/mail'

export type MailFigures = {
  isSetUp: boolean
  /** Messages that have not left yet. */
  waiting: number
  /** Messages given up within a week. */
  failed: number
}

/** How messages to people fare. */
export async function mailFigures(req: PayloadRequest): Promise<MailFigures> {
  const [row] = await rowsOf<{ waiting: number; failed: number }>(
    req,
    sql`select count(*) filter (where state = 'WAITING')::int as waiting,
               count(*) filter (where state = 'FAILED' and settled_at > now() - interval '7 days')::int as failed
        from mail_outbox`,
  )
  return {
    isSetUp: req.payload.email.name !== NO_MAIL,
    waiting: row?.waiting ?? 0,
    failed: row?.failed ?? 0,
  }
}
