import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { may } from '../../../access/can'
import { rowsOf } from '../../db/rows'
import { configurationInWords } from '../../domain/configurator/inWords'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import { labelText } from '../../domain/label'
import { missingForRelease, type MeterPoint } from '../../domain/quality/completeness'
import type {
  RecordBom,
  RecordContent,
  RecordFact,
  RecordFile,
  RecordRelease,
  RecordSetting,
  RecordShipment,
  RecordSignature,
} from '../../domain/quality/record'
import { serverUrl } from '../../serverAddress'
import { letterheadOf } from '../../domain/settings'
import { printedTime } from '../print/time'
import { safeName } from '../print/zip'
import { idOf } from '../relation'
import { parametersOf } from '../settings'
import { completenessOfBuild } from './completeness'
import { inspectionsOf, nonconformancesOf } from './record/quality'
import { signaturesOf } from './record/signatures'
import { recordSource, type RecordSource } from './record/source'
import { timelineOf } from './record/timeline'
import { partsOf, tasksOf, timeOf } from './record/work'

export type BuildRecord = Omit<RecordContent, 'completeness'> & {
  completeness: MeterPoint[]
  /** Nothing is missing but, at most, the signature of Final QC that releases the build (contract 4). */
  complete: boolean
}

/**
 * The device history record of a build as whoever asks may see it (handbook 15.9, 15.13): everything in order,
 * what release still demands, and every signature with the content it covers. No cost is part of it.
 */
export async function recordOf(req: PayloadRequest, buildId: string): Promise<BuildRecord> {
  const source = await recordSource(req, buildId)
  const { build, order, settings } = source
  const completeness = await completenessOfBuild(req, build)
  const complete = missingForRelease(completeness).length === 0
  const signatures = await signaturesOf(source)
  const [tasks, parts, nonconformances] = [
    tasksOf(source),
    partsOf(source),
    nonconformancesOf(source),
  ]
  const at = (moment: string | null | undefined): string | null =>
    moment ? printedTime(moment, settings.timeZone) : null
  const status = source.definition.states.find(({ code }) => code === build.status)
  return {
    format: 1,
    url: `${serverUrl(process.env)}/admin/collections/builds/${build.id}/record`,
    companyName: settings.companyName,
    letterhead: letterheadOf(settings),
    language: 'EN',
    timeZone: settings.timeZone,
    producedAt: new Date().toISOString(),
    producedBy: req.user ? `${req.user.firstName} ${req.user.lastName}` : 'System',
    complete,
    build: {
      id: build.id,
      buildNumber: build.buildNumber,
      family: `${labelText(source.family.label)} (${build.family})`,
      status: status ? labelText(status.label) : build.status,
      isComplete: complete,
      overrides: source.events.flatMap(({ isOverride, note }) => (isOverride ? [note ?? ''] : [])),
      facts: facts([
        ['Assembler', source.nameOf(build.assignedTo)],
        ['Body arrived', at(build.arrivedAt)],
        ['Shipped', at(build.shippedAt)],
        ['Delivered', at(build.deliveredAt)],
        ['Accessories', accessoriesInWords(build.accessories)],
      ]),
    },
    order: {
      id: order.id,
      orderNumber: order.orderNumber,
      poNumber: order.poNumber,
      facts: facts([
        ['Project', order.projectName],
        ['Sales person', order.salesPerson],
        ['Want date', order.wantDate],
        ['Priority', order.priority],
        ['Document language', order.language],
        ['Special instructions', order.specialInstructions],
        ['Entered by', source.nameOf(order.createdBy)],
        ['Entered', at(order.createdAt)],
      ]),
    },
    customer: await customerFacts(source),
    configuration: configurationOf(source),
    releases: await releasesOf(source),
    bom: bomOf(source, signatures),
    timeline: timelineOf(source, { tasks, parts, signatures, nonconformances }),
    tasks,
    parts,
    inspections: inspectionsOf(source, signatures),
    nonconformances,
    shipments: shipmentsOf(source),
    time: timeOf(tasks, source),
    completeness,
    signatures,
    files: filesOf(source),
  }
}

