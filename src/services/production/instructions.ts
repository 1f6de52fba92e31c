import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { WorkInstruction } from '../../payload-types'
import { recordAudit } from '../audit'
import { contentHash } from '../contentHash'
import { refused } from '../http'

const CONTENT = ['code', 'title', 'assembly', 'minutes', 'steps', 'reason'] as const

const contentOf = (instruction: Partial<WorkInstruction>): string =>
  contentHash(CONTENT.map((field) => instruction[field] ?? null))

/**
 * Judges a write on a work instruction (handbook 15.10): a draft is edited and published, a published
 * revision is retired, with a reason, and nothing else. A new draft of a known code becomes its next revision.
 * Publishing retires the revision that was in force, in the same transaction and at the same moment, so that
 * the one in force on any date can be told.
 */
export async function judgeInstruction(
  req: PayloadRequest,
  before: WorkInstruction | undefined,
  after: Partial<WorkInstruction>,
): Promise<Partial<WorkInstruction>> {
  if (!before) return draft(req, after)
  const from = before.state
  const to = after.state ?? from
  if (from !== 'DRAFT' && contentOf({ ...before, ...after }) !== contentOf(before)) {
    throw refused({
      code: 'wrong_state',
      message: `Revision ${before.revision} of ${before.code} is ${from}: make a new revision and change that.`,
    })
  }
  if (from === 'PUBLISHED' && to === 'RETIRED') return retire({ ...before, ...after })
  const { retireReason } = before
  if (from === to) return { retireReason }
  if (from === 'DRAFT' && to === 'PUBLISHED') {
    return { ...(await publish(req, { ...before, ...after })), retireReason }
  }
  throw refused({
    code: 'unknown_transition',
    field: 'state',
    message: 'A draft is published, a published revision is retired; nothing leads back.',
  })
}

async function draft(
  req: PayloadRequest,
  { code, state }: Partial<WorkInstruction>,
): Promise<Partial<WorkInstruction>> {
  if (state !== undefined && state !== 'DRAFT' && req.user) {
    throw refused({
      code: 'invalid_value',
      field: 'state',
      message: 'A new revision begins as a draft; publish it when it is right.',
    })
  }
  const [last] = await rowsOf<{ revision: number }>(
    req,
    sql`select coalesce(max(revision), 0)::int as revision from work_instructions where code = ${code ?? ''}`,
  )
  return {
    revision: (last?.revision ?? 0) + 1,
    createdBy: req.user?.id ?? null,
    retireReason: null,
  }
}

function retire({ retireReason }: WorkInstruction): Partial<WorkInstruction> {
  if ((retireReason ?? '').trim().length < 3) {
    throw refused({
      code: 'reason_missing',
      field: 'retireReason',
      message: 'Say why this revision is retired although none takes its place.',
    })
  }
  return { retiredAt: new Date().toISOString() }
}

async function publish(
  req: PayloadRequest,
  { id, code, revision, reason, steps }: WorkInstruction,
): Promise<Partial<WorkInstruction>> {
  if (!steps || steps.length === 0) {
    throw refused({
      code: 'required',
      field: 'steps',
      message: 'An instruction without a step cannot be published.',
    })
  }
  if (revision > 1 && (reason ?? '').trim().length < 3) {
    throw refused({
      code: 'reason_missing',
      field: 'reason',
      message: 'Say why this revision replaces the one before.',
    })
  }
  await demandNewest(req, code, revision)
  const now = new Date().toISOString()
  const retireReason = `Replaced by revision ${revision}.`
  const retired = await rowsOf<{ id: string }>(
    req,
    sql`update work_instructions set state = 'RETIRED', retired_at = ${now}, retire_reason = ${retireReason},
          rev = rev + 1, updated_at = now()
        where code = ${code} and state = 'PUBLISHED' and id <> ${id} returning id`,
  )
  for (const one of retired) {
    await recordAudit(req, {
      action: 'update',
      resource: 'work-instructions',
      resourceId: one.id,
      before: { state: 'PUBLISHED' },
      after: { state: 'RETIRED', retiredAt: now, retireReason },
      reason: reason ?? null,
    })
  }
  return { publishedAt: now, publishedBy: req.user?.id ?? null }
}

/** An older draft never takes the place of what was published after it was begun. */
async function demandNewest(req: PayloadRequest, code: string, revision: number): Promise<void> {
  const [newer] = await rowsOf<{ revision: number }>(
    req,
    sql`select revision::int as revision from work_instructions
        where code = ${code} and state <> 'DRAFT' and revision > ${revision} order by revision desc limit 1`,
  )
  if (!newer) return
  throw refused({
    code: 'wrong_state',
    message: `Revision ${newer.revision} of ${code} was published already: make a new revision of that and change it.`,
    details: { published: newer.revision },
  })
}
