import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rowsOf } from '../../db/rows'
import { answerItems } from '../../domain/quality/answers'
import { FORM_LABELS } from '../../domain/quality/codes'
import { formItemSchema, nameOf, type FormItem } from '../../domain/quality/item'
import type { Inspection } from '../../payload-types'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { settingsOf, todayIn } from '../settings'
import { calibrationsFor } from './calibrations'

const itemsSchema = z.array(formItemSchema)

/** The frozen form of an inspection with what was answered so far. */
export const itemsOf = ({ items }: Pick<Inspection, 'items'>): FormItem[] =>
  itemsSchema.parse(items)

/**
 * Merges sent answers into the form of a draft. What is signed, what tasks answer, instruments whose
 * calibration has ended, and photos that are not of this build are refused; the form itself never changes. Reads only.
 */
export async function judgeAnswers(
  req: PayloadRequest,
  before: Inspection,
  sent: Partial<Inspection>,
): Promise<Pick<Inspection, 'items'>> {
  if (before.state !== 'DRAFT') {
    throw refused({
      code: 'wrong_state',
      message: `${before.title} is ${before.state === 'SIGNED' ? 'signed and locked' : 'closed'}: correct it by a new attempt.`,
      details: { state: before.state },
    })
  }
  if (before.kind === 'PRODUCTION') {
    throw refused({
      code: 'wrong_state',
      message: `${FORM_LABELS.PRODUCTION} is answered by completing the tasks.`,
    })
  }
  const { timeZone } = await settingsOf(req)
  const asked = itemsOf(before)
  const known = await calibrationsFor(req, asked)
  const items = orThrow(answerItems(asked, sent.items ?? [], todayIn(timeZone), known))
  await judgePhotos(req, idOf(before.build), items)
  return { items }
}

/** Photos are pictures of the same build that were uploaded as such before; no other file stands for one. */
async function judgePhotos(
  req: PayloadRequest,
  build: string,
  items: readonly FormItem[],
): Promise<void> {
  const ids = items.flatMap(({ photos }) => photos)
  if (ids.length === 0) return
  const known = await rowsOf<{ id: string }>(
    req,
    sql`select id from documents
        where build_id = ${build} and type = 'PHOTO' and mime_type like 'image/%'
          and id::text = any(${sql.param(ids)}::text[])`,
  )
  const found = new Set(known.map(({ id }) => id))
  const item = items.find(({ photos }) => photos.some((id) => !found.has(id)))
  if (!item) return
  throw refused({
    code: 'invalid_value',
    field: `items.${items.indexOf(item)}.photos`,
    message: `${nameOf(item)} names what is no photo of this build. Take or choose a photo.`,
  })
}

/** Files that an answer names belong to the inspection from then on, and are locked with it. */
export async function linkPhotos(req: PayloadRequest, inspection: Inspection): Promise<void> {
  const ids = itemsOf(inspection).flatMap(({ photos }) => photos)
  if (ids.length === 0) return
  await rowsOf(
    req,
    sql`update documents set inspection_id = ${inspection.id}, updated_at = now()
        where id::text = any(${sql.param(ids)}::text[]) and inspection_id is null`,
  )
}
