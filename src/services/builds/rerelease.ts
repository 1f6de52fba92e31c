import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockOrderOfBuild } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { isReleased } from '../../domain/workflow/definition'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { recordAudit } from '../audit'
import { renewBom } from '../boms/generate'
import type { WrittenBom } from '../boms/write'
import { publishedFamilies, workflowRelease } from '../configuration/releases'
import { refused } from '../http'
import { refreshStanding } from './standing'

type Row = {
  buildNumber: string
  family: string
  release: string
  workflow: string
  status: string
  heldFrom: string | null
}

/**
 * Moves one build on its way to the release of its family that is in force now, which makes a new version
 * of its bill of materials that has to be approved again. Nothing else ever moves a build off the release
 * it pinned. Refuses a configuration that the new release does not take.
 */
export async function moveToRelease(
  req: PayloadRequest,
  id: string,
  reason: string,
): Promise<{ id: string; release: string; version: number; bom: WrittenBom }> {
  const orderId = await lockOrderOfBuild(req, id)
  const [build] = await rowsOf<Row>(
    req,
    sql`select build_number as "buildNumber", family, release_id as release,
               workflow_id as workflow, status, held_from as "heldFrom" from builds where id = ${id}`,
  )
  if (!orderId || !build) throw refused({ code: 'not_found', message: 'There is no such build.' })
  if (reason.trim().length < REASON_LENGTH.min) {
    throw refused({
      code: 'reason_missing',
      field: 'reason',
      message: 'Say why this build moves to another release.',
    })
  }
  const { buildNumber, family, status } = build
  const { content: definition } = await workflowRelease(req, build.workflow)
  const release = (await publishedFamilies(req, [family])).get(family)
  if (!release || isReleased(definition, status, build.heldFrom)) {
    throw refused({
      code: 'wrong_state',
      message: release
        ? `Build ${buildNumber} is ${status}: it keeps the release it was made by.`
        : `No release of family ${family} is in force.`,
    })
  }
  if (release.id === build.release) {
    throw refused({
      code: 'wrong_state',
      message: `Build ${buildNumber} is on release ${release.version} already.`,
    })
  }
  await rowsOf(
    req,
    sql`update builds set release_id = ${release.id}, updated_at = now() where id = ${id}`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'builds',
    resourceId: id,
    before: { release: build.release },
    after: { release: release.id },
    reason,
  })
  const bom = await renewBom(req, id)
  await refreshStanding(req, orderId)
  return { id, release: release.id, version: release.version, bom }
}
