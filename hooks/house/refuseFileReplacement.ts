import type { CollectionBeforeOperationHook } from 'payload'
import { refused } from '../../src/services/http'

/**
 * An uploaded file is never replaced: the new bytes would be written over the old ones before any
 * guard could refuse (trap 39). Upload it as another document instead.
 */
export const refuseFileReplacement: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (operation === 'update' && req.file) {
    throw refused({
      code: 'wrong_state',
      message: 'A stored file cannot be replaced. Upload the new file as another document.',
    })
  }
  return args
}
