import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { BomState } from '../../domain/boms/state'
import type { Language } from '../../domain/label'
import { allow, type Decision } from '../../domain/refusal'
import { configure } from '../configurator'
import { familyRelease } from '../configuration/releases'
import { contentHash } from '../contentHash'
import { orThrow } from '../http'
import { parametersOf, settingsOf } from '../settings'
import { snapshotOf, writeBom, type BomDraft, type WrittenBom } from './write'

type BuildRow = {
  id: string
  buildNumber: string
  release: string
  configuration: unknown
  accessories: unknown
  language: Language
}

/**
 * Makes the next BOM version of a build from its stored specification and the release it pinned; the
 * version before is superseded and the new one is a draft until it is sent. The caller holds the lock.
 * @param reason why it is made, where whoever asked for it said so
 */
export async function generateBom(
  req: PayloadRequest,
  buildId: string,
  reason: string | null = null,
): Promise<WrittenBom> {
  return writeBom(req, orThrow(await draftOf(req, buildId)), 'DRAFT', reason)
}

/**
 * The same where the build itself is not being written: a new version is a change of the build that
 * others may be looking at, so its revision rises.
 */
export async function renewBom(
  req: PayloadRequest,
  buildId: string,
  reason: string | null = null,
): Promise<WrittenBom> {
  const bom = await generateBom(req, buildId, reason)
  await rowsOf(req, sql`update builds set rev = rev + 1, updated_at = now() where id = ${buildId}`)
  return bom
}

/**
 * Has a build cause for a new version although nothing about it changed: the active one was rejected or
 * names items that no record answers to, or the catalogue, its substitutions or the settings make another
 * bill of the same specification by now, or none? Writes nothing.
 */
export async function isBomOutdated(req: PayloadRequest, buildId: string): Promise<boolean> {
  const [active] = await rowsOf<{
    version: number
    state: BomState
    unresolved: number
    contentHash: string
  }>(
    req,
    sql`select version::int as version, state::text as state, unresolved_count::int as unresolved,
               content_hash as "contentHash"
        from boms where build_id = ${buildId} and is_active`,
  )
  if (!active || active.state === 'REJECTED' || active.unresolved > 0) return true
  const draft = await draftOf(req, buildId)
  return !draft.ok || contentHash(snapshotOf(draft.value, active.version)) !== active.contentHash
}

/** What the next version would be made of, or every reason why there can be none. */
async function draftOf(req: PayloadRequest, buildId: string): Promise<Decision<BomDraft>> {
  const [build] = await rowsOf<BuildRow>(
    req,
    sql`select b.id, b.build_number as "buildNumber", b.release_id as release, b.configuration,
               b.accessories, o.language::text as language
        from builds b join orders o on o.id = b.order_id where b.id = ${buildId}`,
  )
  if (!build) throw new Error(`Build ${buildId} does not exist.`)
  const { language } = build
  const release = await familyRelease(req, build.release)
  const configured = await configure(
    req,
    [
      {
        content: release.content,
        configuration: build.configuration,
        accessories: build.accessories,
        at: '',
        build: build.id,
      },
    ],
    { language, parameters: parametersOf(await settingsOf(req)) },
  )
  if (!configured.ok) return configured
  const {
    boms: [derived],
    catalogue,
  } = configured.value
  if (!derived) throw new Error('The configurator answered nothing for one question.')
  return allow({ build, release, language, derived, catalogue })
}
