import type { CollectionAfterChangeHook } from 'payload'
import type { Task } from '../../src/payload-types'
import { followAssignment } from '../../src/services/production/assign'
import { refreshStandingOfBuild } from '../../src/services/builds/standing'
import { idOf } from '../../src/services/relation'

/** Clocks and the build's stage follow a task in the same transaction. */
export const followTask: CollectionAfterChangeHook<Task> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  if (operation === 'update') await followAssignment(req, previousDoc, doc)
  await refreshStandingOfBuild(req, idOf(doc.build))
  return doc
}
