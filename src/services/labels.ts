import type { PayloadRequest } from 'payload'
import { modelName } from '../domain/configurator/modelName'
import { serverUrl } from '../serverAddress'
import { recordAudit } from './audit'
import { familyRelease } from './configuration/releases'
import { fileAnswer } from './fileAnswer'
import { refused } from './http'
import { labelsPdf, LABEL_SHEETS, type PrintedLabel } from './print/labels'
import { safeName } from './print/zip'
import { idOf } from './relation'
import { settingsOf } from './settings'

export type LabelKind = 'builds' | 'parts' | 'assemblies'
export type SheetName = keyof typeof LABEL_SHEETS

type LabelsAsked = { ids: readonly string[]; sheet: SheetName; skip: number }

/**
 * Labels whose code leads to a build or a catalogue item, in the order asked for. A row outside those of
 * whoever asks is `not_found`, as anywhere else. Printing is audited.
 */
export async function labelsOf(
  req: PayloadRequest,
  kind: LabelKind,
  { ids: asked, sheet, skip }: LabelsAsked,
): Promise<Response> {
  const ids = [...new Set(asked)]
  const labels = await readLabels(req, kind, ids)
  const { companyName } = await settingsOf(req)
  const bytes = await labelsPdf({
    labels,
    sheet: LABEL_SHEETS[sheet],
    skip,
    companyName,
    printedAt: new Date().toISOString(),
  })
  const [first] = labels
  await recordAudit(req, {
    action: 'export',
    resource: kind,
    resourceId: ids.length === 1 ? ids[0] : null,
    after: { document: 'label', format: 'pdf', sheet, labels: labels.map(({ title }) => title) },
    stream: 'ACTIVITY',
  })
  const name = labels.length === 1 && first ? `label-${first.title}` : `labels-${kind}`
  return fileAnswer(bytes, safeName(name), 'pdf')
}

async function readLabels(
  req: PayloadRequest,
  kind: LabelKind,
  ids: readonly string[],
): Promise<PrintedLabel[]> {
  const found = new Map(
    (kind === 'builds' ? await buildLabels(req, ids) : await itemLabels(req, kind, ids)).map(
      ({ id, ...label }) => [id, { ...label, qr: scanUrl(kind, id) }],
    ),
  )
  return ids.map((id) => {
    const label = found.get(id)
    if (!label) throw refused({ code: 'not_found', message: 'There is no such record.' })
    return label
  })
}

/** Where the code of a label leads: the page that is right for the role of whoever scans it. */
const scanUrl = (kind: LabelKind, id: string): string =>
  `${serverUrl(process.env)}/scan/${kind}/${id}`

type Written = { id: string; title: string; lines: string[] }

const lines = (...texts: (string | null | undefined)[]): string[] =>
  texts.flatMap((text) => (text ? [text] : []))

async function buildLabels(req: PayloadRequest, ids: readonly string[]): Promise<Written[]> {
  const { docs } = await req.payload.find({
    collection: 'builds',
    where: { id: { in: [...ids] } },
    limit: ids.length,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return Promise.all(
    docs.map(async ({ id, buildNumber, family, release, configuration, ...build }) => {
      const { content } = await familyRelease(req, idOf(release))
      return {
        id,
        title: buildNumber,
        lines: lines(
          [family, modelName(content, configuration)].filter(Boolean).join(' '),
          build.customerName,
          build.projectName,
        ),
      }
    }),
  )
}

async function itemLabels(
  req: PayloadRequest,
  collection: 'parts' | 'assemblies',
  ids: readonly string[],
): Promise<Written[]> {
  const { docs } = await req.payload.find({
    collection,
    where: { id: { in: [...ids] } },
    limit: ids.length,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs.map(({ id, partNumber, name, description }) => ({
    id,
    title: partNumber,
    lines: lines(name, description),
  }))
}
