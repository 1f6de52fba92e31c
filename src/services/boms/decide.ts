import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockOrderOfBuild, pointerOf } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { recordAudit } from '../audit'
import { refreshStanding } from '../builds/standing'
import { refused } from '../http'
import { reconcileBuildTasks } from '../production/generate'
import { heldOf, resumeSupplied } from '../production/shortage'
import { settleProduction } from '../production/ticks'
import { reconcileForms } from '../quality/reconcile'
import { idOf } from '../relation'
import { expectAddressed } from '../revision'
import { sign, type Meaning, type Signature, type Signer } from '../signatures'
import { renewBom } from './generate'
import { readBom } from './read'
import { signedDecision } from './snapshot'
import type { Bom, Build } from '../../payload-types'
import { workflowRelease } from '../configuration/releases'
import { renewalInWords } from '../../domain/boms/renewal'
import { bomStateInWords } from '../../domain/boms/state'
import {
  initialState,
  isOver,
  isReleased,
  stateLabel,
  whyReleased,
} from '../../domain/workflow/definition'
import type { WrittenBom } from './write'

/** The version as its reader may see it; a decision carries its whole signature. */
export type DecidedBom = Omit<Bom, 'signature'> & { signature?: Bom['signature'] | Signature }

/** Makes the next version by command: only while the build is in its first status (contract 4). */
export async function regenerateBom(req: PayloadRequest, buildId: string): Promise<WrittenBom> {
  const orderId = await lockOrderOfBuild(req, buildId)
  const [build] = await rowsOf<{
    status: string
    heldFrom: string | null
    workflow: string
    buildNumber: string
  }>(
    req,
    sql`select status, held_from as "heldFrom", workflow_id as workflow, build_number as "buildNumber"
        from builds where id = ${buildId}`,
  )
  if (!orderId || !build) throw refused({ code: 'not_found', message: 'There is no such build.' })
  await expectAddressed(req, 'builds', buildId)
  const { content } = await workflowRelease(req, build.workflow)
  const { status, heldFrom } = build
  if (status !== initialState(content)) {
    const instead = isReleased(content, status, heldFrom)
      ? whyReleased(content, status)
      : `After that ${renewalInWords(false)}`
    throw refused({
      code: 'wrong_state',
      message: `Build ${build.buildNumber} is ${stateLabel(content, status)}: its BOM is generated again only while it is ${stateLabel(content, initialState(content))}. ${instead}`,
    })
  }
  const bom = await renewBom(req, buildId)
  await refreshStanding(req, orderId)
  return bom
}

/** Sends a draft to Procurement; sending twice changes nothing (handbook 6.8). */
export async function submitBom(req: PayloadRequest, id: string): Promise<DecidedBom> {
  const { bom, orderId } = await lockBom(req, id)
  if (bom.state === 'PENDING_APPROVAL') return bom
  await demand(req, bom, 'DRAFT', 'sent for approval')
  await demandUnderWay(req, bom)
  await rowsOf(
    req,
    sql`update boms set state = 'PENDING_APPROVAL', submitted_at = now(), updated_at = now() where id = ${id}`,
  )
  await recordAudit(req, {
    action: 'submit',
    resource: 'boms',
    resourceId: id,
    before: { state: bom.state },
    after: { state: 'PENDING_APPROVAL' },
  })
  await refreshStanding(req, orderId)
  return readBom(req, id)
}

