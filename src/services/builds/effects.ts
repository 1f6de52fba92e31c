import type { PayloadRequest } from 'payload'
import type { Effect } from '../../domain/workflow/effects'
import type { Build } from '../../payload-types'
import { restartClocks } from '../production/clock'
import { closeOpenWork, stopClocks } from '../production/close'
import { createReworkTasks, generateBuildTasks } from '../production/generate'
import { certifyRelease } from '../quality/certificate'
import { reopenPacking } from '../quality/inspections'

/**
 * What a move sets in motion, by the names that a workflow definition uses (handbook 4.3). Each runs in
 * the transaction of the move, and a second run changes nothing. History, roll-up, stamps and
 * verdicts belong to whoever writes them: the move itself and the signature.
 */
const EFFECT: Partial<Record<Effect, (req: PayloadRequest, build: Build) => Promise<void>>> = {
  generateTasks: generateBuildTasks,
  createReworkTasks,
  generatePackingList: reopenPacking,
  closeOpenWork,
  stopClocks,
  startClocks: restartClocks,
  createDocument: certifyRelease,
}

/** Runs the effects of a move in the order in which the definition names them. */
export async function runEffects(
  req: PayloadRequest,
  effects: readonly Effect[],
  build: Build,
): Promise<void> {
  for (const effect of effects) await EFFECT[effect]?.(req, build)
}
