import type { PayloadRequest } from 'payload'
import type { Build } from '../../payload-types'
import { recordAudit } from '../audit'
import { generateBom, renewBom } from '../boms/generate'
import { idOf } from '../relation'
import { handOverTasks } from '../production/assign'
import { renewDrafts } from '../quality/reconcile'
import { askedWrite, isRenewal, moveOf } from './asked'
import { changesSpecification } from './change'
import { runEffects } from './effects'
import { writeHistory } from './history'
import { refreshStanding } from './standing'

/**
 * What a write on a build sets in motion, in its transaction: a new BOM version when the sink became
 * another one or its bill is made anew, open inspections of the sink that it is now, the history of a move, and
 * the projections of the order. Answers the build as it stands then: a bill made anew raises its revision.
 */
export async function followBuildChange(
  req: PayloadRequest,
  before: Build,
  after: Build,
): Promise<Build> {
  const order = idOf(after.order)
  const { note: reason } = askedWrite(req)
  const isRenewed = isRenewal(req)
  if (changesSpecification(before, after)) {
    await generateBom(req, after.id, reason)
    await renewDrafts(req, after.id)
  } else if (isRenewed) await renewBom(req, after.id, reason)
  const assembler = idOf(after.assignedTo)
  if (assembler !== idOf(before.assignedTo)) {
    await handOverTasks(req, { build: after.id, from: idOf(before.assignedTo), to: assembler })
  }
  const move = moveOf(req)
  if (move) {
    const { id: transition, override: isOverride } = move
    const note = after.statusNote ?? null
    await writeHistory(req, [
      {
        order,
        build: after.id,
        from: before.status,
        to: after.status,
        transition,
        note,
        isOverride,
        bySignature: after.bySignature,
        since: before.statusSince ?? null,
      },
    ])
    if (isOverride) {
      await recordAudit(req, {
        action: 'override',
        resource: 'builds',
        resourceId: after.id,
        before: { status: before.status },
        after: { status: after.status },
        reason: note,
      })
    }
  }
  if (move) await runEffects(req, move.effects, after)
  await refreshStanding(req, order)
  return isRenewed ? { ...after, rev: (after.rev ?? 1) + 1 } : after
}
