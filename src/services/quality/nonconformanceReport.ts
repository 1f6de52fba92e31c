import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { letterheadOf } from '../../domain/settings'
import type { Assembly, Build, Nonconformance, Order, Part } from '../../payload-types'
import { recordAudit } from '../audit'
import { fileAnswer } from '../fileAnswer'
import { refused } from '../http'
import { fullNamesOf } from '../people/names'
import { nonconformanceReportPdf } from '../print/nonconformanceReport'
import { safeName } from '../print/zip'
import { readAll } from '../readAll'
import { idOf } from '../relation'
import { settingsOf } from '../settings'
import { commentInWords } from './comments'

const failedSchema = z
  .array(
    z.object({
      key: z.string(),
      label: z.string(),
      basin: z.number().nullable(),
      note: z.string().nullable(),
    }),
  )
  .catch([])

const one = { depth: 0, joins: false, disableErrors: true, overrideAccess: false } as const

/**
 * The report of a nonconformance, in the language of the order it belongs to (English where there is none) and
 * as whoever asks may see it; printing it is kept in the trail. Refuses with `not_found` a case that is
 * not theirs to see.
 */
export async function nonconformanceReportOf(req: PayloadRequest, id: string): Promise<Response> {
  const found = await req.payload.findByID({ collection: 'nonconformances', id, ...one, req })
  if (!found) throw refused({ code: 'not_found', message: 'There is no such nonconformance.' })
  const settings = await settingsOf(req)
  const { build, order, item } = await subjectOf(req, found)
  const ofCase = { nonconformance: { equals: id } }
  const comments = await readAll(req, 'nonconformance-comments', ofCase, 'at')
  const photos = await readAll(req, 'documents', ofCase, 'createdAt')
  const people = [found.createdBy, found.owner, found.resolvedBy, found.verifiedBy]
  const names = await fullNamesOf(req, people)
  const nameOf = (person: Nonconformance['owner']): string => names.get(idOf(person)) ?? 'System'
  const number = found.number ?? ''

  const bytes = await nonconformanceReportPdf({
    head: {
      companyName: settings.companyName,
      letterhead: letterheadOf(settings),
      number,
      version: null,
      language: order?.language ?? 'EN',
      printedAt: new Date().toISOString(),
      timeZone: settings.timeZone,
    },
    status: found.status,
    reason: found.reason,
    severity: found.severity ?? null,
    source: found.source,
    rework: found.rework === true,
    retest: found.retest === true,
    orderNumber: order?.orderNumber ?? null,
    customerName: build?.customerName ?? null,
    buildNumber: build?.buildNumber ?? null,
    form: found.form ? { kind: found.form, attempt: found.attempt ?? 1 } : null,
    item: item ? `${item.partNumber} ${item.name}` : null,
    supplierName: found.supplierName ?? null,
    description: found.description,
    failedItems: failedSchema.parse(found.failedItems ?? []),
    containment: found.containment ?? null,
    disposition: found.disposition ?? null,
    rootCause: found.rootCause ?? null,
    correctiveAction: found.correctiveAction ?? null,
    preventiveAction: found.preventiveAction ?? null,
    owner: found.owner ? nameOf(found.owner) : null,
    dueDate: found.dueDate ?? null,
    resolution: found.resolution ?? null,
    effectiveness: found.effectiveness ?? null,
    reported: { by: nameOf(found.createdBy), at: found.createdAt },
    resolved: found.resolvedAt ? { by: nameOf(found.resolvedBy), at: found.resolvedAt } : null,
    verified: found.verifiedAt ? { by: nameOf(found.verifiedBy), at: found.verifiedAt } : null,
    comments: comments.map(commentInWords),
    photos: photos.map(({ title, sha256, createdAt }) => ({
      title,
      sha256: sha256 ?? '',
      uploadedAt: createdAt,
    })),
  })
  await recordAudit(req, {
    action: 'export',
    resource: 'nonconformances',
    resourceId: id,
    after: { document: 'nonconformance report', format: 'pdf' },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, safeName(`nonconformance-${number || id}`), 'pdf')
}

type Subject = { build: Build | null; order: Order | null; item: Part | Assembly | null }

/** What the case is about, as far as the reader may see it. */
async function subjectOf(
  req: PayloadRequest,
  { build, part, assembly }: Nonconformance,
): Promise<Subject> {
  const { payload } = req
  const sink = build
    ? await payload.findByID({ collection: 'builds', id: idOf(build), ...one, req })
    : null
  return {
    build: sink,
    order: sink
      ? await payload.findByID({ collection: 'orders', id: idOf(sink.order), ...one, req })
      : null,
    item: part
      ? await payload.findByID({ collection: 'parts', id: idOf(part), ...one, req })
      : assembly
        ? await payload.findByID({ collection: 'assemblies', id: idOf(assembly), ...one, req })
        : null,
  }
}
