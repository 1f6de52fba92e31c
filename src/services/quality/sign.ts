import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockRow, pointerOf } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { QUALITY_FORMS, type FormKind } from '../../domain/quality/codes'
import type { Failure } from '../../domain/quality/failure'
import { nameOf, type FormItem } from '../../domain/quality/item'
import { verdictOf } from '../../domain/quality/judge'
import { decideSigning } from '../../domain/quality/opening'
import type { Refusal } from '../../domain/refusal'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { signedRow } from '../../domain/workflow/definition'
import type { Build, Inspection } from '../../payload-types'
import { recordAudit } from '../audit'
import { signedMove } from '../builds/asked'
import { factsOfBuild } from '../builds/facts'
import { refreshStanding } from '../builds/standing'
import { workflowRelease } from '../configuration/releases'
import { orThrow, refused } from '../http'
import { traceParts } from '../production/traced'
import { idOf } from '../relation'
import { expectRevision, revisionSent } from '../revision'
import { settingsOf, todayIn } from '../settings'
import { sign, type Meaning, type Signature, type Signer } from '../signatures'
import { itemsOf } from './answers'
import { calibrationsFor } from './calibrations'
import { demandCompleteRecord } from './completeness'
import { demandPerformer, lockBuild, readInspection } from './inspections'
import { closeProved, openNonconformance } from './nonconformances'
import { signedContent } from './signedContent'

export type Verdict = {
  outcome: 'PASS' | 'FAIL'
  meaning: Meaning | undefined
  note: string | null
  /** Demanded when the form failed. */
  failure: Failure | null
  /** Why an Admin who built the sink signs its Final QC nevertheless. */
  separationReason: string | null
  /** The revision of the form that the signer looked at; undefined = not checked. */
  rev: number | undefined
}

export type SignedInspection = {
  id: string
  state: 'SIGNED'
  outcome: 'PASS' | 'FAIL'
  signature: Signature
  /** Number of the nonconformance that a failure opened. */
  nonconformance: { id: string; number: string } | null
  build: { id: string; status: string; stage: string }
}

/** What a signature under a form may mean; the first is proposed. */
export const FORM_MEANINGS: Readonly<
  Record<'PASS' | 'FAIL', Readonly<Record<FormKind, readonly [Meaning, ...Meaning[]]>>>
> = {
  PASS: {
    PRE_QC: ['APPROVAL', 'REVIEW', 'RESPONSIBILITY'],
    FINAL_QC: ['APPROVAL', 'REVIEW', 'RESPONSIBILITY'],
    END_OF_LINE: ['AUTHORSHIP', 'RESPONSIBILITY', 'REVIEW'],
    PACKAGING: ['RESPONSIBILITY', 'AUTHORSHIP', 'REVIEW'],
    PRODUCTION: ['AUTHORSHIP'],
  },
  FAIL: {
    PRE_QC: ['REJECTION', 'REVIEW'],
    FINAL_QC: ['REJECTION', 'REVIEW'],
    END_OF_LINE: ['REJECTION', 'AUTHORSHIP', 'REVIEW'],
    PACKAGING: ['REJECTION', 'AUTHORSHIP', 'REVIEW'],
    PRODUCTION: ['AUTHORSHIP'],
  },
}

/**
 * Signs a complete form, which locks it for good, and does what its verdict means: a failure opens a
 * nonconformance, a form of quality moves its build, serials become traceable. All in the caller's
 * transaction (handbook 4.2, 8.1, 15). Who may is judged before what state; a form that has changed since the
 * revision that the signer names, in `rev` or `If-Match`, is `stale_revision` (contract 3).
 */
