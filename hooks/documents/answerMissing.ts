import type { UploadConfig, Where } from 'payload'
import { refused } from '../../src/services/http'

type FileHandler = NonNullable<UploadConfig['handlers']>[number]

/**
 * A file that no document names is not found. The framework looks on the disk alone for whoever may read
 * every document, and calls what is not there a failure of the server.
 */
export const answerMissing: FileHandler = async (req, { params: { filename } }) => {
  const named: Where[] = [
    { filename: { equals: filename } },
    { 'sizes.thumbnail.filename': { equals: filename } },
  ]
  const { totalDocs } = filename.includes('\0')
    ? { totalDocs: 0 }
    : await req.payload.count({
        collection: 'documents',
        where: { or: named },
        overrideAccess: true,
        req,
      })
  if (totalDocs === 0) throw refused({ code: 'not_found', message: 'There is no such file.' })
}
