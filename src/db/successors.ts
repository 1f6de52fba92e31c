import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { ItemName } from '../domain/catalog/item'
import { rowsOf } from './rows'

/** One step from a retired item towards what to use instead, the nearest first. */
export type SuccessorStep = ItemName & { of: string; isActive: boolean }

/** One writer of successors at a time: two retirements that name each other cannot cross. */
export const lockSuccessors = (req: PayloadRequest): Promise<unknown> =>
  rowsOf(req, sql`select pg_advisory_xact_lock(hashtext('item successors'))`)

/**
 * The successors of retired items, followed while they are retired themselves, in order. Items that are
 * active or have no successor are absent.
 */
export async function successorSteps(
  req: PayloadRequest,
  items: readonly string[],
): Promise<SuccessorStep[]> {
  if (items.length === 0) return []
  return rowsOf<SuccessorStep>(
    req,
    sql`with recursive retired(id, part_id, assembly_id) as (
          select id, successor_part_id, successor_assembly_id from parts where successor_part_id is not null or successor_assembly_id is not null
          union all
          select id, successor_part_id, successor_assembly_id from assemblies where successor_part_id is not null or successor_assembly_id is not null
        ), chain(of, step, part_id, assembly_id, seen) as (
          select id, 1, part_id, assembly_id, array[id] from retired where id = any(${sql.param([...items])}::uuid[])
          union all
          select chain.of, chain.step + 1, r.part_id, r.assembly_id, chain.seen || r.id
          from chain join retired r on r.id = coalesce(chain.part_id, chain.assembly_id)
          where r.id <> all(chain.seen)
        )
        select chain.of, case when p.id is null then 'assemblies' else 'parts' end as collection,
               coalesce(p.id, a.id) as id, coalesce(p.part_number, a.part_number) as "partNumber",
               coalesce(p.name, a.name) as name, coalesce(p.is_active, a.is_active) as "isActive"
        from chain left join parts p on p.id = chain.part_id left join assemblies a on a.id = chain.assembly_id
        order by chain.of, chain.step`,
  )
}

/** What to use instead of retired items: the end of their successors, where that is in use itself. */
export async function successorsOf(
  req: PayloadRequest,
  items: readonly string[],
): Promise<ReadonlyMap<string, SuccessorStep>> {
  const steps = await successorSteps(req, items)
  const ends = new Map(steps.map((step) => [step.of, step]))
  return new Map([...ends].filter(([, { isActive }]) => isActive))
}
