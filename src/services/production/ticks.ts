import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rowsOf } from '../../db/rows'
import { answerItems } from '../../domain/quality/answers'
import type { FormItem } from '../../domain/quality/item'
import type { Task } from '../../payload-types'
import { recordWrites } from '../audit'
import { orThrow, refused } from '../http'
import { itemsOf } from '../quality/answers'

/** Beside the act on the task, which tells the build's story: what that did to its production form. */
export const TICKED = 'Answered by the tasks of the build.'

const ticksSchema = z.array(z.object({ key: z.string(), basin: z.number().nullable() }))

/** What whoever completes a task says about an item of the production form that is more than a tick. */
export type TaskAnswer = { key: string; basin?: number | null; value: string }

type Ticking = Pick<Task, 'ticks' | 'status'>

const tickedBy = ({ ticks }: Pick<Task, 'ticks'>, { key, basin }: FormItem): boolean =>
  ticksSchema.parse(ticks).some((tick) => tick.key === key && tick.basin === basin)

/** The choices among what a task answers, such as which lifter button was fitted (handbook 8.3). */
export const choicesOf = (
  task: Pick<Task, 'ticks'>,
  items: readonly FormItem[],
): readonly FormItem[] => items.filter((item) => item.type === 'CHOICE' && tickedBy(task, item))

/** The tasks of a build that are done or still to do. */
const livingTasks = (req: PayloadRequest, build: string): Promise<Ticking[]> =>
  rowsOf<Ticking>(
    req,
    sql`select ticks, status::text as status from tasks where build_id = ${build} and status <> 'CANCELLED'`,
  )

/** Whether all that an item stands for is done; null when no task stands for it any more. */
function isDone(item: FormItem, living: readonly Ticking[]): boolean | null {
  const telling = living.filter((task) => tickedBy(task, item))
  return telling.length === 0 ? null : telling.every(({ status }) => status === 'COMPLETED')
}

/**
 * Completing a task answers the items of the production form that stand for it (handbook 8.1, 8.3): it
 * ticks those that no other task has still to do something for, with the note that the task has now, and
 * says of a choice what is given. Refuses with `option_unknown` an answer that is not this task's to give,
 * or no choice.
 */
export async function tickProduction(
  req: PayloadRequest,
  build: string,
  task: Task,
  answers: readonly TaskAnswer[],
): Promise<void> {
  const living = await livingTasks(req, build)
  await change(req, build, (items) => {
    const choices = choicesOf(task, items)
    const said = answers.map(({ key, basin = null, value }) => ({ key, basin, value }))
    const odd = said.find(
      ({ key, basin }) => !choices.some((item) => item.key === key && item.basin === basin),
    )
    if (odd)
      throw refused({
        code: 'option_unknown',
        field: 'answers',
        message: `This task does not answer ${odd.key}.`,
      })
    return orThrow(answerItems(items, said)).map((item) =>
      tickedBy(task, item) && item.type === 'PASS_FAIL' && isDone(item, living)
        ? { ...item, result: 'PASS', note: task.note ?? null }
        : item,
    )
  })
}

/**
 * A cancelled task leaves its items to the others that stand for them. Without any it makes them not applicable,
 * with its reason, but for those that always apply: somebody has to do the work after all.
 */
export async function waiveProduction(
  req: PayloadRequest,
  build: string,
  task: Task,
  reason: string | null,
): Promise<void> {
  const living = await livingTasks(req, build)
  await change(req, build, (items) =>
    items.map((item) => {
      if (!tickedBy(task, item)) return item
      if (isDone(item, living) !== null) return settled(item, living)
      return item.naAllowed ? { ...item, result: 'NA', value: null, note: reason } : item
    }),
  )
}

/** Tasks that came or went with a newly approved bill of materials change what is done (handbook 4.6). */
export async function settleProduction(req: PayloadRequest, build: string): Promise<void> {
  const living = await livingTasks(req, build)
  await change(req, build, (items) => items.map((item) => settled(item, living)))
}

/** The item as its tasks leave it; one that no task stands for stays as it was answered. */
function settled(item: FormItem, living: readonly Ticking[]): FormItem {
  const done = isDone(item, living)
  if (item.type !== 'PASS_FAIL' || item.result === 'FAIL' || done === null) return item
  if (done === (item.result === 'PASS')) return item
  return { ...item, result: done ? 'PASS' : null, note: null }
}

/** A task that is open again leaves its items open too. */
export const untickProduction = (req: PayloadRequest, build: string, task: Task): Promise<void> =>
  change(req, build, (items) =>
    items.map((item) =>
      tickedBy(task, item) ? { ...item, result: null, value: null, note: null } : item,
    ),
  )

async function change(
  req: PayloadRequest,
  build: string,
  answered: (items: readonly FormItem[]) => readonly FormItem[],
): Promise<void> {
  const [form] = await rowsOf<{ id: string; items: unknown[] }>(
    req,
    sql`select id, items from inspections where build_id = ${build} and kind = 'PRODUCTION' and state = 'DRAFT' for no key update`,
  )
  if (!form) return
  const before = itemsOf(form)
  const after = answered(before)
  const isChanged = (item: FormItem, index: number) => item !== before[index]
  if (!after.some(isChanged)) return
  await rowsOf(
    req,
    sql`update inspections set items = ${JSON.stringify(after)}::jsonb, rev = rev + 1, updated_at = now() where id = ${form.id}`,
  )
  await recordWrites(req, [
    {
      action: 'update',
      resource: 'inspections',
      resourceId: form.id,
      before: { items: before.filter((item, index) => item !== after[index]) },
      after: { items: after.filter(isChanged) },
      reason: TICKED,
    },
  ])
}
