import type { PayloadRequest, Where } from 'payload'
import type { Document } from '../../payload-types'
import { readAll } from '../../services/readAll'

/** All files that this reader may open, the latest first; photos, which may be many, after the papers. */
export async function readPapers(req: PayloadRequest, where: Where): Promise<Document[]> {
  const documents = await readAll(req, 'documents', where, '-createdAt')
  const isPhoto = ({ type }: Document) => type === 'PHOTO'
  return [...documents.filter((one) => !isPhoto(one)), ...documents.filter(isPhoto)]
}
