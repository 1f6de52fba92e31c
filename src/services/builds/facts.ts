import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { BomState } from '../../domain/boms/state'
import type { FormKind } from '../../domain/quality/codes'
import { NO_FACTS, type Attempt, type BuildFacts } from '../../domain/workflow/guards'

type FactRow = {
  id: string
  assignedTo: string | null
  heldFrom: string | null
  bomVersion: number | null
  bomState: BomState | null
  customerMissing: string[]
  holdClass: string | null
  preQc: Attempt | null
  finalQc: Attempt | null
  endOfLine: (Attempt & { retestDue: boolean }) | null
  packing: { complete: boolean; signed: boolean } | null
  tasks: BuildFacts['tasks']
  openNonconformances: number
  shipDate: string | null
  carrier: string | null
}

/** Newest attempt of one form of the build `b`. */
const newest = (kind: FormKind) => sql`(
  select jsonb_build_object('attempt', i.attempt, 'state', i.state, 'outcome', i.outcome)
  from inspections i where i.build_id = b.id and i.kind = ${kind} and i.state <> 'VOID'
  order by i.attempt desc limit 1)`

/**
 * What is known about builds at this moment, for the guards of the workflow and for their stage. A packing list
 * that was asked for again and then closed without a verdict is still owed, whatever was signed before it.
 * One query for any number of builds; a build that does not exist is absent from the map.
 */
export async function factsOf(
  req: PayloadRequest,
  buildIds: readonly string[],
): Promise<Map<string, BuildFacts>> {
  const rows = await rowsOf<FactRow>(
    req,
    sql`select b.id, b.assigned_to_id as "assignedTo", b.held_from as "heldFrom",
               m.version::int as "bomVersion", m.state::text as "bomState",
               array_remove(array[
                 case when coalesce(c.company_name, '') = '' then 'customer name' end,
                 case when coalesce(c.shipping_address_line1, '') = '' then 'street' end,
                 case when coalesce(c.shipping_address_city, '') = '' then 'city' end,
                 case when coalesce(c.shipping_address_region, '') = '' then 'region' end,
                 case when coalesce(c.shipping_address_postal_code, '') = '' then 'postal code' end,
                 case when coalesce(c.shipping_address_country, '') = '' then 'country' end
               ], null) as "customerMissing",
               b.hold_class::text as "holdClass", ${newest('PRE_QC')} as "preQc", ${newest('FINAL_QC')} as "finalQc",
               (select jsonb_build_object('attempt', i.attempt, 'state', i.state, 'outcome', i.outcome, 'retestDue',
                         exists (select from nonconformances n where n.build_id = b.id and n.retest
                                 and n.created_at > coalesce(i.signed_at, i.created_at)))
                from inspections i where i.build_id = b.id and i.kind = 'END_OF_LINE' and i.state <> 'VOID'
                order by i.attempt desc limit 1) as "endOfLine",
               (select case when i.state <> 'VOID' then jsonb_build_object(
                         'complete', not exists (
                           select from jsonb_to_recordset(i.items) as line(type text, result text, value jsonb, "requiredQuantity" numeric)
                           where line.type = 'QUANTITY' and line.result is distinct from 'NA'
                             and coalesce(line.value, 'null') <> to_jsonb(line."requiredQuantity")),
                         'signed', i.state = 'SIGNED' and i.outcome = 'PASS') end
                from inspections i where i.build_id = b.id and i.kind = 'PACKAGING'
                order by i.attempt desc limit 1) as packing,
               (select case when count(*) = 0 then null else jsonb_build_object(
                         'total', count(*),
                         'open', count(*) filter (where t.status not in ('COMPLETED', 'CANCELLED')),
                         'started', count(*) filter (where t.started_at is not null),
                         'blockedByShortage', count(*) filter (where t.status = 'BLOCKED' and t.block_class = 'PARTS_SHORTAGE'),
                         'reworkOpen', count(*) filter (where t.category = 'REWORK' and t.status not in ('COMPLETED', 'CANCELLED'))) end
                from tasks t where t.build_id = b.id) as tasks,
               (select count(*)::int from nonconformances n
                where n.build_id = b.id and n.status in ('OPEN', 'IN_PROGRESS')) as "openNonconformances",
               s.date as "shipDate", s.carrier
        from builds b
        join orders o on o.id = b.order_id
        join customers c on c.id = o.customer_id
        left join boms m on m.build_id = b.id and m.is_active
        left join shipments s on s.id = b.shipment_id
        where b.id = any(${sql.param([...buildIds])}::uuid[])`,
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...NO_FACTS,
        assignedTo: row.assignedTo,
        heldFrom: row.heldFrom,
        bom:
          row.bomVersion === null || row.bomState === null
            ? null
            : { version: row.bomVersion, state: row.bomState },
        holdCause:
          row.heldFrom !== null && row.holdClass === 'PARTS_SHORTAGE'
            ? { cleared: (row.tasks?.blockedByShortage ?? 0) === 0 }
            : null,
        preQc: row.preQc,
        finalQc: row.finalQc,
        endOfLine: row.endOfLine,
        packing: row.packing,
        tasks: row.tasks,
        openNonconformances: row.openNonconformances,
        shipment: row.shipDate === null ? null : { date: row.shipDate, carrier: row.carrier },
        configuration: { missing: [] },
        customer: { missing: row.customerMissing },
      },
    ]),
  )
}

/** The facts of one build that is known to exist. */
export async function factsOfBuild(req: PayloadRequest, buildId: string): Promise<BuildFacts> {
  return (await factsOf(req, [buildId])).get(buildId) ?? NO_FACTS
}
