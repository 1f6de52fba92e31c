import type { CollectionBeforeOperationHook } from 'payload'
import { hearWrite } from '../../src/services/builds/asked'

/** A note belongs to the write that brings it, and a repeated status is still a request to move. */
export const hearBuild: CollectionBeforeOperationHook<'builds'> = ({ args, operation, req }) => {
  if (operation === 'update' && 'data' in args && args.data) hearWrite(req, args.data)
  return args
}
