import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import {
  ATTEMPTS,
  importJob,
  queueImport,
  reportImport,
  takeImport,
  type ImportJob,
  type TakenImport,
} from '../../../db/importJobs'
import { inTransaction } from '../../../db/transaction'
import type { CatalogueImport } from '../../../payload-types'
import { actorIdOf, systemRequest } from '../../actor'
import { refused, shapeError } from '../../http'
import type { ImportProgress } from '../import'
import { applyImport } from './apply'
import { judgeKind, lockBatch, readBatch } from './batch'

export type { ImportJob }

/**
 * Hands an import to the worker: nothing is lost when the browser is closed or a proxy gives up. It is
 * applied as whoever asked, in one transaction, so that a worker that dies leaves nothing half done. Asked
 * again while it waits or runs, it answers at once: the worker holds the lock of the import until it is done.
 */
export async function applyInBackground(req: PayloadRequest, id: string): Promise<CatalogueImport> {
  const asked = await readBatch(req, id)
  judgeKind(req, asked.kind)
  const job = await importJob(req, id)
  if (job?.state === 'QUEUED' || job?.state === 'RUNNING') return asked

  const batch = await lockBatch(req, id, 'CHECKED')
  const person = actorIdOf(req)
  if (person === null)
    throw refused({
      code: 'unauthenticated',
      message: 'Only a person hands an import to the worker.',
    })
  await queueImport(req, id, person)
  return batch
}

/** How far the worker is with an import; null when it was never asked to apply it. */
export async function progressOfImport(req: PayloadRequest, id: string): Promise<ImportJob | null> {
  await readBatch(req, id)
  return importJob(req, id)
}

/**
 * Applies the next import that waits; answers whether there was one. A refusal, or an import that breaks,
 * is told on it, and the others go on. One that had to give way to another writer waits for its next turn.
 */
export async function runNextImport(payload: Payload): Promise<boolean> {
  const taken = await takeImport(await systemRequest(payload))
  if (!taken) return false
  const { importId, attempts } = taken
  const told = progressTold(payload, importId)
  try {
    await applyAs(payload, taken, told.onProgress)
    await told.ended()
    await reportImport(payload, importId, { state: 'DONE', progress: 100, doing: null })
  } catch (error) {
    await told.ended()
    if (await isApplied(payload, importId)) {
      // a worker before this one died between its commit and its last word
      await reportImport(payload, importId, { state: 'DONE', progress: 100, doing: null })
      return true
    }
    const [{ code, message }] = shapeError(error).errors
    if (code === 'failed') payload.logger.error({ err: error, msg: `Import ${importId} failed` })
    const state = code === 'retry' && attempts < ATTEMPTS ? 'QUEUED' : 'FAILED'
    await reportImport(payload, importId, { state, progress: 0, doing: message })
  }
  return true
}

async function applyAs(
  payload: Payload,
  { importId, askedBy }: TakenImport,
  onProgress: ImportProgress,
): Promise<void> {
  const system = await systemRequest(payload)
  const person = await payload.findByID({
    collection: 'users',
    id: askedBy,
    depth: 0,
    req: system,
  })
  const req = await createLocalReq({ user: { ...person, collection: 'users' } }, payload)
  // what somebody may is judged when it is done, not only when it was asked for
  if (!person.isActive || !may(req, 'imports.sheets'))
    throw refused({
      code: 'role_not_allowed',
      message: 'Whoever asked for it may not import any more. Somebody else has to apply it.',
    })
  await inTransaction(req, () => applyImport(req, importId, onProgress))
}

async function isApplied(payload: Payload, importId: string): Promise<boolean> {
  const req = await systemRequest(payload)
  const { totalDocs } = await payload.count({
    collection: 'catalogue-imports',
    where: { and: [{ id: { equals: importId } }, { state: { equals: 'APPLIED' } }] },
    req,
  })
  return totalDocs > 0
}

const TOLD_EVERY_MS = 500

/** Progress as the worker makes it, told to others now and then, one word after the other. */
function progressTold(payload: Payload, importId: string) {
  let last = 0
  let queue: Promise<void> = Promise.resolve()
  const tell = async (job: ImportJob): Promise<void> => {
    try {
      await reportImport(payload, importId, job)
    } catch (error) {
      payload.logger.warn({ err: error, msg: `The progress of import ${importId} was not told` })
    }
  }
  const onProgress: ImportProgress = (step, done, total) => {
    const now = performance.now()
    if (done < total && now - last < TOLD_EVERY_MS) return
    last = now
    const progress = total === 0 ? 0 : Math.floor((100 * done) / total)
    const doing = total > 1 ? `${step}: ${done} of ${total}` : step
    queue = queue.then(() => tell({ state: 'RUNNING', progress, doing }))
  }
  return { onProgress, ended: () => queue }
}
