import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { Customer } from '../../payload-types'

/** Whether a row's pinned workflow calls its status an end. */
const isOver = (row: 'b' | 'o') => sql`exists (
  select 1 from configuration_releases r, jsonb_array_elements(r.content -> 'states') as state
  where r.id = ${sql.raw(row)}.workflow_id and state ->> 'code' = ${sql.raw(row)}.status
    and (state ->> 'terminal')::boolean)`

/**
 * Brings the copies of a customer's name on orders and builds in line with it, as edits of them. What
 * has ended keeps the name that it ended under. Orders are locked by id, then their builds.
 */
export async function spreadName(
  req: PayloadRequest,
  { id, companyName }: Pick<Customer, 'companyName' | 'id'>,
): Promise<void> {
  await rowsOf(
    req,
    sql`with live as (
          select o.id from orders o where o.customer_id = ${id} and not ${isOver('o')}
          order by o.id for no key update of o
        ), renamed as (
          update orders set customer_name = ${companyName}, rev = rev + 1, updated_at = now()
          where id in (select id from live) and customer_name is distinct from ${companyName}
        )
        update builds b set customer_name = ${companyName}, rev = b.rev + 1, updated_at = now()
        where b.order_id in (select id from live) and b.customer_name is distinct from ${companyName}
          and not ${isOver('b')}`,
  )
}
