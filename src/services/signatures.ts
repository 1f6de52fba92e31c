import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { insertRows } from '../db/rows'
import { recordApart, recordAudit } from './audit'
import { contentHash } from './contentHash'
import { refused } from './http'
import { confirmsPassword } from './people/password'
import type { User } from '../payload-types'
import { settingsOf } from './settings'
import { factsHash } from './signatureFacts'

export const MEANINGS = ['REVIEW', 'APPROVAL', 'REJECTION', 'RESPONSIBILITY', 'AUTHORSHIP'] as const
export type Meaning = (typeof MEANINGS)[number]

/** Kinds of records that can be signed; `verifySignature` proves each of them. */
export type SignedKind = 'boms' | 'configuration-releases' | 'inspections'

const confirmed = Symbol('password entered again')

/** A signed-in person who has entered the password again in this very act. */
export type Signer = { readonly user: User; readonly [confirmed]: true }

/**
 * The first half of signing: the password of the signed-in account, asked for again (handbook 15.2). A
 * wrong one signs nothing, is kept in the trail and counts towards the lock, which is why it is judged
 * before any transaction opens. Refuses with `role_not_allowed` (machines do not sign) or `wrong_password`.
 */
export async function confirmSigner(req: PayloadRequest, password: string): Promise<Signer> {
  const { user } = req
  if (!user || user.kind !== 'HUMAN') {
    throw refused({ code: 'role_not_allowed', message: 'Only a person signs, signed in as such.' })
  }
  if (await confirmsPassword(req.payload, user.id, password)) return { user, [confirmed]: true }
  await recordApart(req, {
    action: 'signature_refused',
    resource: 'users',
    resourceId: user.id,
    stream: 'ACTIVITY',
  })
  throw refused({
    code: 'wrong_password',
    field: 'password',
    message: 'This is not the password of your account. Nothing was signed.',
  })
}

export type Signature = {
  id: string
  printedName: string
  role: string
  meaning: Meaning
  signedAt: string
  timeZone: string
  contentHash: string
}

/**
 * The second half: stores the signature with the hash of the exact signed content, and of its own facts,
 * so that any later change can be proved (handbook 15.3, 15.4). Runs in the caller's transaction.
 */
export async function sign(
  req: PayloadRequest,
  { user }: Signer,
  act: {
    /** What the signer says it means; the first of `meanings` when nothing is said. */
    meaning: Meaning | undefined
    /** Meanings that this act may have. */
    meanings: readonly [Meaning, ...Meaning[]]
    resource: SignedKind
    resourceId: string
    build: string | null
    note: string | null
    content: unknown
  },
): Promise<Signature> {
  const meaning = act.meaning ?? act.meanings[0]
  if (!act.meanings.includes(meaning)) {
    throw refused({
      code: 'option_unknown',
      field: 'meaning',
      message: `This act is signed as ${act.meanings.join(' or ')}.`,
    })
  }
  const { timeZone } = await settingsOf(req)
  const signature: Signature = {
    id: uuidv7(),
    printedName: `${user.firstName} ${user.lastName}`,
    role: user.role,
    meaning,
    signedAt: new Date().toISOString(),
    timeZone,
    contentHash: contentHash(act.content),
  }
  await insertRows(req, 'signatures', [
    {
      id: signature.id,
      signer_id: user.id,
      printed_name: signature.printedName,
      role: signature.role,
      meaning: signature.meaning,
      resource: act.resource,
      resource_id: act.resourceId,
      build_id: act.build,
      note: act.note,
      content_hash: signature.contentHash,
      facts_hash: factsHash({
        ...signature,
        signer: user.id,
        resource: act.resource,
        resourceId: act.resourceId,
        build: act.build,
        note: act.note,
      }),
      time_zone: timeZone,
      signed_at: signature.signedAt,
      created_at: signature.signedAt,
      updated_at: signature.signedAt,
    },
  ])
  await recordAudit(req, {
    action: 'sign',
    resource: act.resource,
    resourceId: act.resourceId,
    after: {
      signature: signature.id,
      meaning: signature.meaning,
      contentHash: signature.contentHash,
    },
    reason: act.note,
  })
  return signature
}
