import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { modelName } from '../../domain/configurator/modelName'
import { labelSchema } from '../../domain/label'
import { signedFailureSchema } from '../../domain/quality/failure'
import { formStateOf } from '../../domain/quality/formState'
import { letterheadOf } from '../../domain/settings'
import { isReleased } from '../../domain/workflow/definition'
import { recordAudit } from '../audit'
import { familyRelease } from '../configuration/releases'
import { fileAnswer } from '../fileAnswer'
import { refused } from '../http'
import { inspectionReportPdf } from '../print/inspectionReport'
import { localeOf } from '../print/words'
import { safeName } from '../print/zip'
import { idOf } from '../relation'
import { itemsOf } from './answers'
import { signaturesOf } from './record/signatures'
import { recordSource } from './record/source'

const headerSchema = z.array(z.object({ labels: labelSchema, text: labelSchema })).catch([])

/**
 * The report of one attempt at a form, in the language of its order and as whoever asks may see it; printing
 * it is kept in the trail. Refuses with `not_found` an inspection that is not theirs to see.
 */
export async function inspectionReportOf(req: PayloadRequest, id: string): Promise<Response> {
  const form = await req.payload.findByID({
    collection: 'inspections',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!form) throw refused({ code: 'not_found', message: 'There is no such inspection.' })
  const source = await recordSource(req, idOf(form.build))
  const { build, order, settings } = source
  const { content, version } = await familyRelease(req, idOf(form.release))
  const checklist = content.checklists.find(({ key }) => key === form.template)
  const locale = localeOf(order.language)
  const items = itemsOf(form)
  const shown = new Set(items.flatMap(({ photos }) => photos))
  const signatures = await signaturesOf(source)
  const failure = signedFailureSchema.safeParse(form.failure)
  const number = `${build.buildNumber}-${form.template}-${form.attempt}`

  const bytes = await inspectionReportPdf({
    head: {
      companyName: settings.companyName,
      letterhead: letterheadOf(settings),
      number,
      version: null,
      language: order.language,
      printedAt: new Date().toISOString(),
      timeZone: settings.timeZone,
    },
    kind: form.kind,
    attempt: form.attempt,
    document: checklist?.document ?? null,
    state: formStateOf(
      form,
      items,
      isReleased(source.definition, build.status, build.heldFrom ?? null),
    ),
    outcome: form.outcome ?? null,
    orderNumber: order.orderNumber,
    poNumber: order.poNumber,
    customerName: build.customerName ?? '',
    buildNumber: build.buildNumber,
    family: content.label[locale],
    model: modelName(content, build.configuration, locale),
    release: `${content.code} ${version}`,
    header: headerSchema
      .parse(form.header)
      .map(({ labels, text }) => ({ label: labels[locale], value: text[locale] }))
      .filter(({ value }) => value !== ''),
    items,
    photos: source.documents
      .filter((document) => shown.has(document.id) || idOf(document.inspection) === id)
      .map((document) => ({
        id: document.id,
        title: document.title,
        sha256: document.sha256 ?? '',
        takenAt: document.takenAt ?? null,
        uploadedAt: document.createdAt,
      })),
    statement: checklist?.statement[locale] ?? form.statement ?? '',
    note: form.note ?? null,
    failure: failure.success ? failure.data : null,
    signature:
      signatures.find(
        ({ resource, resourceId }) => resource === 'inspections' && resourceId === id,
      ) ?? null,
  })
  await recordAudit(req, {
    action: 'export',
    resource: 'inspections',
    resourceId: id,
    after: { document: 'inspection report', format: 'pdf' },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, safeName(`inspection-${number}`), 'pdf')
}
