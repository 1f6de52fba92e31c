import type { PayloadRequest } from 'payload'
import type { Build } from '../../payload-types'
import { rowsFrom, type WorkflowDefinition } from '../../domain/workflow/definition'
import { recordAudit } from '../audit'
import { generateBom } from '../boms/generate'
import { workflowRelease } from '../configuration/releases'
import { idOf } from '../relation'
import { changesSpecification } from './change'
import { writeHistory } from './history'
import { refreshStanding } from './standing'

/**
 * What a write on a build sets in motion, in its transaction: a new BOM version when the sink became
 * another one, the history of a move, and the projections of the order.
 */
export async function followBuildChange(
  req: PayloadRequest,
  before: Build,
  after: Build,
  isOverride: boolean,
): Promise<void> {
  const order = idOf(after.order)
  if (changesSpecification(before, after)) await generateBom(req, after.id)
  if (before.status !== after.status) {
    const { content } = await workflowRelease(req, idOf(after.workflow))
    await writeHistory(req, [
      {
        order,
        build: after.id,
        from: before.status,
        to: after.status,
        transition: isOverride ? content.override.id : transitionId(content, before, after.status),
        note: after.statusNote ?? null,
        isOverride,
        since: before.statusSince ?? null,
      },
    ])
    await recordAudit(req, {
      action: isOverride ? 'override' : 'status_move',
      resource: 'builds',
      resourceId: after.id,
      before: { status: before.status },
      after: { status: after.status },
      reason: after.statusNote ?? null,
    })
  }
  await refreshStanding(req, order)
}

/** The row of the workflow that a move went by, as the history names it. */
const transitionId = (definition: WorkflowDefinition, before: Build, to: string): string | null =>
  rowsFrom(definition, before.status, before.heldFrom ?? null).find((row) => row.to === to)?.id ??
  null