export async function signInspection(
  req: PayloadRequest,
  id: string,
  signer: Signer,
  verdict: Verdict,
): Promise<SignedInspection> {
  const buildId = await pointerOf(req, 'inspections', 'build_id', id)
  if (!buildId) throw refused({ code: 'not_found', message: 'There is no such inspection.' })
  const build = await lockBuild(req, buildId)
  await lockRow(req, 'inspections', id)
  const inspection = await readInspection(req, id)
  const { kind } = inspection
  demandPerformer(req, build, kind)
  const separated = await judgeSeparation(req, build, kind, verdict)
  demandDraft(inspection)
  expectRevision(inspection, verdict.rev)
  expectRevision(inspection, revisionSent(req, 'inspections', id))
  const { content: definition } = await workflowRelease(req, idOf(build.workflow))
  orThrow(
    decideSigning(
      definition,
      build.status,
      kind,
      verdict.outcome,
      await factsOfBuild(req, build.id),
    ),
  )

  const items = itemsOf(inspection)
  const failed = await judgeVerdict(req, items, verdict)
  if (kind === 'FINAL_QC' && verdict.outcome === 'PASS') await demandCompleteRecord(req, build)
  const signature = await lockForm(req, inspection, signer, verdict)
  await recordSerials(req, inspection, items)
  const opened = verdict.failure
    ? await openNonconformance(req, {
        build: build.id,
        inspection: id,
        kind,
        attempt: inspection.attempt,
        failedItems: failed.map(({ key, label, basin, note }) => ({ key, label, basin, note })),
        failure: verdict.failure,
      })
    : null
  if (!opened) await closeProved(req, { build: build.id, kind, attempt: inspection.attempt })
  if (separated) await auditSeparation(req, inspection, verdict)

  const row = QUALITY_FORMS.some((form) => form === kind)
    ? signedRow(definition, build.status, { form: asSigned(kind), outcome: verdict.outcome })
    : undefined
  if (row) await moveBySignature(req, build, row.to, asSigned(kind), verdict)
  await refreshStanding(req, idOf(build.order))
  return {
    id,
    state: 'SIGNED',
    outcome: verdict.outcome,
    signature,
    nonconformance: opened && { id: opened.id, number: opened.number ?? '' },
    build: await standingOf(req, build.id),
  }
}

const asSigned = (kind: FormKind): 'PRE_QC' | 'FINAL_QC' =>
  kind === 'PRE_QC' ? 'PRE_QC' : 'FINAL_QC'

function demandDraft({ state, title, kind }: Inspection): void {
  if (state === 'DRAFT' && kind !== 'PRODUCTION') return
  throw refused({
    code: 'wrong_state',
    message:
      kind === 'PRODUCTION'
        ? `${title} is not signed: completing the tasks answers it.`
        : `${title} is ${state === 'SIGNED' ? 'signed' : 'closed'} already.`,
    details: { state },
  })
}

/** Whoever built a sink does not release it (handbook 15); an Admin may, with a reason that is kept. */
async function judgeSeparation(
  req: PayloadRequest,
  build: Build,
  kind: FormKind,
  { separationReason }: Verdict,
): Promise<boolean> {
  const { user } = req
  if (kind !== 'FINAL_QC' || !user) return false
  const [built] = await rowsOf(
    req,
    sql`select 1 as built where exists (select from tasks where build_id = ${build.id} and completed_by_id = ${user.id})
        or exists (select from time_entries where build_id = ${build.id} and user_id = ${user.id})
        or exists (select from signatures s join inspections i on i.signature_id = s.id
                   where i.build_id = ${build.id} and i.kind in ('END_OF_LINE', 'PACKAGING') and s.signer_id = ${user.id})`,
  )
  if (!built && idOf(build.assignedTo) !== user.id) return false
  const isAdmin = user.role === 'ADMIN'
  if (isAdmin && (separationReason ?? '').trim().length >= REASON_LENGTH.min) return true
  throw refused({
    code: 'role_not_allowed',
    field: 'separationReason',
    message: isAdmin
      ? 'You worked on this sink: somebody else signs its Final QC, or say why you do.'
      : 'You worked on this sink: somebody else has to sign its Final QC.',
  })
}

const auditSeparation = (
  req: PayloadRequest,
  inspection: Inspection,
  { separationReason }: Verdict,
): Promise<void> =>
  recordAudit(req, {
    action: 'override',
    resource: 'inspections',
    resourceId: inspection.id,
    after: { separationOfDuties: 'overridden' },
    reason: separationReason,
  })

