import type { PayloadRequest } from 'payload'
import type { Signature } from '../../payload-types'
import { stands } from '../../services/verifySignature'

/** A signature under a release with what verifying it said. */
export type ReleaseSignature = Pick<
  Signature,
  'printedName' | 'role' | 'meaning' | 'signedAt' | 'timeZone' | 'contentHash'
> & { isIntact: boolean }

/** The signatures under these releases, by the id of the release; one that was never signed is absent. */
export async function readReleaseSignatures(
  req: PayloadRequest,
  releases: readonly string[],
): Promise<Map<string, ReleaseSignature>> {
  const { docs } = await req.payload.find({
    collection: 'signatures',
    where: {
      resource: { equals: 'configuration-releases' },
      resourceId: { in: [...releases] },
    },
    sort: 'signedAt',
    depth: 0,
    limit: releases.length,
    overrideAccess: false,
    req,
  })
  const found = new Map<string, ReleaseSignature>()
  for (const signature of docs)
    found.set(signature.resourceId, { ...signature, isIntact: await stands(req, signature) })
  return found
}
