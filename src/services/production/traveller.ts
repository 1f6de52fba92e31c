import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { labelSchema } from '../../domain/label'
import { CHECKLIST_KINDS } from '../../domain/quality/checklist'
import { letterheadOf } from '../../domain/settings'
import type { Task } from '../../payload-types'
import { serverUrl } from '../../serverAddress'
import { recordAudit } from '../audit'
import { sinkInWords } from '../builds/sink'
import { fileAnswer } from '../fileAnswer'
import { refused } from '../http'
import { fullNamesOf } from '../people/names'
import { travellerPdf } from '../print/traveller'
import { localeOf } from '../print/words'
import { safeName } from '../print/zip'
import { readAll } from '../readAll'
import { idOf } from '../relation'
import { settingsOf } from '../settings'

const criticalSchema = z.array(z.object({ partNumber: z.string() })).catch([])

/**
 * The traveller of a build as PDF, in the language of its order and as whoever asks may see it; its code leads
 * to the page that is right for the role of whoever scans it. Printing it is kept in the trail. Refuses
 * with `not_found` a build that is not theirs to see.
 */
export async function travellerOf(req: PayloadRequest, id: string): Promise<Response> {
  const one = { depth: 0, joins: false, disableErrors: true, overrideAccess: false } as const
  const build = await req.payload.findByID({ collection: 'builds', id, ...one, req })
  const order =
    build &&
    (await req.payload.findByID({ collection: 'orders', id: idOf(build.order), ...one, req }))
  if (!build || !order) throw refused({ code: 'not_found', message: 'There is no such build.' })
  const settings = await settingsOf(req)
  const ofBuild = { build: { equals: id } }
  const tasks = await readAll(req, 'tasks', ofBuild, 'sequence')
  const forms = await readAll(req, 'inspections', ofBuild, 'attempt')
  const names = await fullNamesOf(req, [
    build.assignedTo,
    ...tasks.map(({ completedBy }) => completedBy),
  ])
  const { language } = order

  const bytes = await travellerPdf({
    head: {
      companyName: settings.companyName,
      letterhead: letterheadOf(settings),
      number: build.buildNumber,
      version: null,
      language,
      printedAt: new Date().toISOString(),
      timeZone: settings.timeZone,
      qr: { url: `${serverUrl(process.env)}/scan/builds/${id}`, caption: build.buildNumber },
    },
    orderNumber: order.orderNumber,
    poNumber: order.poNumber,
    customerName: build.customerName ?? '',
    projectName: build.projectName ?? null,
    wantDate: order.wantDate,
    priority: order.priority,
    specialInstructions: order.specialInstructions ?? null,
    ...(await sinkInWords(req, build, language)),
    assembler: names.get(idOf(build.assignedTo)) ?? null,
    tasks: tasks.map((task) => ({
      sequence: task.sequence,
      title: titleOf(task, localeOf(language)),
      minutes: task.estimateMinutes,
      status: task.status,
      completedBy: names.get(idOf(task.completedBy)) ?? null,
      completedAt: task.completedAt ?? null,
      critical: criticalSchema.parse(task.criticalParts).map(({ partNumber }) => `${partNumber}:`),
    })),
    forms: CHECKLIST_KINDS.filter((kind) => kind !== 'PRODUCTION').map((kind) => ({
      kind,
      attempts: forms.flatMap((form) =>
        form.kind === kind && form.outcome
          ? [{ attempt: form.attempt, outcome: form.outcome, signedAt: form.signedAt ?? null }]
          : [],
      ),
    })),
  })
  await recordAudit(req, {
    action: 'export',
    resource: 'builds',
    resourceId: id,
    after: { document: 'traveller', format: 'pdf' },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, safeName(`traveller-${build.buildNumber}`), 'pdf')
}

const titleOf = ({ title, titles }: Task, locale: 'en' | 'fr' | 'es'): string =>
  labelSchema.safeParse(titles).data?.[locale] ?? title
