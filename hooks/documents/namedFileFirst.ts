import type { Access, PayloadRequest, Where } from 'payload'
import { refused } from '../../src/services/http'

/**
 * A file that no document names is not found, by whoever may read some document. The framework would call it
 * forbidden, or look on the disk alone and call what is not there a failure of the server.
 */
export const namedFileFirst =
  (rule: Access): Access =>
  async (args) => {
    const rows = await rule(args)
    const { data, isReadingStaticFile, req } = args
    if (isReadingStaticFile && rows !== false) await demandNamed(req, String(data?.filename))
    return rows
  }

async function demandNamed(req: PayloadRequest, filename: string): Promise<void> {
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
