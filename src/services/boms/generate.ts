import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { Language } from '../../domain/label'
import { configure } from '../configurator'
import { familyRelease } from '../configuration/releases'
import { orThrow } from '../http'
import { parametersOf, settingsOf } from '../settings'
import { writeBom, type WrittenBom } from './write'

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
 */
export async function generateBom(req: PayloadRequest, buildId: string): Promise<WrittenBom> {
  const [build] = await rowsOf<BuildRow>(
    req,
    sql`select b.id, b.build_number as "buildNumber", b.release_id as release, b.configuration,
               b.accessories, o.language::text as language
        from builds b join orders o on o.id = b.order_id where b.id = ${buildId}`,
  )
  if (!build) throw new Error(`Build ${buildId} does not exist.`)
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
    { language: build.language, parameters: parametersOf(await settingsOf(req)) },
  )
  const {
    boms: [derived],
    catalogue,
  } = orThrow(configured)
  if (!derived) throw new Error('The configurator answered nothing for one question.')
  const { language } = build
  return writeBom(req, { build, release, language, derived, catalogue }, 'DRAFT')
}

/**
 * The same where the build itself is not being written: a new version is a change of the build that
 * others may be looking at, so its revision rises.
 */
export async function renewBom(req: PayloadRequest, buildId: string): Promise<WrittenBom> {
  const bom = await generateBom(req, buildId)
  await rowsOf(req, sql`update builds set rev = rev + 1, updated_at = now() where id = ${buildId}`)
  return bom
}
