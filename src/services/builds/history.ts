import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { insertRows } from '../../db/rows'

export type StatusEvent = {
  order: string
  build: string
  from: string | null
  to: string
  transition: string | null
  note: string | null
  isOverride: boolean
  /** The signature of a form made the move, and its note is the verdict's. */
  bySignature: boolean
  /** When the build entered the status it now leaves. */
  since: string | Date | null
}

/** Appends moves to the history, with the actor's name and role as they are now (handbook 4.5). */
export async function writeHistory(
  req: PayloadRequest,
  events: readonly StatusEvent[],
): Promise<void> {
  const now = new Date()
  const by = req.user
    ? {
        by_id: req.user.id,
        by_name: `${req.user.firstName} ${req.user.lastName}`,
        by_role: req.user.role,
      }
    : { by_id: null, by_name: 'System', by_role: 'SYSTEM' }
  await insertRows(
    req,
    'status_events',
    events.map((event) => ({
      id: uuidv7(),
      order_id: event.order,
      build_id: event.build,
      from: event.from,
      to: event.to,
      transition: event.transition,
      ...by,
      note: event.note,
      is_override: event.isOverride,
      by_signature: event.bySignature,
      seconds_in_from: event.since
        ? Math.max(0, Math.round((now.getTime() - new Date(event.since).getTime()) / 1000))
        : null,
      at: now.toISOString(),
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    })),
  )
}
