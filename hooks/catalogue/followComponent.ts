import type { CollectionAfterChangeHook, CollectionAfterDeleteHook } from 'payload'
import type { AssemblyComponent } from '../../src/payload-types'
import { tellAssembly } from '../../src/services/catalogue/components'
import { resolveReleased } from '../../src/services/catalogue/structure'
import { idOf } from '../../src/services/relation'

/**
 * A changed component shows in the history of its assembly; an assembly that it let go, or took elsewhere, is
 * free of circles through it.
 */
export const followComponent: CollectionAfterChangeHook<AssemblyComponent> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  await tellAssembly(req, operation === 'update' ? previousDoc : null, doc)
  const former = operation === 'update' ? idOf(previousDoc.assembly) : ''
  const isMoved = idOf(previousDoc?.parentAssembly) !== idOf(doc.parentAssembly)
  if (former !== '' && (isMoved || former !== idOf(doc.assembly)))
    await resolveReleased(req, former)
  return doc
}

/** So does one that is gone. */
export const followRemoval: CollectionAfterDeleteHook<AssemblyComponent> = async ({ doc, req }) => {
  await tellAssembly(req, doc, null)
  const former = idOf(doc.assembly)
  if (former !== '') await resolveReleased(req, former)
  return doc
}
