import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { isJsonObject } from '../../domain/configurator/raw'
import { fileFault } from '../../domain/drafts/file'
import { recordWrites } from '../audit'
import { contentHash } from '../contentHash'
import { orThrow, refused } from '../http'
import { sign, type Meaning, type Signature, type Signer } from '../signatures'
import { judgeContent, judgeFamily, judgeWorkflow } from './candidate'
import {
  expectInUse,
  expectSeen,
  lockHeader,
  SLUG,
  TABLE,
  wasPublished,
  type Header,
  type Kind,
  type Seen,
} from './header'
import type { Proof } from './prove'
import { publishRelease } from './publish'
import type { SignedRelease } from './signedRelease'

export type Published = {
  id: string
  code: string
  version: number
  sha256: string
  signature: Signature
}

/**
 * Publishes the draft of a family or workflow under a signature (handbook 15.10): checked as a whole, written
 * as the next immutable release, in force for orders from now on. Refuses a draft with faults, naming
 * each place, one that changes nothing, and a family that is not the one that was proved.
 */
export async function publishDraft(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  signer: Signer,
  {
    reason,
    meaning,
    proof,
    seen,
  }: { reason: string; meaning: Meaning | undefined; proof: Proof | null; seen: Seen },
): Promise<Published> {
  const header = await lockHeader(req, kind, id)
  expectSeen(req, kind, header, seen)
  const { code, draft, inForce } = header
  expectInUse(header)
  const content: unknown =
    kind === 'FAMILY'
      ? orThrow(await judgeFamily(req, draft, code))
      : orThrow(judgeWorkflow(draft, code))
  const hash = contentHash(content)
  if (hash === inForce) {
    throw refused({
      code: 'wrong_state',
      message: 'The draft is the same as the release in force: there is nothing to publish.',
    })
  }
  if (kind === 'FAMILY' && hash !== proof?.sha256) {
    throw refused({
      code: 'stale_revision',
      message:
        'Somebody saved the draft while it was being checked, so nothing was published. Look at it again, then publish.',
    })
  }
  const release = await publishRelease(req, { kind, code, content, reason })
  const { version, sha256 } = release
  const signed: SignedRelease = { kind, code, version, sha256, reason }
  const signature = await sign(req, signer, {
    meaning,
    meanings: ['APPROVAL', 'AUTHORSHIP', 'RESPONSIBILITY'],
    resource: 'configuration-releases',
    resourceId: release.id,
    build: null,
    note: reason,
    content: signed,
  })
  return { ...release, code, signature }
}

/** Puts a former release back into the draft; what is in force stays in force until it is published. */
export async function restoreRelease(
  req: PayloadRequest,
  releaseId: string,
  seen: Seen,
): Promise<{ header: string; slug: string; version: number }> {
  const [release] = await rowsOf<{ kind: Kind; code: string; version: number; content: unknown }>(
    req,
    sql`select kind::text as kind, code, version::int as version, content from configuration_releases where id = ${releaseId}`,
  )
  if (!release) throw refused({ code: 'not_found', message: 'There is no such release.' })
  const { kind, code, version, content } = release
  const [known] = await rowsOf<{ id: string }>(
    req,
    sql`select id from ${sql.identifier(TABLE[kind])} where code = ${code}`,
  )
  if (!known) throw new Error(`Release ${releaseId} belongs to no header.`)
  const header = await lockHeader(req, kind, known.id)
  expectSeen(req, kind, header, seen)
  await writeDraft(req, kind, header, content, `Restored from release ${version}`)
  return { header: known.id, slug: SLUG[kind], version }
}

/**
 * Takes the content of a file into the draft; it is checked for what stands in it, and saved only if that is
 * sound. What it names and the catalogue does not know is left to publishing: a plant may get its items later.
 * What is no file of this kind at all is refused in one sentence.
 * A file of another code is taken under the code of the one that reads it while that has no release, which
 * is how one is cloned (handbook S7.2): `from` names the code in the file then.
 */