async function judgeVerdict(
  req: PayloadRequest,
  items: readonly FormItem[],
  { outcome, failure }: Verdict,
): Promise<readonly FormItem[]> {
  const { timeZone } = await settingsOf(req)
  const { missing, failed } = verdictOf(items, todayIn(timeZone), await calibrationsFor(req, items))
  const lacks = missing.map(({ key, basin, message }): Refusal => ({
    code: 'required',
    field: placeOf(items, key, basin),
    message,
  }))
  const [first, ...rest] = lacks
  if (first) throw refused(first, ...rest)
  if (outcome === 'PASS' && failed.length > 0) {
    throw refused({
      code: 'invalid_value',
      field: 'outcome',
      message: `A form with a failed item fails: ${failed.map(nameOf).join(', ')}.`,
    })
  }
  if (outcome === 'FAIL' && !failure) {
    throw refused({
      code: 'required',
      field: 'failure',
      message: 'A failure needs its reason, corrective action and notes.',
    })
  }
  return failed
}

/** The answer that is meant; the whole form where it asks nothing. */
function placeOf(items: readonly FormItem[], key: string, basin: number | null): string {
  const index = items.findIndex((item) => item.key === key && item.basin === basin)
  return index < 0 ? 'items' : `items.${index}`
}

async function lockForm(
  req: PayloadRequest,
  inspection: Inspection,
  signer: Signer,
  { outcome, meaning, note, failure }: Verdict,
): Promise<Signature> {
  const { id, kind } = inspection
  const [meaningOfAct, ...others] = FORM_MEANINGS[outcome][kind]
  const signature = await sign(req, signer, {
    meaning,
    meanings: [meaningOfAct, ...others],
    resource: 'inspections',
    resourceId: id,
    build: idOf(inspection.build),
    note,
    content: await signedContent(req, id, { outcome, note, failure }),
  })
  await rowsOf(
    req,
    sql`update inspections
        set state = 'SIGNED', outcome = ${outcome}, note = ${note},
            failure = ${failure === null ? null : JSON.stringify(failure)}::jsonb,
            signature_id = ${signature.id}, signed_at = ${signature.signedAt}, rev = rev + 1, updated_at = now()
        where id = ${id}`,
  )
  await recordAudit(req, {
    action: outcome === 'PASS' ? 'approve' : 'reject',
    resource: 'inspections',
    resourceId: id,
    before: { state: 'DRAFT' },
    after: { state: 'SIGNED', outcome, signature: signature.id },
    reason: note ?? failure?.notes ?? null,
  })
  return signature
}

/** Serials that a test records lead from the part to the build (handbook 15.9). */
async function recordSerials(
  req: PayloadRequest,
  inspection: Inspection,
  items: readonly FormItem[],
): Promise<void> {
  const serials = items.filter(
    ({ type, partNumber, value, result }) =>
      type === 'TEXT' && partNumber !== null && typeof value === 'string' && result !== 'NA',
  )
  await traceParts(
    req,
    sql`inspection_id in (
          select id from inspections where build_id = ${idOf(inspection.build)} and kind = ${inspection.kind})`,
    serials.map(({ partNumber, label, basin, value }) => ({
      build_id: idOf(inspection.build),
      inspection_id: inspection.id,
      part_number: partNumber ?? '',
      name: label,
      basin,
      serial: value,
    })),
  )
}

async function moveBySignature(
  req: PayloadRequest,
  build: Build,
  to: string,
  form: 'PRE_QC' | 'FINAL_QC',
  { outcome, note, failure }: Verdict,
): Promise<void> {
  signedMove(req, { form, outcome })
  await req.payload.update({
    collection: 'builds',
    id: build.id,
    data: { status: to, statusNote: (failure?.notes ?? note)?.slice(0, REASON_LENGTH.max) ?? null },
    depth: 0,
    overrideAccess: false,
    req,
  })
}

async function standingOf(req: PayloadRequest, id: string): Promise<SignedInspection['build']> {
  const [row] = await rowsOf<{ id: string; status: string; stage: string }>(
    req,
    sql`select id, status, stage from builds where id = ${id}`,
  )
  if (!row) throw new Error(`Build ${id} vanished while it was signed for.`)
  return row
}
