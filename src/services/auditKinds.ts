import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import { rowsOf } from '../db/rows'
import { EXPLICIT_COLLECTIONS } from '../domain/audit'
import { systemRequest } from './actor'

/**
 * The kinds of record that the audit trail can be asked for: those whose writes it keeps, and whatever else
 * acts have named there. For whoever may read the trail.
 */
export async function auditKinds(payload: Payload): Promise<string[]> {
  const { collections, globals } = payload.config
  const kept = [...collections, ...globals]
    .map(({ slug }) => slug)
    .filter((slug) => !slug.startsWith('payload-') && !(slug in EXPLICIT_COLLECTIONS))
  // from one kind to the next in the index: a long trail is not read whole
  const named = await rowsOf<{ resource: string }>(
    await systemRequest(payload),
    sql`with recursive kinds as (
          (select resource from audit_events order by resource limit 1)
          union all
          select (select e.resource from audit_events e where e.resource > k.resource order by e.resource limit 1)
          from kinds k where k.resource is not null
        )
        select resource from kinds where resource is not null`,
  )
  return [...new Set([...kept, ...named.map(({ resource }) => resource)])]
}
