import { readdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import { recordedFiles, sweepRows, whenAlone } from '../db/housekeeping'
import { applicationUrl } from '../db/connection'
import { uploadsFolder } from '../integrations/files'

/** A file younger than this may belong to an upload that has not committed yet. */
const LEFTOVER_AFTER_MS = 60 * 60 * 1000

/**
 * Clears what nobody needs any more: expired keys, sessions and reset tokens, and files whose upload never
 * became a record. Several workers may run; one of them does it. Answers false when another one does.
 */
export const keepHouse = (payload: Payload): Promise<boolean> =>
  whenAlone(applicationUrl(process.env), async () => {
    const swept = await sweepRows(payload.db.pool)
    const files = await sweepFiles(payload)
    payload.logger.info({ msg: 'Housekeeping done', ...swept, files })
  })

async function sweepFiles({ db }: Payload): Promise<number> {
  const folder = uploadsFolder()
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const recorded = await recordedFiles(db.pool, names)
  let removed = 0
  for (const name of names.filter((one) => !recorded.has(one))) {
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file)
    if (Date.now() - mtimeMs < LEFTOVER_AFTER_MS) continue
    await unlink(file)
    removed += 1
  }
  return removed
}
