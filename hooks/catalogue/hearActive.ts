import type { CollectionBeforeOperationHook } from 'payload'
import { judgeActive } from '../../src/services/catalogue/retire'
import { dataOf } from '../people/dataOf'

/** Who may not retire items hears it; field access would put the old value back silently (trap 8). */
export const hearActive =
  (collection: 'parts' | 'assemblies'): CollectionBeforeOperationHook =>
  async ({ args, operation, req }) => {
    if (operation === 'update' && 'id' in args && !args.overrideAccess)
      await judgeActive(req, collection, String(args.id), dataOf(args))
    return args
  }