export async function importDraft(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  content: unknown,
  seen: Seen,
): Promise<{ id: string; changed: boolean; from: string | null }> {
  const header = await lockHeader(req, kind, id)
  expectSeen(req, kind, header, seen)
  const { code } = header
  const fault = fileFault(kind, content)
  if (fault !== null) throw refused({ code: 'invalid_value', field: 'draft', message: fault })
  const from = await codeOfOther(req, kind, code, content)
  const judged =
    kind === 'FAMILY'
      ? orThrow(judgeContent(content, from ?? code))
      : orThrow(judgeWorkflow(content, from ?? code))
  const sound: unknown = { ...judged, code }
  const changed = contentHash(sound) !== contentHash(header.draft)
  const reason = from === null ? 'Imported from a file' : `Imported from a file of ${from}`
  if (changed) await writeDraft(req, kind, header, sound, reason)
  return { id, changed, from }
}

/** The code in a file that is that of another family or workflow; refused where this one was published. */
async function codeOfOther(
  req: PayloadRequest,
  kind: Kind,
  code: string,
  content: unknown,
): Promise<string | null> {
  const written = isJsonObject(content) ? content.code : undefined
  if (typeof written !== 'string' || written === code) return null
  if (!(await wasPublished(req, kind, code))) return written
  const what = kind === 'FAMILY' ? 'family' : 'workflow'
  throw refused({
    code: 'invalid_value',
    field: 'draft.code',
    message: `This is a file of ${written}, and ${code} was published already. To copy ${written}, add a new ${what} and read the file there.`,
  })
}

async function writeDraft(
  req: PayloadRequest,
  kind: Kind,
  header: Header,
  content: unknown,
  reason: string,
): Promise<void> {
  await rowsOf(
    req,
    sql`update ${sql.identifier(TABLE[kind])}
        set draft = ${JSON.stringify(content)}::jsonb, rev = rev + 1, updated_at = now() where id = ${header.id}`,
  )
  await recordWrites(req, [
    {
      action: 'update',
      resource: SLUG[kind],
      resourceId: header.id,
      before: { draftHash: contentHash(header.draft), draft: areasOf(header.draft, content) },
      after: { draftHash: contentHash(content), draft: areasOf(content, header.draft) },
      reason,
    },
  ])
}

/** The areas of a draft in which it differs from another: what was replaced can be read again. */
function areasOf(draft: unknown, other: unknown): Record<string, unknown> {
  const [own, theirs] = [Object(draft), Object(other)]
  return Object.fromEntries(
    Object.entries(own).filter(
      ([area, value]) => contentHash(value) !== contentHash(Reflect.get(theirs, area) ?? null),
    ),
  )
}

/** New orders pin this workflow from now on; orders on their way keep theirs. */
export async function makeDefault(
  req: PayloadRequest,
  id: string,
  { reason, ...seen }: Seen & { reason: string },
): Promise<{ id: string; code: string }> {
  const header = await lockHeader(req, 'WORKFLOW', id)
  expectSeen(req, 'WORKFLOW', header, seen)
  const { code, state } = header
  if (state !== 'PUBLISHED') {
    throw refused({
      code: 'wrong_state',
      message:
        state === 'RETIRED'
          ? `The workflow ${code} is retired. Put it back into use first.`
          : `Publish the workflow ${code} first: only a published one can be used by orders.`,
    })
  }
  const left = await rowsOf<{ id: string }>(
    req,
    sql`update workflows set is_default = false, rev = rev + 1, updated_at = now()
        where is_default and id <> ${id} returning id`,
  )
  const taken = await rowsOf<{ id: string }>(
    req,
    sql`update workflows set is_default = true, rev = rev + 1, updated_at = now()
        where id = ${id} and not is_default returning id`,
  )
  const changed = (isDefault: boolean) => (row: { id: string }) => ({
    action: 'update' as const,
    resource: 'workflows',
    resourceId: row.id,
    before: { isDefault: !isDefault },
    after: { isDefault },
    reason,
  })
  await recordWrites(req, [...left.map(changed(false)), ...taken.map(changed(true))])
  return { id, code }
}
