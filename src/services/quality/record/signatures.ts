import type { PayloadRequest } from 'payload'
import { asJson } from '../../../domain/canonical'
import type { RecordSignature } from '../../../domain/quality/record'
import type { Bom, Signature } from '../../../payload-types'
import { decisionContent, isIntact } from '../../boms/snapshot'
import { contentHash } from '../../contentHash'
import { idOf } from '../../relation'
import { intactFacts } from '../../signatureFacts'
import { formContentsOf } from '../signedContent'
import { mayReadAnswers, type RecordSource } from './source'

/**
 * Every signature of a build with what it covers as that stands now, so that the hash can be computed again
 * by anybody (handbook 15.4). Contents that are not the reader's to see are null; whether they are
 * intact is said all the same.
 */
export async function signaturesOf(source: RecordSource): Promise<RecordSignature[]> {
  const { req, build, signatures } = source
  const forms = await formContentsOf(req, build.id)
  const sound = await intactFacts(
    req,
    signatures.map(({ id }) => id),
  )
  const all: RecordSignature[] = []
  for (const signature of signatures) {
    const { resource, resourceId } = signature
    const bom = source.boms.find(({ id }) => resource === 'boms' && id === resourceId)
    const form = source.inspections.find(
      ({ id }) => resource === 'inspections' && id === resourceId,
    )
    const content = bom ? await decisionContent(req, bom.id) : forms.get(form?.id ?? '')
    const isOpen = !form || mayReadAnswers(req, form)
    all.push({
      id: signature.id,
      subject: subjectOf(signature, bom, form),
      resource,
      resourceId,
      build: idOf(signature.build) || null,
      signer: idOf(signature.signer),
      printedName: signature.printedName,
      role: signature.role,
      meaning: signature.meaning,
      signedAt: signature.signedAt,
      timeZone: signature.timeZone,
      // Procurement reads it on the form alone, where that is open to it
      note: isOpen ? (signature.note ?? form?.note ?? null) : null,
      contentHash: signature.contentHash,
      factsHash: isOpen ? (signature.factsHash ?? null) : null,
      content: isOpen ? asJson(content) : null,
      isIntact: sound.has(signature.id) && (await holds(req, signature, bom, content)),
    })
  }
  return all
}

async function holds(
  req: PayloadRequest,
  signature: Signature,
  bom: Bom | undefined,
  content: unknown,
): Promise<boolean> {
  if (content === null || content === undefined) return false
  if (contentHash(content) !== signature.contentHash) return false
  return !bom || (idOf(bom.signature) === signature.id && isIntact(req, bom.id))
}

function subjectOf(
  { resource }: Signature,
  bom: Bom | undefined,
  form: { title: string } | undefined,
): string {
  if (bom) return `Bill of materials, version ${bom.version}`
  return form?.title ?? resource
}
