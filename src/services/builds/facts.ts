import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { NO_FACTS, type BuildFacts } from '../../domain/workflow/guards'

type FactRow = {
  id: string
  assignedTo: string | null
  heldFrom: string | null
  bomVersion: number | null
  bomState: string | null
  customerMissing: string[]
}

/**
 * What is known about builds at this moment, for the guards of the workflow and for their stage.
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
                 case when coalesce(c.shipping_address_postal_code, '') = '' then 'postal code' end,
                 case when coalesce(c.shipping_address_country, '') = '' then 'country' end
               ], null) as "customerMissing"
        from builds b
        join orders o on o.id = b.order_id
        join customers c on c.id = o.customer_id
        left join boms m on m.build_id = b.id and m.is_active
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
