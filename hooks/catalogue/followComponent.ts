import type { CollectionAfterChangeHook, CollectionAfterDeleteHook } from 'payload'
import type { AssemblyComponent } from '../../src/payload-types'
import { tellAssembly } from '../../src/services/catalogue/components'

/** A changed component shows in the history of its assembly. */
export const followComponent: CollectionAfterChangeHook<AssemblyComponent> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  await tellAssembly(req, operation === 'update' ? previousDoc : null, doc)
  return doc
}

/** So does one that is gone. */
export const followRemoval: CollectionAfterDeleteHook<AssemblyComponent> = async ({ doc, req }) => {
  await tellAssembly(req, doc, null)
  return doc
}
