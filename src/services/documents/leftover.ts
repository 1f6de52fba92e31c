import { unlink } from 'node:fs/promises'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { uploadsFolder } from '../../integrations/files'

/**
 * Payload writes an uploaded file before its row; when the row fails, the file is nobody's. Removes it,
 * unless a row knows it after all. Never throws: the caller is about to answer the failure itself.
 */
export async function removeLeftover({ payload }: PayloadRequest, name: string): Promise<void> {
  try {
    const { rows } = await payload.db.drizzle.execute(
      sql`select id from documents where filename = ${name}`,
    )
    if (rows.length === 0) await unlink(path.join(uploadsFolder(), name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    payload.logger.warn({ err: error, msg: `The refused file ${name} could not be removed` })
  }
}
