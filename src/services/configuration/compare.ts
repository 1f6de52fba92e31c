import type { PayloadRequest } from 'payload'
import { changesInWords, type ChangeInWords } from '../../domain/drafts/changesInWords'
import type { ConfigurationRelease } from '../../payload-types'
import { refused } from '../http'

export type ReleaseComparison = {
  from: { id: string; title: string; version: number }
  to: { id: string; title: string; version: number }
  /** Raw values for programs, and the same in words for people. */
  changes: ChangeInWords[]
}

/** What changed from the release `against` to the release `id`; both belong to the same family or workflow. */
export async function compareReleases(
  req: PayloadRequest,
  id: string,
  against: string,
): Promise<ReleaseComparison> {
  const to = await readRelease(req, id)
  const from = await readRelease(req, against)
  if (to.kind !== from.kind || to.code !== from.code) {
    throw refused({
      code: 'invalid_value',
      field: 'against',
      message: `${from.title} belongs to something else than ${to.title}: compare two releases of one code.`,
    })
  }
  return {
    from: { id: from.id, title: from.title, version: from.version },
    to: { id: to.id, title: to.title, version: to.version },
    changes: changesInWords(from.content, to.content),
  }
}

async function readRelease(req: PayloadRequest, id: string): Promise<ConfigurationRelease> {
  const found = await req.payload.findByID({
    collection: 'configuration-releases',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!found) throw refused({ code: 'not_found', message: 'There is no such release.' })
  return found
}
