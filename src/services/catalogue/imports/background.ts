import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import {
  ATTEMPTS,
  importJob,
  queueImport,
  reportImport,
  takeImport,
  type ImportJob,
  type ImportOrder,
  type ImportStanding,
  type ImportTask,
  type TakenImport,
} from '../../../db/importJobs'
import { inTransaction } from '../../../db/transaction'
import type { CatalogueImport } from '../../../payload-types'
import { actorIdOf, systemRequest } from '../../actor'
import { refused, shapeError } from '../../http'
import type { ImportProgress } from '../import'
import { applyImport } from './apply'
import { expectState, judgeKind, lockBatch, readBatch } from './batch'
import { judgeUndo, undoImport } from './undo'

export type { ImportJob }

/**
 * Hands an import to the worker, which applies it: nothing is lost when the browser is closed or a proxy
 * gives up.
 */
export const applyInBackground = (req: PayloadRequest, id: string): Promise<CatalogueImport> =>
  handOver(req, id, { task: 'APPLY', keepChanged: false })

/** The same for taking it back. `keepChanged` as for `undoImport`: without it, the worker refuses and says why. */
export const undoInBackground = (
  req: PayloadRequest,
  id: string,
  keepChanged: boolean,
): Promise<CatalogueImport> => handOver(req, id, { task: 'UNDO', keepChanged })

const BEGINS_AS = { APPLY: 'CHECKED', UNDO: 'APPLIED' } as const satisfies Record<
  ImportTask,
  CatalogueImport['state']
>
const ENDS_AS = { APPLY: 'APPLIED', UNDO: 'UNDONE' } as const satisfies Record<
  ImportTask,
  CatalogueImport['state']
>

/**
 * The worker does it as whoever asked, in one transaction, so that a worker that dies leaves nothing half
 * done. Asked again while it waits or runs, it answers at once: the worker holds the lock of the import
 * until it is done.
 */
async function handOver(
  req: PayloadRequest,
  id: string,
  { task, keepChanged }: Pick<ImportOrder, 'keepChanged' | 'task'>,
): Promise<CatalogueImport> {
  const asked = await readBatch(req, id)
  judgeKind(req, asked.kind)
  const job = await importJob(req, id)
  if (job?.task === task && (job.state === 'QUEUED' || job.state === 'RUNNING')) return asked

  // a wrong state is said now, not when the worker lets go
  expectState(asked, BEGINS_AS[task])
  const batch = await lockBatch(req, id, BEGINS_AS[task])
  if (task === 'UNDO') await judgeUndo(req, id)
  const askedBy = actorIdOf(req)
  if (askedBy === null)
    throw refused({
      code: 'unauthenticated',
      message: 'Only a person hands an import to the worker.',
    })
  await queueImport(req, id, { task, askedBy, keepChanged })
  return batch
}

/** How far the worker is with an import; null when it was never asked to do anything with it. */
export async function progressOfImport(req: PayloadRequest, id: string): Promise<ImportJob | null> {
  await readBatch(req, id)
  return importJob(req, id)
}

/**
 * Applies the next import that waits, or takes it back; answers whether there was one. A refusal, or an import that breaks,
 * is told on it, and the others go on. One that had to give way to another writer waits for its next turn.
 */
export async function runNextImport(payload: Payload): Promise<boolean> {
  const taken = await takeImport(await systemRequest(payload))
  if (!taken) return false
  const { importId, task, attempts } = taken
  const told = progressTold(payload, importId)
  try {
    await performAs(payload, taken, told.onProgress)
    await told.ended()
    await reportImport(payload, importId, { state: 'DONE', progress: 100, doing: null })
  } catch (error) {
    await told.ended()
    if (await isIn(payload, importId, ENDS_AS[task])) {
      // a worker before this one died between its commit and its last word
      await reportImport(payload, importId, { state: 'DONE', progress: 100, doing: null })
      return true
    }
    const [{ code, message }] = shapeError(error).errors
    if (code === 'failed')
      payload.logger.error({ err: error, msg: `${task} of import ${importId} failed` })
    const state = code === 'retry' && attempts < ATTEMPTS ? 'QUEUED' : 'FAILED'
    await reportImport(payload, importId, { state, progress: 0, doing: message })
  }
  return true
}

async function performAs(
  payload: Payload,
  { importId, task, askedBy, keepChanged }: TakenImport,
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
      message: 'Whoever asked for it may not import any more. Somebody else has to ask again.',
    })
  await inTransaction(req, () =>
    task === 'APPLY'
      ? applyImport(req, importId, onProgress)
      : undoImport(req, importId, keepChanged, onProgress),
  )
}

async function isIn(
  payload: Payload,
  importId: string,
  state: CatalogueImport['state'],
): Promise<boolean> {
  const req = await systemRequest(payload)
  const { totalDocs } = await payload.count({
    collection: 'catalogue-imports',
    where: { and: [{ id: { equals: importId } }, { state: { equals: state } }] },
    req,
  })
  return totalDocs > 0
}

const TOLD_EVERY_MS = 500
/** A long statement makes no progress; the worker shows that it lives. */
const ALIVE_EVERY_MS = 30_000

/** Progress as the worker makes it, told to others now and then, one word after the other. */
function progressTold(payload: Payload, importId: string) {
  let last = 0
  let standing: ImportStanding | null = null
  let queue: Promise<void> = Promise.resolve()
  const tell = (): void => {
    queue = queue.then(async () => {
      try {
        if (standing) await reportImport(payload, importId, standing)
      } catch (error) {
        payload.logger.warn({ err: error, msg: `The progress of import ${importId} was not told` })
      }
    })
  }
  const onProgress: ImportProgress = (step, done, total) => {
    const now = performance.now()
    if (done < total && total > 1 && now - last < TOLD_EVERY_MS) return
    last = now
    const progress = total === 0 ? 0 : Math.floor((100 * done) / total)
    const doing = total > 1 ? `${step}: ${done} of ${total}` : step
    standing = { state: 'RUNNING', progress, doing }
    tell()
  }
  const alive = setInterval(tell, ALIVE_EVERY_MS)
  return {
    onProgress,
    ended: () => {
      clearInterval(alive)
      return queue
    },
  }
}
