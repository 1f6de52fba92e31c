import type { CollectionBeforeOperationHook } from 'payload'
import { refused } from '../../src/services/http'

/**
 * An uploaded file is never replaced: the new bytes would be written over the old ones before any
 * guard could refuse (trap 39). Upload it as another document instead. Nor is it cut or scaled by
 * `uploadEdits` of the query, through whichever door and however deep below the request: Payload reads
 * them from there at every write, and rewrites the stored file without asking for a new one.
 */
export const refuseFileReplacement: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation === 'update' && req.file) {
    throw refused({
      code: 'wrong_state',
      message: 'A stored file cannot be replaced. Upload the new file as another document.',
    })
  }
  if (WRITES.has(operation) && req.query?.uploadEdits !== undefined) {
    throw refused({
      code: 'malformed',
      field: 'uploadEdits',
      message: 'Files are kept as they are sent. Edit the picture before it is uploaded.',
    })
  }
  return args
}

const WRITES: ReadonlySet<string> = new Set(['create', 'update'])
