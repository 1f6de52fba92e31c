import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { lockOrderOfBuild } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import type { FamilyContent } from '../../domain/configurator/release'
import type { Language } from '../../domain/label'
import { isReleased, stateLabel } from '../../domain/workflow/definition'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { recordAudit } from '../audit'
import { renewBom } from '../boms/generate'
import type { WrittenBom } from '../boms/write'
import { lockPublishedFamilies, workflowRelease } from '../configuration/releases'
import { configure } from '../configurator'
import { contentHash } from '../contentHash'
import { orThrow, refused } from '../http'
import { renewDrafts } from '../quality/reconcile'
import { expectAddressed, expectRevision } from '../revision'
import { parametersOf, settingsOf } from '../settings'
import { refreshStanding } from './standing'

type Row = {
  buildNumber: string
  family: string
  release: string
  workflow: string
  status: string
  heldFrom: string | null
  configuration: unknown
  accessories: unknown
  warnings: unknown
  language: Language
  rev: number
}

type Asked = {
  reason: string
  /** The stored one unless said otherwise. */
  configuration?: Record<string, unknown> | undefined
  rev?: number | undefined
}

/**
 * Moves one build on its way to the release of its family that is in force now, which makes a new version
 * of its bill of materials that has to be approved again, and open inspections anew. Nothing else ever moves a build off the release
 * it pinned. What the new release asks for beside is given as the `configuration` to go on with; one that
 * it does not take is refused.
 */
export async function moveToRelease(
  req: PayloadRequest,
  id: string,
  { reason, configuration, rev }: Asked,
): Promise<{ id: string; release: string; version: number; bom: WrittenBom }> {
  const orderId = await lockOrderOfBuild(req, id)
  const [build] = await rowsOf<Row>(
    req,
    sql`select b.build_number as "buildNumber", b.family, b.release_id as release, b.workflow_id as workflow,
               b.status, b.held_from as "heldFrom", b.configuration, b.accessories, b.warnings,
               b.rev::int as rev, o.language::text as language
        from builds b join orders o on o.id = b.order_id where b.id = ${id}`,
  )
  if (!orderId || !build) throw refused({ code: 'not_found', message: 'There is no such build.' })
  expectRevision(build, rev)
  await expectAddressed(req, 'builds', id)
  if (reason.trim().length < REASON_LENGTH.min) {
    throw refused({
      code: 'reason_missing',
      field: 'reason',
      message: 'Say why this build moves to another release.',
    })
  }
  const { buildNumber, family, status } = build
  const { content: definition } = await workflowRelease(req, build.workflow)
  const release = (await lockPublishedFamilies(req, [family])).get(family)
  if (!release || isReleased(definition, status, build.heldFrom)) {
    throw refused({
      code: 'wrong_state',
      message: release
        ? `Build ${buildNumber} is ${stateLabel(definition, status)}: it keeps the release it was made by.`
        : `No release of family ${family} is in force.`,
    })
  }
  if (release.id === build.release) {
    throw refused({
      code: 'wrong_state',
      message: `Build ${buildNumber} is on release ${release.version} already.`,
    })
  }
  const becomes = {
    release: release.id,
    ...(await specificationUnder(req, id, build, release.content, configuration)),
  }
  await rowsOf(
    req,
    sql`update builds
        set release_id = ${becomes.release}, configuration = ${JSON.stringify(becomes.configuration)}::jsonb,
            accessories = ${JSON.stringify(becomes.accessories)}::jsonb,
            warnings = ${JSON.stringify(becomes.warnings)}::jsonb, updated_at = now()
        where id = ${id}`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'builds',
    resourceId: id,
    ...changesBetween(build, becomes),
    reason,
  })
  const bom = await renewBom(req, id)
  await renewDrafts(req, id)
  await refreshStanding(req, orderId)
  return { id, release: release.id, version: release.version, bom }
}

/** The specification as the new release normalizes it; a warning that was acknowledged stays so. */
async function specificationUnder(
  req: PayloadRequest,
  id: string,
  build: Row,
  content: FamilyContent,
  configuration: Record<string, unknown> | undefined,
) {
  const configured = await configure(
    req,
    [
      {
        content,
        configuration: configuration ?? build.configuration,
        accessories: build.accessories,
        at: '',
        build: id,
      },
    ],
    { language: build.language, parameters: parametersOf(await settingsOf(req)) },
  )
  const [bom] = orThrow(configured).boms
  if (!bom) throw new Error('The configurator answered nothing for one question.')
  const known = acknowledged.parse(build.warnings)
  return {
    configuration: bom.configuration,
    accessories: bom.accessories,
    warnings: bom.warnings.map((warning) => ({
      ...warning,
      acknowledged: known.includes(warning.id),
    })),
  }
}

/** The ids of warnings that somebody has taken note of. */
const acknowledged = z
  .array(z.looseObject({ id: z.string(), acknowledged: z.boolean().optional() }))
  .catch([])
  .transform((warnings) => warnings.flatMap((one) => (one.acknowledged ? [one.id] : [])))

type Specification = Record<'release' | 'configuration' | 'accessories' | 'warnings', unknown>
const SPECIFIED = ['release', 'configuration', 'accessories', 'warnings'] as const

/** The fields of it that are other than before, as the audit trail keeps them. */
function changesBetween(before: Specification, after: Specification) {
  const changed = SPECIFIED.filter((name) => contentHash(before[name]) !== contentHash(after[name]))
  const only = (content: Specification) =>
    Object.fromEntries(changed.map((name) => [name, content[name]]))
  return { before: only(before), after: only(after) }
}
