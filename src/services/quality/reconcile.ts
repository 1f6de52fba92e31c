import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rowsOf } from '../../db/rows'
import { isSameForm } from '../../domain/quality/carry'
import type { FormKind } from '../../domain/quality/codes'
import { isSameSink } from '../../domain/quality/form'
import type { Build } from '../../payload-types'
import { recordAudit } from '../audit'
import {
  askedIn,
  CARRIED,
  createAttempt,
  generatedForm,
  newestAttempt,
  type Attempt,
} from './inspections'

const NEW_BILL = 'The newly approved bill of materials asks for something else.'
const OTHER_SINK = 'The sink is specified otherwise by now: the form asks for something else.'

/**
 * A newly approved bill of materials changes what is packed and what production ticks off (handbook 4.6):
 * a form that asks for something else by now goes on as its next attempt, and a packing list that was
 * signed is asked for again. A draft ends without a verdict, its answers come along. Inspections are
 * made anew by `renewDrafts`.
 */
export async function reconcileForms(req: PayloadRequest, build: Build): Promise<void> {
  for (const kind of CARRIED) {
    const last = await newestAttempt(req, build.id, kind)
    if (!last || last.state === 'VOID') continue
    const { items } = await generatedForm(req, build, kind, last.attempt + 1)
    if (isSameForm(items, askedIn(last))) continue
    if (last.state === 'DRAFT') await closeDraft(req, last.id, NEW_BILL)
    await createAttempt(req, build, kind)
  }
  await renewDrafts(req, build.id, NEW_BILL)
}

/** Inspections: of these only a draft is made anew, what was signed stands (handbook 8.1). */
const INSPECTED: readonly FormKind[] = ['PRE_QC', 'END_OF_LINE', 'FINAL_QC']

/**
 * Nobody signs an inspection that was made for another sink: when its specification, its release or the language
 * of its order changes, an open draft that asks or says something else by now ends without a verdict and goes
 * on as the next attempt (handbook 4.6, 8.1). The caller holds the lock of the order.
 * @param reason what the audit trail says of the draft that ends
 */
export async function renewDrafts(
  req: PayloadRequest,
  buildId: string,
  reason = OTHER_SINK,
): Promise<void> {
  const drafts = await openDrafts(req, buildId)
  if (drafts.length === 0) return
  const build = await req.payload.findByID({ collection: 'builds', id: buildId, depth: 0, req })
  for (const draft of drafts) {
    if (await isStillRight(req, build, draft)) continue
    await closeDraft(req, draft.id, reason)
    await createAttempt(req, build, draft.kind, draft)
  }
}

type Draft = Attempt & { kind: FormKind }

async function openDrafts(req: PayloadRequest, buildId: string): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (const kind of INSPECTED) {
    const newest = await newestAttempt(req, buildId, kind)
    if (newest?.state === 'DRAFT') drafts.push({ ...newest, kind })
  }
  return drafts
}

const headerSchema = z.array(z.looseObject({ key: z.string() }))

async function isStillRight(req: PayloadRequest, build: Build, draft: Draft): Promise<boolean> {
  const now = await generatedForm(req, build, draft.kind, draft.attempt)
  return (
    isSameForm(now.items, askedIn(draft)) &&
    isSameSink(now.checklist, now.header, headerSchema.parse(draft.header)) &&
    now.checklist.statement.en === draft.statement
  )
}

async function closeDraft(req: PayloadRequest, id: string, reason: string): Promise<void> {
  await rowsOf(
    req,
    sql`update inspections set state = 'VOID', rev = rev + 1, updated_at = now() where id = ${id}`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'inspections',
    resourceId: id,
    before: { state: 'DRAFT' },
    after: { state: 'VOID' },
    reason,
  })
}
