import { readdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { uploadsFolder } from '../../integrations/files'

const accepted = new WeakMap<PayloadRequest, string>()

/** Remembers under which random name the file of this request is about to be stored. */
export const rememberFile = (req: PayloadRequest, name: string): unknown => accepted.set(req, name)

/**
 * Payload writes an uploaded file and its thumbnail before their row; when the row fails, the files are
 * nobody's. Removes what this request stored, unless a row knows it after all. To be called after the
 * transaction ended. Never throws: the caller is about to answer the failure itself.
 */
export async function removeLeftover(req: PayloadRequest): Promise<void> {
  const name = accepted.get(req)
  if (name === undefined) return
  const { payload } = req
  try {
    const { rows } = await payload.db.drizzle.execute(
      sql`select id from documents where filename = ${name}`,
    )
    if (rows.length === 0) await unlinkAll(path.parse(name).name)
  } catch (error) {
    payload.logger.warn({ err: error, msg: `The refused file ${name} could not be removed` })
  }
}

/** The file and the smaller ones made from it, whose names begin with its own. */
async function unlinkAll(stem: string): Promise<void> {
  const folder = uploadsFolder()
  for (const name of await namesIn(folder)) {
    if (name.startsWith(stem)) await unlink(path.join(folder, name))
  }
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
