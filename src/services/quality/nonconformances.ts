import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockOrderOfBuild } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { FAILURE_LABELS, NC_STATUS_LABELS, type FormKind } from '../../domain/quality/codes'
import { FAILURES, type Failure } from '../../domain/quality/failure'
import {
  decideNcStep,
  decideResolution,
  isSaid,
  mayJudge,
} from '../../domain/quality/nonconformance'
import type { Nonconformance } from '../../payload-types'
import { actorOf } from '../actor'
import { refreshStandingOfBuild } from '../builds/standing'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { mintNumber } from '../mintNumber'

/** What a failed form says about itself, for the case that it opens. */
export type FailedForm = {
  build: string
  inspection: string
  kind: FormKind
  attempt: number
  failedItems: readonly { key: string; label: string; basin: number | null; note: string | null }[]
  failure: Failure
}

/** Opens the nonconformance of a failed form (T3f, T7, BR-004), in the transaction of the signature. */
export async function openNonconformance(
  req: PayloadRequest,
  { build, inspection, kind, attempt, failedItems, failure }: FailedForm,
): Promise<Nonconformance> {
  const { reason, severity, rework, retest, correctiveAction, notes } = failure
  return req.payload.create({
    collection: 'nonconformances',
    data: {
      source: 'INSPECTION',
      status: 'OPEN',
      build,
      inspection,
      form: kind,
      attempt,
      failedItems: [...failedItems],
      reason,
      severity,
      rework,
      retest,
      description: notes,
      correctiveAction,
      rev: 1,
    },
    depth: 0,
    req,
  })
}

/**
 * Judges a report or a change of a nonconformance and answers what follows for the same row: its number,
 * the usual severity of its reason, who resolved or verified it. Throws refusals; writes nothing but the number.
 */
export async function judgeNonconformance(
  req: PayloadRequest,
  before: Nonconformance | undefined,
  after: Partial<Nonconformance>,
): Promise<Partial<Nonconformance>> {
  const judged = await (before
    ? judgeStep(req, before, { ...before, ...after })
    : report(req, after))
  return { ...judged, ...(await supplierNamed(req, before, after)) }
}

/**
 * The name of a supplier that is newly chosen, kept as it was: those who read the case need not read
 * suppliers. Refuses with `inactive_item` for a retired one; one that does not exist is the field's to refuse.
 */
async function supplierNamed(
  req: PayloadRequest,
  before: Nonconformance | undefined,
  after: Partial<Nonconformance>,
): Promise<Pick<Nonconformance, 'supplierName'>> {
  const chosen = idOf(after.supplier)
  if (chosen === idOf(before?.supplier)) return {}
  if (chosen === '') return { supplierName: null }
  const [supplier] = await rowsOf<{ name: string; isActive: boolean }>(
    req,
    sql`select name, is_active as "isActive" from suppliers where id = ${chosen}`,
  )
  if (supplier && !supplier.isActive)
    throw refused({
      code: 'inactive_item',
      field: 'supplier',
      message: `${supplier.name} is retired. Choose a supplier that is active.`,
    })
  return { supplierName: supplier?.name ?? null }
}

async function report(
  req: PayloadRequest,
  reported: Partial<Nonconformance>,
): Promise<Partial<Nonconformance>> {
  const { reason } = reported
  if (!reason) throw refused({ code: 'required', field: 'reason', message: 'Choose a reason.' })
  demandKnown('reason', reason, FAILURE_LABELS)
  const build = idOf(reported.build)
  if (build) await lockOrderOfBuild(req, build)
  const usual = FAILURES[reason]
  return {
    status: 'OPEN',
    severity: reported.severity ?? usual.severity,
    rework: reported.rework ?? usual.rework,
    retest: reported.retest ?? usual.retest,
    number: await mintNumber(req, 'NC'),
  }
}

/** Hooks run before the fields check their choices: what is no choice goes no further. */
function demandKnown(field: string, code: string, choices: Readonly<Record<string, string>>): void {
  if (Object.hasOwn(choices, code)) return
  throw refused({
    code: 'option_unknown',
    field,
    message: `Choose one of ${Object.keys(choices).join(', ')}.`,
  })
}

async function judgeStep(
  req: PayloadRequest,
  before: Nonconformance,
  after: Nonconformance,
): Promise<Partial<Nonconformance>> {
  if (before.status === after.status) {
    if (before.status === 'CLOSED') {
      throw refused({
        code: 'wrong_state',
        message: `Nonconformance ${before.number ?? ''} is closed: nothing about it changes any more.`,
      })
    }
    orThrow(decideResolution(before, after))
    return {}
  }
  demandKnown('status', after.status, NC_STATUS_LABELS)
  const build = idOf(before.build)
  const [row] = build
    ? await rowsOf<{ assembler: string | null }>(
        req,
        sql`select assigned_to_id as assembler from builds where id = ${build}`,
      )
    : []
  orThrow(
    decideNcStep(before.status, after.status, actorOf(req), {
      assembler: row?.assembler ?? null,
      resolution: after.resolution ?? null,
      effectiveness: after.effectiveness ?? null,
    }),
  )
  orThrow(decideResolution(before, after))
  const now = new Date().toISOString()
  const by = req.user?.id ?? null
  if (after.status === 'RESOLVED') return { resolvedAt: now, resolvedBy: by }
  if (after.status === 'CLOSED') return { verifiedAt: now, verifiedBy: by }
  return { resolvedAt: null, resolvedBy: null }
}

/** A nonconformance holds its build back or lets it go: the stage follows at once. */
export async function followNonconformanceChange(
  req: PayloadRequest,
  { build }: Nonconformance,
): Promise<void> {
  const id = idOf(build)
  if (id) await refreshStandingOfBuild(req, id)
}

/**
 * The next attempt at the form passed: what it had found is proved mended (handbook 8.8). Quality closes it
 * by that signature; a retest that the assembler signs leaves it RESOLVED, for quality to close, and so stays
 * one of which nothing says how it was resolved.
 */
export async function closeProved(
  req: PayloadRequest,
  { build, kind, attempt }: { build: string; kind: FormKind; attempt: number },
): Promise<void> {
  if (!mayJudge(actorOf(req))) return
  const proved = await rowsOf<{ id: string; resolution: string | null }>(
    req,
    sql`select id, resolution from nonconformances
        where build_id = ${build} and form = ${kind} and status = 'RESOLVED' order by id`,
  )
  for (const { id, resolution } of proved) {
    if (!isSaid(resolution)) continue
    await req.payload.update({
      collection: 'nonconformances',
      id,
      data: { status: 'CLOSED', effectiveness: `Attempt ${attempt} of the form passed.` },
      depth: 0,
      req,
    })
  }
}
