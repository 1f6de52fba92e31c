import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { initialState, type WorkflowDefinition } from '../../domain/workflow/definition'

export type LiveBuild = {
  id: string
  buildNumber: string
  status: string
  heldFrom: string | null
  statusNote: string | null
}

/** The builds of an order that are not cancelled, in their order (handbook 4.1). */
export const liveBuildsOf = (
  req: PayloadRequest,
  orderId: string,
  { cancel }: WorkflowDefinition,
): Promise<LiveBuild[]> =>
  rowsOf<LiveBuild>(
    req,
    sql`select id, build_number as "buildNumber", status, held_from as "heldFrom",
               status_note as "statusNote"
        from builds where order_id = ${orderId} and status <> ${cancel.state} order by position`,
  )

/** Whether a build is no longer where builds begin; one that is held counts with the status it left. */
export const hasLeftInitial =
  (definition: WorkflowDefinition) =>
  ({ status, heldFrom }: LiveBuild): boolean =>
    (status === definition.hold.state ? heldFrom : status) !== initialState(definition)
