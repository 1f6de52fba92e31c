import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockRow, pointerOf, lockOrderOfBuild } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import type { Document } from '../../payload-types'
import { recordWrites } from '../audit'
import { refused } from '../http'
import { demandPerformer, lockBuild } from '../quality/inspections'
import { idOf } from '../relation'

/** What a photo may belong to besides its build. */
export type PhotoOwner = 'inspection' | 'task' | 'nonconformance'

const TABLE_OF = {
  inspection: 'inspections',
  task: 'tasks',
  nonconformance: 'nonconformances',
} as const

type StoredPhoto = Pick<
  Document,
  'id' | 'title' | 'url' | 'thumbnailURL' | 'sha256' | 'takenAt'
> & { rev?: number }

/**
 * Stores the request's file as a photo of an inspection, task or nonconformance that the caller works on: of a
 * form whoever fills it, while it is a draft; of a nonconformance until it is closed. A form is signed with its
 * photos: one more is a new revision of it, which is answered as `rev`.
 */
export async function attachPhoto(
  req: PayloadRequest,
  owner: PhotoOwner,
  id: string,
): Promise<StoredPhoto> {
  const build = await pointerOf(req, TABLE_OF[owner], 'build_id', id)
  if (build) await lockOrderOfBuild(req, build)
  await lockRow(req, TABLE_OF[owner], id)
  const record = await req.payload.findByID({
    collection: TABLE_OF[owner],
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!record) throw refused({ code: 'not_found', message: 'There is no such record.' })
  if ('kind' in record) {
    demandPerformer(req, await lockBuild(req, idOf(record.build)), record.kind)
    if (record.state !== 'DRAFT') {
      throw refused({
        code: 'wrong_state',
        message: `${record.title} is locked: a photo belongs to a new attempt.`,
      })
    }
  }
  if ('number' in record && record.status === 'CLOSED') {
    throw refused({
      code: 'wrong_state',
      message: `Nonconformance ${record.number ?? ''} is closed: nothing is added to it any more.`,
    })
  }
  const {
    id: photo,
    title,
    url,
    thumbnailURL,
    sha256,
    takenAt,
  } = await req.payload.create({
    collection: 'documents',
    data: {
      title: req.file?.name.slice(0, 200) ?? 'Photo',
      type: 'PHOTO',
      showsCost: false,
      build: build ?? null,
      [owner]: id,
    },
    depth: 0,
    file: req.file,
    req,
  })
  const answer = { id: photo, title, url, thumbnailURL, sha256, takenAt }
  return owner === 'inspection' ? { ...answer, rev: await countPhoto(req, id, photo) } : answer
}

/** Answers the revision that a form has by its new photo. */
async function countPhoto(req: PayloadRequest, form: string, photo: string): Promise<number> {
  const [row] = await rowsOf<{ rev: number }>(
    req,
    sql`update inspections set rev = rev + 1, updated_at = now() where id = ${form} returning rev::int as rev`,
  )
  if (!row) throw new Error(`Inspection ${form} vanished while a photo was added to it.`)
  await recordWrites(req, [
    { action: 'update', resource: 'inspections', resourceId: form, after: { photos: [photo] } },
  ])
  return row.rev
}
