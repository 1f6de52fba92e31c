import type { PayloadRequest } from 'payload'
import type { BlockClass } from '../../domain/production/codes'
import { problemInWords, type ProblemFigures } from '../../domain/production/problem'
import type { FailureReason } from '../../domain/quality/codes'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { workflowRelease } from '../configuration/releases'
import type { Ago } from './clock'
import { lockTask, moveTask, type MovedTask } from './move'

export type Problem = ProblemFigures & {
  reason: string
  blockClass?: BlockClass | undefined
  hold?: boolean | undefined
  /** Entered on the floor so long before it arrived here. */
  ago?: Ago | undefined
  /** A defect that quality control has to decide on: opens a nonconformance with the same description. */
  nonconformance?: { reason: FailureReason } | undefined
}

/**
 * Reports what keeps a task from going on (handbook 9.1). A shortage names part, quantities and severity; with
 * `hold` the whole build waits (T10), as far as its workflow lets this person hold it; a defect opens a
 * nonconformance in the same transaction.
 */
export async function blockTask(
  req: PayloadRequest,
  id: string,
  { reason, blockClass, hold, nonconformance, ago, ...problem }: Problem,
): Promise<MovedTask> {
  const { build } = await lockTask(req, id)
  const moved = await moveTask(req, id, {
    to: 'BLOCKED',
    reason,
    blockClass: blockClass ?? null,
    problem,
    ago,
  })
  if (nonconformance) {
    await req.payload.create({
      collection: 'nonconformances',
      data: {
        source: 'ASSEMBLER',
        status: 'OPEN',
        build: build.id,
        task: id,
        reason: nonconformance.reason,
        description: problemInWords(reason, problem),
      },
      depth: 0,
      overrideAccess: false,
      req,
    })
  }
  if (hold) {
    const { content } = await workflowRelease(req, build.workflow)
    await req.payload.update({
      collection: 'builds',
      id: build.id,
      data: {
        status: content.hold.state,
        statusNote: problemInWords(reason, problem, REASON_LENGTH.max),
        ...(blockClass && {
          holdClass: blockClass === 'PARTS_SHORTAGE' ? 'PARTS_SHORTAGE' : 'OTHER',
        }),
      },
      depth: 0,
      overrideAccess: false,
      req,
    })
  }
  return moved
}
