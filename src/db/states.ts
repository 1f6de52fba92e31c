import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'

/** States of workflow releases; the two lists belong together place by place. */
export type StatePairs = { workflows: string[]; statuses: string[] }

/** Whether the build `b` stands in one of these states of the workflow that it pinned. */
export const standsIn = ({ workflows, statuses }: StatePairs): SQL =>
  sql`(b.workflow_id, b.status) in (
        select * from unnest(${sql.param(workflows)}::uuid[], ${sql.param(statuses)}::text[]))`