const facts = (
  given: readonly (readonly [label: string, value: string | null | undefined])[],
): RecordFact[] => given.flatMap(([label, value]) => (value ? [{ label, value }] : []))

const accessoriesSchema = z
  .array(z.object({ partNumber: z.string(), quantity: z.number() }))
  .catch([])

const accessoriesInWords = (accessories: unknown): string =>
  accessoriesSchema
    .parse(accessories)
    .map(({ partNumber, quantity }) => `${quantity} × ${partNumber}`)
    .join(', ')

/** Name and project for all; the rest for those who may read customers. */
async function customerFacts({ req, build, order }: RecordSource): Promise<RecordFact[]> {
  const name = facts([['Company', build.customerName]])
  if (!may(req, 'customers.read')) return name
  const customer = await req.payload.findByID({
    collection: 'customers',
    id: idOf(order.customer),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!customer) return name
  const { line1, line2, city, region, postalCode, country } = customer.shippingAddress
  return [
    ...name,
    ...facts([
      ['Contact', customer.contactName],
      ['E-mail', customer.email],
      ['Phone', customer.phone],
      [
        'Ships to',
        [line1, line2, [city, region, postalCode].filter(Boolean).join(' '), country]
          .filter(Boolean)
          .join(', '),
      ],
    ]),
  ]
}

function configurationOf({ family, build, order, settings }: RecordSource): RecordSetting[] {
  const { configuration } = normalizeConfiguration(family, build.configuration)
  const isBasin = new Set(
    family.groups.filter(({ kind }) => kind === 'BASIN').map(({ key }) => key),
  )
  return configurationInWords(family, configuration, {
    language: order.language,
    parameters: parametersOf(settings),
  }).flatMap(({ heading, blocks }) =>
    blocks.flatMap((block): RecordSetting[] => {
      const [group = '', index = ''] = block.path.split('.')
      const basin = isBasin.has(group) && index !== '' ? Number(index) + 1 : null
      const section = basin === null ? (block.heading ?? heading) : heading
      return block.fields.map(({ label, value }) => ({ section, basin, label, value }))
    }),
  )
}

/** Of releases their identity only; what rules say is not part of a build's record. */
async function releasesOf({ req, build }: RecordSource): Promise<RecordRelease[]> {
  return rowsOf<RecordRelease>(
    req,
    sql`select r.kind::text as kind, r.code, r.version::int as version, r.sha256, r.reason,
               to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt",
               u.first_name || ' ' || u.last_name as "publishedBy"
        from configuration_releases r left join users u on u.id = r.published_by_id
        where r.id in (${idOf(build.release)}, ${idOf(build.workflow)})
        order by r.kind::text`,
  )
}

function bomOf({ boms }: RecordSource, signatures: readonly RecordSignature[]): RecordBom | null {
  const bom = boms.find(({ isActive }) => isActive)
  if (!bom) return null
  return {
    version: bom.version,
    status: bom.state,
    lineCount: bom.lineCount,
    contentHash: bom.contentHash,
    decisions: signatures.filter(({ resource }) => resource === 'boms'),
  }
}

const shipmentsOf = ({ shipment, nameOf }: RecordSource): RecordShipment[] =>
  shipment
    ? [
        {
          title: shipment.title,
          carrier: shipment.carrier,
          trackingNumber: shipment.trackingNumber ?? null,
          date: shipment.date,
          by: nameOf(shipment.createdBy) ?? 'System',
        },
      ]
    : []

/** Files by the name that they have in the package: numbered, so that no two are equal. */
const filesOf = ({ documents, nameOf }: RecordSource): RecordFile[] =>
  documents.map((document, index) => ({
    id: document.id,
    name: `files/${String(index + 1).padStart(3, '0')}-${safeName(document.originalName ?? document.filename ?? document.title)}`,
    title: document.title,
    type: document.type,
    sha256: document.sha256 ?? '',
    uploadedBy: nameOf(document.createdBy),
    uploadedAt: document.createdAt,
  }))
