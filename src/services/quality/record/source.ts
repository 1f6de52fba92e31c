import type { PayloadRequest } from 'payload'
import { may, mayOn } from '../../../../access/can'
import type { FamilyContent } from '../../../domain/configurator/release'
import type { WorkflowDefinition } from '../../../domain/workflow/definition'
import type {
  Bom,
  Build,
  Document,
  Inspection,
  Nonconformance,
  NonconformanceComment,
  Order,
  Shipment,
  Signature,
  StatusEvent,
  Task,
  TimeEntry,
  TracedPart,
  WorkInstruction,
} from '../../../payload-types'
import { familyRelease, workflowRelease } from '../../configuration/releases'
import { refused } from '../../http'
import { actsOn, assigneeIn, type RecordAct } from './acts'
import { fullNamesOf } from '../../people/names'
import { readAll } from '../../readAll'
import { idOf } from '../../relation'
import { settingsOf, type CompanySettings } from '../../settings'

/**
 * Everything that a record is made from, read in the name of whoever asks: rows and fields that are not
 * theirs are absent here, and so from page, PDF and package (handbook 1.3). Costs are absent for all.
 */
export type RecordSource = {
  req: PayloadRequest
  build: Build
  order: Order
  settings: CompanySettings
  family: FamilyContent
  definition: WorkflowDefinition
  boms: Bom[]
  events: StatusEvent[]
  tasks: Task[]
  instructions: WorkInstruction[]
  /** What was done to the build and its records, as the audit trail has it, oldest first. */
  acts: RecordAct[]
  times: TimeEntry[]
  parts: TracedPart[]
  inspections: Inspection[]
  nonconformances: Nonconformance[]
  comments: NonconformanceComment[]
  shipment: Shipment | null
  signatures: Signature[]
  documents: Document[]
  nameOf: (person: Parameters<typeof idOf>[0]) => string | null
}

/** Procurement sees the results of quality's forms, not their answers and photos (handbook 1.3). */
export const mayReadAnswers = (req: PayloadRequest, { kind }: Pick<Inspection, 'kind'>): boolean =>
  mayOn(req, 'inspections.answers', { kind })

const notFound = () => refused({ code: 'not_found', message: 'There is no such build.' })

/** Reads a build's record; a build outside the rows of whoever asks is `not_found`. */
export async function recordSource(req: PayloadRequest, buildId: string): Promise<RecordSource> {
  const one = { depth: 0, joins: false, disableErrors: true, overrideAccess: false } as const
  const build = await req.payload.findByID({ collection: 'builds', id: buildId, ...one, req })
  if (!build) throw notFound()
  const order = await req.payload.findByID({
    collection: 'orders',
    id: idOf(build.order),
    ...one,
    req,
  })
  if (!order) throw notFound()
  const ofBuild = { build: { equals: build.id } }
  const inspections = await readAll(req, 'inspections', ofBuild, 'createdAt')
  const tasks = await readAll(req, 'tasks', ofBuild, 'sequence')
  const nonconformances = await readAll(req, 'nonconformances', ofBuild, 'createdAt')
  const followed = tasks.map(({ instruction }) => idOf(instruction)).filter((id) => id !== '')
  const shipmentId = idOf(build.shipment)
  const rows = {
    boms: await readAll(req, 'boms', ofBuild, 'version'),
    events: await readAll(req, 'status-events', ofBuild, 'at'),
    tasks,
    instructions: await readAll(req, 'work-instructions', { id: { in: followed } }, 'code'),
    acts: await actsOn(req, { build, tasks, inspections, nonconformances }),
    times: await readAll(req, 'time-entries', ofBuild, 'startedAt'),
    parts: await readAll(req, 'traced-parts', ofBuild, 'recordedAt'),
    inspections,
    nonconformances,
    comments: await readAll(
      req,
      'nonconformance-comments',
      { 'nonconformance.build': { equals: build.id } },
      'at',
    ),
    signatures: await readAll(req, 'signatures', ofBuild, 'signedAt'),
    documents: await readFiles(req, build, inspections),
    shipment:
      shipmentId !== '' && may(req, 'shipments.read')
        ? await req.payload.findByID({ collection: 'shipments', id: shipmentId, ...one, req })
        : null,
  }
  const names = await fullNamesOf(req, [
    order.createdBy,
    build.assignedTo,
    rows.shipment?.createdBy,
    ...rows.boms.map(({ createdBy }) => createdBy),
    ...rows.tasks.map(({ completedBy }) => completedBy),
    ...rows.times.map(({ user }) => user),
    ...rows.parts.map(({ recordedBy }) => recordedBy),
    ...rows.inspections.map(({ createdBy }) => createdBy),
    ...rows.documents.map(({ createdBy }) => createdBy),
    ...rows.acts.flatMap((act) => [assigneeIn(act.before), assigneeIn(act.after)]),
    ...rows.nonconformances.flatMap((nc) => [nc.createdBy, nc.owner, nc.resolvedBy, nc.verifiedBy]),
  ])
  return {
    req,
    build,
    order,
    settings: await settingsOf(req),
    family: (await familyRelease(req, idOf(build.release))).content,
    definition: (await workflowRelease(req, idOf(build.workflow))).content,
    ...rows,
    nameOf: (person) => names.get(idOf(person)) ?? null,
  }
}

/** Files of the build, and those of its order that belong to no other build; never one that shows prices. */
async function readFiles(
  req: PayloadRequest,
  build: Build,
  inspections: readonly Inspection[],
): Promise<Document[]> {
  const documents = await readAll(
    req,
    'documents',
    {
      or: [
        { build: { equals: build.id } },
        { and: [{ order: { equals: idOf(build.order) } }, { build: { exists: false } }] },
      ],
    },
    'createdAt',
  )
  const hidden = new Set(
    inspections.filter((form) => !mayReadAnswers(req, form)).map(({ id }) => id),
  )
  return documents.filter(
    ({ showsCost, inspection }) => showsCost !== true && !hidden.has(idOf(inspection)),
  )
}
