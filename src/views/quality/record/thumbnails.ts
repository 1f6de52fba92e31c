import type { PayloadRequest } from 'payload'
import type { RecordFile } from '../../../domain/quality/record'
import { readAll } from '../../../services/readAll'

export type Thumbnail = { title: string; url: string; small: string | null }

/** Addresses of the files of a record, by id: the original, and a small picture where there is one. */
export async function readThumbnails(
  req: PayloadRequest,
  files: readonly RecordFile[],
): Promise<ReadonlyMap<string, Thumbnail>> {
  if (files.length === 0) return new Map()
  const documents = await readAll(
    req,
    'documents',
    { id: { in: files.map(({ id }) => id) } },
    'createdAt',
  )
  return new Map(
    documents.flatMap(({ id, title, url, thumbnailURL }): [string, Thumbnail][] =>
      url ? [[id, { title, url, small: thumbnailURL ?? null }]] : [],
    ),
  )
}
