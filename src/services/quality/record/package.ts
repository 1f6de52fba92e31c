import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { PayloadRequest } from 'payload'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { rowsOf } from '../../../db/rows'
import type { RecordFile } from '../../../domain/quality/record'
import { uploadsFolder } from '../../../integrations/files'
import { recordAudit } from '../../audit'
import { fileAnswer } from '../../fileAnswer'
import { deviceHistoryRecordPdf } from '../../print/record'
import { packageOf, safeName, type PackedFile } from '../../print/zip'
import { recordOf, type BuildRecord } from '../record'

/**
 * The record of a build for an inspector: PDF, data, the original files by their stored bytes, a list of
 * hashes and the script that proves it all (handbook 15.13). A file that is gone is left out, one that was
 * altered comes as it is now: the script names both, because the data holds the hash of the upload.
 */
export async function recordPackage(req: PayloadRequest, buildId: string): Promise<Response> {
  const record = await recordOf(req, buildId)
  const originals = await bytesOf(req, record.files)
  const files: PackedFile[] = [
    { name: 'record.pdf', bytes: await deviceHistoryRecordPdf(record, originals) },
    { name: 'record.json', bytes: Buffer.from(`${JSON.stringify(record, null, 2)}\n`) },
    ...record.files.flatMap(({ id, name }) => {
      const bytes = originals.get(id)
      return bytes ? [{ name, bytes }] : []
    }),
  ]
  const bytes = packageOf(files, record.producedAt)
  await recordAudit(req, {
    action: 'export',
    resource: 'builds',
    resourceId: buildId,
    after: { format: 'zip', files: record.files.length, complete: record.complete },
  })
  return fileAnswer(bytes, safeName(`record-${record.build.buildNumber}`), 'zip')
}

/** The record as data, for a program that asks for it; audited like the package. */
export async function exportRecord(req: PayloadRequest, buildId: string): Promise<BuildRecord> {
  const record = await recordOf(req, buildId)
  await recordAudit(req, {
    action: 'export',
    resource: 'builds',
    resourceId: buildId,
    after: { document: 'record', format: 'json', complete: record.complete },
    stream: 'ACTIVITY',
  })
  return record
}

async function bytesOf(
  req: PayloadRequest,
  files: readonly RecordFile[],
): Promise<Map<string, Uint8Array>> {
  const ids = files.map(({ id }) => id)
  const stored = await rowsOf<{ id: string; filename: string | null }>(
    req,
    sql`select id, filename from documents where id = any(${sql.param(ids)}::uuid[])`,
  )
  const found = new Map<string, Uint8Array>()
  for (const { id, filename } of stored) {
    const bytes = filename === null ? null : await storedBytes(filename)
    if (bytes) found.set(id, bytes)
  }
  return found
}

const storedBytes = (filename: string): Promise<Buffer | null> =>
  readFile(path.join(uploadsFolder(), path.basename(filename))).catch(() => null)
