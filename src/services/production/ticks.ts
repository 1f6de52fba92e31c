import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rowsOf } from '../../db/rows'
import type { FormItem } from '../../domain/quality/item'
import type { Task } from '../../payload-types'
import { itemsOf } from '../quality/answers'

const ticksSchema = z.array(z.object({ key: z.string(), basin: z.number().nullable() }))

type Answer = Pick<FormItem, 'result' | 'note'>

/**
 * Completing a task answers the items of the production form that stand for it; a cancelled one makes
 * them not applicable, with its reason (handbook 8.1, 8.3).
 */
export const tickProduction = (
  req: PayloadRequest,
  build: string,
  task: Task,
  cancelled: string | null = null,
): Promise<void> =>
  answer(req, build, task, {
    result: cancelled === null ? 'PASS' : 'NA',
    note: cancelled ?? task.note ?? null,
  })

/** A task that is open again leaves its items open too. */
export const untickProduction = (req: PayloadRequest, build: string, task: Task): Promise<void> =>
  answer(req, build, task, { result: null, note: null })

async function answer(
  req: PayloadRequest,
  build: string,
  task: Task,
  given: Answer,
): Promise<void> {
  const ticks = ticksSchema.parse(task.ticks)
  if (ticks.length === 0) return
  const [form] = await rowsOf<{ id: string; items: unknown[] }>(
    req,
    sql`select id, items from inspections where build_id = ${build} and kind = 'PRODUCTION' and state = 'DRAFT' for no key update`,
  )
  if (!form) return
  const items = itemsOf(form).map((item) =>
    ticks.some(({ key, basin }) => key === item.key && basin === item.basin)
      ? { ...item, ...given }
      : item,
  )
  await rowsOf(
    req,
    sql`update inspections set items = ${JSON.stringify(items)}::jsonb, rev = rev + 1, updated_at = now() where id = ${form.id}`,
  )
}
