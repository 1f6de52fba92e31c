import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { can } from '../../../access/can'
import { rowsOf } from '../../db/rows'
import type { FailureReason, FormKind } from '../../domain/quality/codes'

/** How the attempts of one form went. */
export type FormFigures = {
  kind: FormKind
  /**
   * First attempts that were signed: first-pass yield is `firstPassed / firstSigned` (handbook 8.1). A draft that
   * was closed without a verdict is no attempt at passing.
   */
  firstSigned: number
  firstPassed: number
  /** All attempts. */
  signed: number
  passed: number
  /** Minutes from opening to signature; the median, because a form may lie open over a weekend. */
  minutes: number
}
export type ReasonCount = { reason: FailureReason; cases: number }
export type ItemCount = { kind: FormKind; key: string; label: string; cases: number }
export type QualityFigures = { forms: FormFigures[]; reasons: ReasonCount[]; items: ItemCount[] }

const ITEMS_SHOWN = 20

/**
 * First-pass yield, pass rate and time of each form, failures by reason and by item, over attempts that
 * were signed in the last `days` (handbook 8.8). Empty for whoever does not read all inspections.
 */
export async function qualityFigures(req: PayloadRequest, days: number): Promise<QualityFigures> {
  if ((await can('inspections.read')({ req })) !== true) {
    return { forms: [], reasons: [], items: [] }
  }
  const recent = sql`state = 'SIGNED' and kind <> 'PRODUCTION'
                     and signed_at > now() - make_interval(days => ${days})`
  const [forms, reasons, items] = await Promise.all([
    rowsOf<FormFigures>(
      req,
      sql`select kind::text as kind,
                 count(*) filter (where pass = 1)::int as "firstSigned",
                 count(*) filter (where pass = 1 and outcome = 'PASS')::int as "firstPassed",
                 count(*)::int as signed, count(*) filter (where outcome = 'PASS')::int as passed,
                 round((percentile_cont(0.5) within group (
                   order by extract(epoch from signed_at - created_at)) / 60)::numeric)::int as minutes
          from (select i.*, row_number() over (partition by build_id, kind order by attempt) as pass
                from inspections i where state = 'SIGNED') inspections
          where ${recent}
          group by inspections.kind order by inspections.kind`,
    ),
    rowsOf<ReasonCount>(
      req,
      sql`select failure ->> 'reason' as reason, count(*)::int as cases
          from inspections where ${recent} and outcome = 'FAIL' and failure is not null
          group by 1 order by cases desc, reason`,
    ),
    rowsOf<ItemCount>(
      req,
      sql`select kind::text as kind, item ->> 'key' as key, max(item ->> 'label') as label, count(*)::int as cases
          from inspections cross join jsonb_array_elements(items) as item
          where ${recent} and item ->> 'result' = 'FAIL'
          group by inspections.kind, item ->> 'key'
          order by cases desc, inspections.kind, key limit ${ITEMS_SHOWN}`,
    ),
  ])
  return { forms, reasons, items }
}
