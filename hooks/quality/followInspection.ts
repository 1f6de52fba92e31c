import type { CollectionAfterChangeHook } from 'payload'
import type { Inspection } from '../../src/payload-types'
import { refreshStandingOfBuild } from '../../src/services/builds/standing'
import { linkPhotos } from '../../src/services/quality/answers'
import { idOf } from '../../src/services/relation'

/** Photos become the inspection's own, and the build's stage follows its forms, in the same transaction. */
export const followInspection: CollectionAfterChangeHook<Inspection> = async ({ doc, req }) => {
  await linkPhotos(req, doc)
  await refreshStandingOfBuild(req, idOf(doc.build))
  return doc
}
