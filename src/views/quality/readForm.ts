import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { mayOn } from '../../../access/can'
import { labelSchema } from '../../domain/label'
import type { Inspection, Nonconformance, Signature } from '../../payload-types'
import { idOf } from '../../services/relation'
import type { Photo } from './ItemPhotos'
import { everyPage } from '../../services/readAll'

/** What the inspection screen reads besides the form itself, always in the name of whoever looks. */

/** May this person read the answers of the form? Procurement sees outcomes of the two quality forms only. */
export const mayReadAnswers = (req: PayloadRequest, { kind }: Pick<Inspection, 'kind'>): boolean =>
  mayOn(req, 'inspections.answers', { kind })

const headerSchema = z.array(z.object({ key: z.string(), label: z.string(), text: labelSchema }))

/** The prefilled facts above a form, as they were when it was opened. */
export const headerFacts = (header: unknown): { label: string; value: string }[] => {
  const read = headerSchema.safeParse(header)
  return read.success ? read.data.map(({ label, text }) => ({ label, value: text.en })) : []
}

/** Photos of a build that belong to inspections, with the times shown beside them. */
export async function readPhotos(req: PayloadRequest, build: string): Promise<Photo[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'documents',
      where: { build: { equals: build }, type: { equals: 'PHOTO' } },
      sort: 'id',
      ...page,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ id, url, thumbnailURL, createdAt, takenAt }) => ({
    id,
    url: url ?? null,
    thumbnailURL: thumbnailURL ?? null,
    createdAt,
    takenAt: takenAt ?? null,
  }))
}

/** Every attempt at every form of a build, newest first. */
export async function readAttempts(req: PayloadRequest, build: string): Promise<Inspection[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'inspections',
      where: { build: { equals: build } },
      sort: ['-createdAt', '-attempt', 'id'],
      ...page,
      depth: 0,
      joins: false,
      overrideAccess: false,
      req,
    }),
  )
  return docs
}

/** Nonconformances of a build, newest first. */
export async function readNonconformances(
  req: PayloadRequest,
  build: string,
): Promise<Nonconformance[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'nonconformances',
      where: { build: { equals: build } },
      sort: ['-createdAt', 'id'],
      ...page,
      depth: 0,
      joins: false,
      overrideAccess: false,
      req,
    }),
  )
  return docs
}

export async function readSignature(
  req: PayloadRequest,
  { signature }: Inspection,
): Promise<Signature | null> {
  const id = idOf(signature)
  if (id === '') return null
  return req.payload.findByID({
    collection: 'signatures',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
}

/** Where the build went by the signature: the move that the signer made in the same moment, unless it stayed. */
export async function moveAfter(
  req: PayloadRequest,
  build: string,
  { signer, signedAt }: Signature,
): Promise<string | null> {
  const { docs } = await req.payload.find({
    collection: 'status-events',
    where: {
      build: { equals: build },
      by: { equals: idOf(signer) },
      at: { greater_than_equal: signedAt },
    },
    sort: 'at',
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const [event] = docs
  const isSameAct = event && Date.parse(event.at) - Date.parse(signedAt) < SAME_ACT_MS
  return isSameAct && event.from !== event.to ? event.to : null
}

/** A signature and its move are written in one transaction. */
const SAME_ACT_MS = 60_000
