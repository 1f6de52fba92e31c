import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { insertRows, rowsOf } from '../../db/rows'
import { plainToLexical } from '../../domain/production/richText'
import { INSTRUCTIONS, type ShippedInstruction } from '../../shipped/instructions'
import { TOOLS } from '../../shipped/tools'
import { recordAudits } from '../audit'

const FIRST = 'Delivered with the product.'

/**
 * Writes the tools and the first revisions of the work instructions that the shipped task templates
 * name (handbook 9.3), as far as their codes are absent. What a plant has under a code stays.
 */
export async function shipWork(req: PayloadRequest): Promise<void> {
  await shipTools(req)
  await shipInstructions(req)
}

async function shipTools(req: PayloadRequest): Promise<void> {
  const missing = await absent(req, 'tools', TOOLS)
  if (missing.length === 0) return
  const now = new Date().toISOString()
  const rows = missing.map(({ code, name, isMeasuring }) => ({
    id: uuidv7(),
    code,
    name: name.en,
    is_measuring: isMeasuring,
    is_active: true,
    rev: 1,
    created_at: now,
    updated_at: now,
  }))
  await insertRows(req, 'tools', rows)
  await recordAudits(
    req,
    rows.map(({ id, code, name }) => ({
      action: 'create',
      resource: 'tools',
      resourceId: id,
      after: { code, name },
      reason: FIRST,
    })),
  )
}

async function shipInstructions(req: PayloadRequest): Promise<void> {
  const missing = await absent(req, 'work_instructions', INSTRUCTIONS)
  if (missing.length === 0) return
  const now = new Date().toISOString()
  const made = missing.map((instruction) => ({ id: uuidv7(), instruction }))
  await insertRows(
    req,
    'work_instructions',
    made.map(({ id, instruction: { code, title, revision, minutes } }) => ({
      id,
      code,
      title: title.en,
      revision,
      state: 'PUBLISHED',
      reason: FIRST,
      minutes,
      published_at: now,
      rev: 1,
      created_at: now,
      updated_at: now,
    })),
  )
  await insertRows(
    req,
    'work_instructions_steps',
    made.flatMap(({ id, instruction }) => stepRows(id, instruction)),
  )
  await recordAudits(
    req,
    made.map(({ id, instruction: { code, title, revision } }) => ({
      action: 'create',
      resource: 'work-instructions',
      resourceId: id,
      after: { code, title: title.en, revision, state: 'PUBLISHED' },
      reason: FIRST,
    })),
  )
}

const stepRows = (parent: string, { steps }: ShippedInstruction) =>
  steps.map(({ title, text, minutes, checkpoint, safety }, index) => ({
    _order: index + 1,
    _parent_id: parent,
    id: uuidv7(),
    title: title.en,
    text: plainToLexical(text),
    minutes,
    checkpoint: checkpoint?.en ?? null,
    safety: safety?.en ?? null,
  }))

async function absent<Shipped extends { code: string }>(
  req: PayloadRequest,
  table: 'tools' | 'work_instructions',
  shipped: readonly Shipped[],
): Promise<Shipped[]> {
  const rows = await rowsOf<{ code: string }>(
    req,
    sql`select distinct code from ${sql.identifier(table)}`,
  )
  const known = new Set(rows.map(({ code }) => code))
  return shipped.filter(({ code }) => !known.has(code))
}
