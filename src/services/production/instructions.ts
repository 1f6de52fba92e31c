import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { WorkInstruction } from '../../payload-types'
import { recordAudit } from '../audit'
import { contentHash } from '../contentHash'
import { refused } from '../http'

const CONTENT = ['code', 'title', 'assembly', 'minutes', 'steps'] as const

const contentOf = (instruction: Partial<WorkInstruction>): string =>
  contentHash(CONTENT.map((field) => instruction[field] ?? null))

/**
 * Judges a write on a work instruction (handbook 15.10): a draft is edited and published, a published
 * revision is retired and nothing else. A new draft of a known code becomes its next revision. Publishing
 * retires the revision that was in force, in the same transaction.
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
  if (from === to) return {}
  if (from === 'DRAFT' && to === 'PUBLISHED') return publish(req, { ...before, ...after })
  if (from === 'PUBLISHED' && to === 'RETIRED') return {}
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
  return { revision: (last?.revision ?? 0) + 1, createdBy: req.user?.id ?? null }
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
  const retired = await rowsOf<{ id: string }>(
    req,
    sql`update work_instructions set state = 'RETIRED', rev = rev + 1, updated_at = now()
        where code = ${code} and state = 'PUBLISHED' and id <> ${id} returning id`,
  )
  for (const one of retired) {
    await recordAudit(req, {
      action: 'update',
      resource: 'work-instructions',
      resourceId: one.id,
      before: { state: 'PUBLISHED' },
      after: { state: 'RETIRED' },
      reason: reason ?? null,
    })
  }
  return { publishedAt: new Date().toISOString(), publishedBy: req.user?.id ?? null }
}
