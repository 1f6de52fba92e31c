import type { CollectionBeforeChangeHook } from 'payload'
import type { Build } from '../../src/payload-types'
import { judgeBuildChange } from '../../src/services/builds/change'

/** The one gate for writes on a build: REST, GraphQL, panel and commands all pass here. */
export const guardBuild: CollectionBeforeChangeHook<Build> = async ({ data, originalDoc, req }) => {
  if (!originalDoc) return data
  const after = { ...originalDoc, ...data }
  return { ...data, ...(await judgeBuildChange(req, originalDoc, after)) }
}
