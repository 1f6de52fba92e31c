import type { UploadConfig } from 'payload'
import { recordDownload } from '../../src/services/documents/download'

type FileHandler = NonNullable<UploadConfig['handlers']>[number]

/** Called once the reader's right is judged and before the file is sent; the framework itself sends it. */
export const followDownload: FileHandler = (req, { params: { filename } }) =>
  recordDownload(req, filename)
