import type { PayloadRequest } from 'payload'
import type { Signature } from '../payload-types'
import { decisionContent, isIntact } from './boms/snapshot'
import { isReleaseWhole, releaseContent } from './configuration/signedRelease'
import { contentHash } from './contentHash'
import { refused } from './http'
import { formContent } from './quality/signedContent'
import { intactFacts } from './signatureFacts'
import type { SignedKind } from './signatures'

/** How a kind of signed record is proved: what the signature covers as it stands now, and whatever else has to hold. */
type Proof = {
  contentOf: (req: PayloadRequest, id: string) => Promise<unknown>
  isWhole: (req: PayloadRequest, id: string) => Promise<boolean>
}

const PROOFS: Readonly<Record<SignedKind, Proof>> = {
  boms: { contentOf: decisionContent, isWhole: isIntact },
  'configuration-releases': { contentOf: releaseContent, isWhole: isReleaseWhole },
  inspections: { contentOf: formContent, isWhole: () => Promise.resolve(true) },
}

const isSignedKind = (resource: string): resource is SignedKind => resource in PROOFS

/** Whether a signature still stands under what it was given for (handbook 15.4). */
export async function verifySignature(
  req: PayloadRequest,
  id: string,
): Promise<{ intact: boolean }> {
  const signature = await req.payload.findByID({
    collection: 'signatures',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!signature) throw refused({ code: 'not_found', message: 'There is no such signature.' })
  return { intact: await stands(req, signature) }
}

/** The same for one that was read already. */
export async function stands(
  req: PayloadRequest,
  { id, resource, resourceId, contentHash: signed }: Signature,
): Promise<boolean> {
  if (!isSignedKind(resource)) return false
  const { contentOf, isWhole } = PROOFS[resource]
  const content = await contentOf(req, resourceId)
  if (content == null || contentHash(content) !== signed) return false
  return (await intactFacts(req, [id])).has(id) && (await isWhole(req, resourceId))
}
