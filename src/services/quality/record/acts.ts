import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../../db/rows'
import type { Build, Inspection, Nonconformance, Task } from '../../../payload-types'

/** One audit row about a record of the build, with the name and role that its author had. */
export type RecordAct = {
  at: string
  who: string
  role: string
  resource: string
  resourceId: string
  before: unknown
  after: unknown
  reason: string | null
}

/**
 * What the rows of a build do not say themselves: who was given it, how its tasks and nonconformances went
 * from state to state, and overrides. Only of records that the reader was given; what an act holds besides
 * its state and assembler stays with the audit trail.
 */
export async function actsOn(
  req: PayloadRequest,
  known: {
    build: Pick<Build, 'id'>
    tasks: readonly Pick<Task, 'id'>[]
    inspections: readonly Pick<Inspection, 'id'>[]
    nonconformances: readonly Pick<Nonconformance, 'id'>[]
  },
): Promise<RecordAct[]> {
  const idsOf = (rows: readonly { id: string }[]) =>
    sql`${sql.param(rows.map(({ id }) => id))}::text[]`
  const rows = await rowsOf<Omit<RecordAct, 'at'> & { at: Date }>(
    req,
    sql`select at, actor_name as who, role, resource, resource_id as "resourceId", reason,
               jsonb_build_object('status', before->'status', 'assignedTo', before->'assignedTo') as before,
               jsonb_build_object('status', after->'status', 'assignedTo', after->'assignedTo') as after
        from audit_events
        where resource = 'builds' and resource_id = ${known.build.id} and after->'assignedTo' is not null
           or resource = 'tasks' and resource_id = any(${idsOf(known.tasks)}) and after->'status' is not null
              and action <> 'create'
           or resource = 'nonconformances' and resource_id = any(${idsOf(known.nonconformances)})
              and after->'status' is not null and action <> 'create'
           or resource = 'inspections' and resource_id = any(${idsOf(known.inspections)}) and action = 'override'
        order by seq`,
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
}

const textIn = (held: unknown, name: string): string | null => {
  const value: unknown = Reflect.get(Object(held), name)
  return typeof value === 'string' ? value : null
}

/** The person whom an act gave the build, or took it from. */
export const assigneeIn = (held: unknown): string | null => textIn(held, 'assignedTo')

export const statusIn = (held: unknown): string | null => textIn(held, 'status')
