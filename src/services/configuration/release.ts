import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockRow } from '../../db/lock'
import type { FamilyContent } from '../../domain/configurator/release'
import type { Refusal } from '../../domain/refusal'
import { rowsOf } from '../../db/rows'
import { recordAudit } from '../audit'
import { contentHash } from '../contentHash'
import { orThrow, refused } from '../http'
import { sign, type Meaning, type Signature, type Signer } from '../signatures'
import { judgeFamily, judgeWorkflow } from './candidate'
import { publishRelease } from './publish'
import { runDraftSamples } from './tryDraft'

/** The two kinds of configuration that are released. */
export type Kind = 'FAMILY' | 'WORKFLOW'

const TABLE = { FAMILY: 'product_families', WORKFLOW: 'workflows' } as const
const SLUG = { FAMILY: 'product-families', WORKFLOW: 'workflows' } as const

export type Published = {
  id: string
  code: string
  version: number
  sha256: string
  signature: Signature
}

type Header = {
  id: string
  code: string
  draft: unknown
  state: string
  releaseId: string | null
  inForce: string | null
  [column: string]: unknown
}

/** The header of a family or workflow, locked: whoever publishes or restores waits for the other. */
export async function lockHeader(req: PayloadRequest, kind: Kind, id: string): Promise<Header> {
  await lockRow(req, TABLE[kind], id)
  const [header] = await rowsOf<Header>(
    req,
    sql`select h.id, h.code, h.draft, h.state::text as state, h.release_id as "releaseId", r.sha256 as "inForce"
        from ${sql.identifier(TABLE[kind])} h left join configuration_releases r on r.id = h.release_id
        where h.id = ${id}`,
  )
  if (!header) throw refused({ code: 'not_found', message: 'There is no such configuration.' })
  return header
}

/**
 * Publishes the draft of a family or workflow under a signature (handbook 15.10): checked as a whole, written
 * as the next immutable release, in force for orders from now on. Refuses a draft with faults, naming
 * each place, and one that changes nothing.
 */
export async function publishDraft(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  signer: Signer,
  { reason, meaning }: { reason: string; meaning: Meaning | undefined },
): Promise<Published> {
  const { code, draft, inForce } = await lockHeader(req, kind, id)
  const content: unknown =
    kind === 'FAMILY'
      ? await provedFamily(req, orThrow(await judgeFamily(req, draft, code)))
      : orThrow(judgeWorkflow(draft, code))
  if (contentHash(content) === inForce) {
    throw refused({
      code: 'wrong_state',
      message: 'The draft is the same as the release in force: there is nothing to publish.',
    })
  }
  const release = await publishRelease(req, { kind, code, content, reason })
  const { version, sha256 } = release
  const signature = await sign(req, signer, {
    meaning,
    meanings: ['APPROVAL', 'AUTHORSHIP', 'RESPONSIBILITY'],
    resource: 'configuration-releases',
    resourceId: release.id,
    build: null,
    note: reason,
    content: { kind, code, version, sha256, reason },
  })
  return { ...release, code, signature }
}

/** The samples of a family are its own tests: one that no longer gives what it expects stops the release. */
async function provedFamily(req: PayloadRequest, content: FamilyContent): Promise<FamilyContent> {
  if (content.samples.length === 0) return content
  const { results } = await runDraftSamples(req, content)
  const failed = results.filter(({ ok }) => !ok)
  const [first, ...rest] = failed.map(
    ({ name, refused: refusals, missing, unexpected }): Refusal => ({
      code: 'invalid_value',
      field: `draft.samples.${name}`,
      message: `The sample “${name}” comes out differently: ${[
        ...refusals,
        ...missing.map(({ partNumber, quantity }) => `${quantity} × ${partNumber} is missing`),
        ...unexpected.map(({ partNumber, quantity }) => `${quantity} × ${partNumber} is new`),
      ].join(', ')}.`,
    }),
  )
  if (first) throw refused(first, ...rest)
  return content
}

/** Puts a former release back into the draft; what is in force stays in force until it is published. */
export async function restoreRelease(
  req: PayloadRequest,
  releaseId: string,
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
  await writeDraft(req, kind, header, content, `Restored from release ${version}`)
  return { header: known.id, slug: SLUG[kind], version }
}

/** Takes the content of a file into the draft; it is checked as publishing would, and saved only if it is sound. */
export async function importDraft(
  req: PayloadRequest,
  kind: Kind,
  id: string,
  content: unknown,
): Promise<{ id: string; changed: boolean }> {
  const header = await lockHeader(req, kind, id)
  const sound: unknown =
    kind === 'FAMILY'
      ? orThrow(await judgeFamily(req, content, header.code))
      : orThrow(judgeWorkflow(content, header.code))
  const changed = contentHash(sound) !== contentHash(header.draft)
  if (changed) await writeDraft(req, kind, header, sound, 'Imported from a file')
  return { id, changed }
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
  await recordAudit(req, {
    action: 'update',
    resource: SLUG[kind],
    resourceId: header.id,
    before: { draftHash: contentHash(header.draft) },
    after: { draftHash: contentHash(content) },
    reason,
  })
}

/** New orders pin this workflow from now on; orders on their way keep theirs. */
export async function makeDefault(
  req: PayloadRequest,
  id: string,
): Promise<{ id: string; code: string }> {
  const { code, state } = await lockHeader(req, 'WORKFLOW', id)
  if (state !== 'PUBLISHED') {
    throw refused({
      code: 'wrong_state',
      message: `Publish the workflow ${code} first: only a published one can be used by orders.`,
    })
  }
  await rowsOf(
    req,
    sql`update workflows set is_default = false, rev = rev + 1, updated_at = now() where is_default and id <> ${id}`,
  )
  await rowsOf(
    req,
    sql`update workflows set is_default = true, rev = rev + 1, updated_at = now() where id = ${id} and not is_default`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'workflows',
    resourceId: id,
    after: { isDefault: true },
  })
  return { id, code }
}
