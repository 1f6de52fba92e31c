import type { CollectionAfterChangeHook } from 'payload'
import type { Task } from '../../src/payload-types'
import { refreshStandingOfBuild } from '../../src/services/builds/standing'
import { idOf } from '../../src/services/relation'

/** The build's stage follows its tasks in the same transaction. */
export const followTask: CollectionAfterChangeHook<Task> = async ({ doc, req }) => {
  await refreshStandingOfBuild(req, idOf(doc.build))
  return doc
}
