import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { can } from '../../../access/can'
import { rowsOf } from '../../db/rows'
import type { FailureReason, FormKind } from '../../domain/quality/codes'

export type FirstPass = { kind: FormKind; passed: number; signed: number }
export type FailureCount = { reason: FailureReason; cases: number }
export type QualityFigures = { firstPass: FirstPass[]; failures: FailureCount[] }

/**
 * First-pass yield of each form and failures by reason, over attempts signed in the last `days` (handbook
 * 8.8: first pass = attempt 1 passed). Empty for whoever does not read all inspections.
 */
export async function qualityFigures(req: PayloadRequest, days: number): Promise<QualityFigures> {
  if ((await can('inspections.read')({ req })) !== true) return { firstPass: [], failures: [] }
  const [firstPass, failures] = await Promise.all([
    rowsOf<FirstPass>(
      req,
      sql`select kind::text as kind, count(*)::int as signed,
                 count(*) filter (where outcome = 'PASS')::int as passed
          from inspections
          where attempt = 1 and state = 'SIGNED' and kind <> 'PRODUCTION'
            and signed_at > now() - make_interval(days => ${days})
          group by inspections.kind order by inspections.kind`,
    ),
    rowsOf<FailureCount>(
      req,
      sql`select failure ->> 'reason' as reason, count(*)::int as cases
          from inspections
          where state = 'SIGNED' and outcome = 'FAIL' and failure is not null
            and signed_at > now() - make_interval(days => ${days})
          group by 1 order by cases desc, reason`,
    ),
  ])
  return { firstPass, failures }
}