/** Procurement's decision under a signature. An unresolved line blocks approval; rejecting needs a note. */
export async function decideBom(
  req: PayloadRequest,
  id: string,
  outcome: 'APPROVED' | 'REJECTED',
  { signer, meaning, note }: { signer: Signer; meaning: Meaning | undefined; note: string | null },
): Promise<DecidedBom> {
  const { bom, orderId } = await lockBom(req, id)
  await demand(req, bom, 'PENDING_APPROVAL', outcome === 'APPROVED' ? 'approved' : 'rejected')
  await demandUnderWay(req, bom)
  if (outcome === 'APPROVED' && bom.unresolvedCount > 0) await refuseUnresolved(req, bom)

  const signature = await sign(req, signer, {
    meaning,
    meanings:
      outcome === 'APPROVED' ? ['APPROVAL', 'REVIEW', 'RESPONSIBILITY'] : ['REJECTION', 'REVIEW'],
    resource: 'boms',
    resourceId: id,
    build: idOf(bom.build),
    note,
    content: signedDecision({ bom: id, contentHash: bom.contentHash, outcome, note }),
  })
  await rowsOf(
    req,
    sql`update boms set state = ${outcome}, decided_at = ${signature.signedAt}, decision_note = ${note},
               signature_id = ${signature.id}, updated_at = now()
        where id = ${id}`,
  )
  await recordAudit(req, {
    action: outcome === 'APPROVED' ? 'approve' : 'reject',
    resource: 'boms',
    resourceId: id,
    before: { state: bom.state },
    after: { state: outcome, signature: signature.id },
    reason: note,
  })
  if (outcome === 'APPROVED') {
    const build = await buildOf(req, idOf(bom.build))
    const { closedShortage } = await reconcileBuildTasks(req, build)
    await reconcileForms(req, build)
    await settleProduction(req, build.id)
    if (closedShortage) await resumeSupplied(req, heldOf(build))
  }
  await refreshStanding(req, orderId)
  return { ...(await readBom(req, id)), signature }
}

async function lockBom(req: PayloadRequest, id: string): Promise<{ bom: Bom; orderId: string }> {
  const build = await pointerOf(req, 'boms', 'build_id', id)
  const orderId = build && (await lockOrderOfBuild(req, build))
  if (!orderId) throw refused({ code: 'not_found', message: 'There is no such bill of materials.' })
  return { bom: await readBom(req, id), orderId }
}

/** The build behind a bill of materials; whoever decides on it may read all of them. */
const buildOf = (req: PayloadRequest, id: string): Promise<Build> =>
  req.payload.findByID({ collection: 'builds', id, depth: 0, req })

async function demand(
  req: PayloadRequest,
  bom: Bom,
  state: 'DRAFT' | 'PENDING_APPROVAL',
  verb: string,
): Promise<void> {
  if (bom.state === state && bom.isActive) return
  const [newest] = await rowsOf<{ version: number }>(
    req,
    sql`select version::int as version from boms where build_id = ${idOf(bom.build)} and is_active`,
  )
  const isReplaced = newest !== undefined && newest.version !== bom.version
  throw refused({
    code: 'wrong_state',
    message: isReplaced
      ? `Version ${newest.version} has taken the place of ${bom.title}, which can no longer be ${verb}. Close this, and open version ${newest.version}.`
      : `Bill of materials ${bom.title} is ${bomStateInWords(bom.state)}: only one that is ${bomStateInWords(state)} can be ${verb}.`,
    details: { state: bom.state, ...(isReplaced && { version: newest.version }) },
  })
}

async function demandUnderWay(req: PayloadRequest, bom: Bom): Promise<void> {
  const { buildNumber, status, workflow } = await buildOf(req, idOf(bom.build))
  const { content } = await workflowRelease(req, idOf(workflow))
  if (!isOver(content, status)) return
  throw refused({
    code: 'wrong_state',
    message: `Build ${buildNumber} is ${stateLabel(content, status)}: nothing is decided on its bill of materials any more.`,
  })
}

async function refuseUnresolved(req: PayloadRequest, bom: Bom): Promise<never> {
  const lines = await rowsOf<{ partNumber: string }>(
    req,
    sql`select distinct part_number as "partNumber" from bom_lines
        where bom_id = ${bom.id} and kind = 'UNRESOLVED' order by 1 limit 20`,
  )
  const items = lines.map(({ partNumber }) => partNumber)
  const { status, workflow } = await buildOf(req, idOf(bom.build))
  const { content } = await workflowRelease(req, idOf(workflow))
  throw refused({
    code: 'unresolved_item',
    message: `Items that no catalogue record answers to block the approval: ${items.join(', ')}. Complete the catalogue or record a substitution, then ${renewalInWords(status === initialState(content))}`,
    details: { items },
    ...(items[0] && { item: items[0] }),
  })
}
