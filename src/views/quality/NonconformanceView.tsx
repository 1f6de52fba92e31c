import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { may } from '../../../access/can'
import {
  DISPOSITION_LABELS,
  FAILURE_LABELS,
  FORM_LABELS,
  NC_SOURCE_LABELS,
} from '../../domain/quality/codes'
import { ncStepsFor } from '../../domain/quality/nonconformance'
import type { Nonconformance } from '../../payload-types'
import { actorOf } from '../../services/actor'
import { commentInWords } from '../../services/quality/comments'
import { readAll } from '../../services/readAll'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Card, Facts, Panel, ScrollTable } from '../panel/blocks'
import { dateInWords, instantInWords } from '../panel/dates'
import { FileLink } from '../panel/FileLink'
import { namesOf } from '../panel/people'
import { CommentForm } from './CommentForm'
import { CommentList, type Comment } from './CommentList'
import { NcPhoto } from './NcPhoto'
import { NcSteps } from './NcSteps'
import { PhotoFigure } from './ItemPhotos'
import './quality.scss'
import { ReportView } from './ReportView'
import { NC_LOOKS, SEVERITY_LOOKS, words } from './words'

const TEXT = words.nc
const LIST = '/admin/collections/nonconformances'

/** `/admin/collections/nonconformances/:id`: what is wrong, what is done about it, and the next step. */
export async function NonconformanceView(props: DocumentViewServerProps) {
  const { req, docID } = props.initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'nonconformances.read')) notFound()
  if (docID === undefined) return <ReportView {...props} />
  const found = await readCase(req, String(docID))
  if (!found) notFound()
  const about = subjectOf(found, may(req, 'suppliers.details'))
  const [{ timeZone }, names, photos, comments] = await Promise.all([
    settingsOf(req),
    namesOf(req, [found.createdBy, found.owner, found.resolvedBy, found.verifiedBy]),
    readPhotos(req, found.id),
    readComments(req, found.id),
  ])
  const { id, number, status, severity, reason } = found
  const mayAdd = status !== 'CLOSED' && may(req, 'nonconformances.update')
  const steps = may(req, 'nonconformances.update')
    ? ncStepsFor(status, actorOf(req), {
        assembler: about.assembler,
        resolution: found.resolution ?? null,
        effectiveness: found.effectiveness ?? null,
      })
    : []
  const isLate =
    status !== 'CLOSED' && Boolean(found.dueDate) && (found.dueDate ?? '') < todayIn(timeZone)

  return (
    <Panel className="inspection">
      <SetStepNav nav={[{ label: TEXT.many, url: LIST }, { label: number ?? TEXT.one }]} />
      <header className="panel-head">
        <div className="panel-head__title">
          <Badge look={NC_LOOKS[status]} />
          <strong>{FAILURE_LABELS[reason]}</strong>
          {severity && <Badge plain look={SEVERITY_LOOKS[severity]} />}
          {about.build}
        </div>
        {may(req, 'record.export') && (
          <FileLink href={`/api/nonconformances/${id}/report.pdf`}>{TEXT.print}</FileLink>
        )}
        <p className="panel-head__lead">{leadOf(found)}</p>
      </header>
      <div className="panel-columns">
        <div className="panel-stack">
          <Card title={TEXT.wrong}>
            <p className="panel-prose">{found.description}</p>
            <Facts
              facts={[
                { label: TEXT.source, value: NC_SOURCE_LABELS[found.source] },
                { label: TEXT.form, value: about.form },
                { label: TEXT.task, value: about.task },
                { label: TEXT.item, value: about.item },
                { label: TEXT.supplier, value: about.supplier ?? found.supplierName },
                { label: TEXT.rework, value: found.rework ? words.yes : words.no },
                { label: TEXT.retest, value: found.retest ? words.yes : words.no },
              ]}
            />
            <FailedItems items={found.failedItems} />
          </Card>
          <Card title={TEXT.done}>
            <div className="nc-part">
              <Answers
                answers={[
                  [TEXT.containment, found.containment],
                  [
                    TEXT.disposition,
                    found.disposition ? DISPOSITION_LABELS[found.disposition] : null,
                  ],
                  [TEXT.rootCause, found.rootCause],
                  [TEXT.corrective, found.correctiveAction],
                  [TEXT.preventive, found.preventiveAction],
                  [TEXT.resolution, found.resolution],
                  [TEXT.effectiveness, found.effectiveness],
                ]}
              />
              <Facts
                facts={[
                  { label: TEXT.owner, value: names.get(idOf(found.owner)) },
                  {
                    label: TEXT.due,
                    value:
                      found.dueDate &&
                      `${dateInWords(found.dueDate)}${isLate ? ` (${words.board.overdue})` : ''}`,
                  },
                ]}
              />
            </div>
          </Card>
          <Card title={TEXT.photos}>
            <div className="nc-part">
              {photos.length === 0 && <p>{TEXT.noPhotos}</p>}
              <ul className="form-latest">
                {photos.map((photo) => (
                  <li key={photo.id}>
                    <PhotoFigure photo={photo} name={number ?? TEXT.one} timeZone={timeZone} />
                  </li>
                ))}
              </ul>
              {mayAdd && <NcPhoto id={id} />}
            </div>
          </Card>
          <Card title={TEXT.comments}>
            {comments.length === 0 && <p>{TEXT.noComments}</p>}
            <CommentList comments={comments} timeZone={timeZone} />
            {status !== 'CLOSED' && may(req, 'nonconformances.comment') && <CommentForm id={id} />}
          </Card>
        </div>
        <div className="panel-stack">
          <Card title={TEXT.next} isNext>
            <NcSteps
              nonconformance={{ id, number: number ?? '', status, rev: found.rev ?? null }}
              steps={steps}
              known={{
                resolution: found.resolution ?? '',
                effectiveness: found.effectiveness ?? '',
              }}
              waits={TEXT.waits[status]}
            />
          </Card>
          <Card title={TEXT.course}>
            <Course
              steps={[
                { look: NC_LOOKS.OPEN, at: found.createdAt, by: names.get(idOf(found.createdBy)) },
                {
                  look: NC_LOOKS.RESOLVED,
                  at: found.resolvedAt,
                  by: names.get(idOf(found.resolvedBy)),
                },
                {
                  look: NC_LOOKS.CLOSED,
                  at: found.verifiedAt,
                  by: names.get(idOf(found.verifiedBy)),
                },
              ]}
              timeZone={timeZone}
            />
          </Card>
        </div>
      </div>
    </Panel>
  )
}

const leadOf = ({ build, status }: Nonconformance): string =>
  !build && (status === 'OPEN' || status === 'IN_PROGRESS')
    ? TEXT.leadAlone[status]
    : TEXT.lead[status]

type Subject = {
  assembler: string | null
  build: ReactNode
  form: ReactNode
  task: ReactNode
  item: ReactNode
  supplier: ReactNode
}

const shown = <Doc extends object>(related: Doc | string | null | undefined): Doc | null =>
  related && typeof related === 'object' ? related : null

/** What the case is about, as links to where the reader may go; anything else stays out. */
function subjectOf(found: Nonconformance, mayOpenSupplier: boolean): Subject {
  const [build, form, task] = [shown(found.build), shown(found.inspection), shown(found.task)]
  const part = shown(found.part)
  const item = part ?? shown(found.assembly)
  const supplier = mayOpenSupplier ? shown(found.supplier) : null
  return {
    assembler: build ? idOf(build.assignedTo) || null : null,
    build: build && (
      <span>
        {TEXT.ofBuild} <To path={`builds/${build.id}`}>{build.buildNumber}</To>
        {build.customerName && `, ${build.customerName}`}
      </span>
    ),
    form: form && (
      <To path={`inspections/${form.id}`}>
        {`${FORM_LABELS[form.kind]}, ${words.attempt(form.attempt).toLowerCase()}`}
      </To>
    ),
    task: task && <To path={`tasks/${task.id}`}>{task.title}</To>,
    item: item && (
      <To path={`${part ? 'parts' : 'assemblies'}/${item.id}`}>
        {`${item.partNumber} ${item.name}`}
      </To>
    ),
    supplier: supplier && <To path={`suppliers/${supplier.id}`}>{supplier.name}</To>,
  }
}

/** The case with what of its relations this reader may see, each with the few fields shown here. */
const readCase = (req: PayloadRequest, id: string): Promise<Nonconformance | null> =>
  req.payload.findByID({
    collection: 'nonconformances',
    id,
    depth: 1,
    joins: false,
    populate: {
      builds: { buildNumber: true, customerName: true, assignedTo: true },
      inspections: { kind: true, attempt: true },
      tasks: { title: true },
      parts: { partNumber: true, name: true },
      assemblies: { partNumber: true, name: true },
      suppliers: { name: true },
      users: { fullName: true },
    },
    disableErrors: true,
    overrideAccess: false,
    req,
  })

const To = ({ path, children }: { path: string; children: string }) => (
  <Link className="panel-row-link" href={`/admin/collections/${path}`}>
    {children}
  </Link>
)

async function readPhotos(req: PayloadRequest, id: string) {
  const { docs } = await req.payload.find({
    collection: 'documents',
    where: { nonconformance: { equals: id } },
    sort: '-createdAt',
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs.map((doc) => ({
    id: doc.id,
    url: doc.url ?? null,
    thumbnailURL: doc.thumbnailURL ?? null,
    createdAt: doc.createdAt,
    takenAt: doc.takenAt ?? null,
  }))
}

async function readComments(req: PayloadRequest, id: string): Promise<Comment[]> {
  const comments = await readAll(
    req,
    'nonconformance-comments',
    { nonconformance: { equals: id } },
    'at',
  )
  return comments.map(commentInWords)
}

const failedSchema = z.array(
  z.object({
    key: z.string(),
    label: z.string(),
    basin: z.number().nullable(),
    note: z.string().nullable(),
  }),
)

/** The items of the form that failed, each with what the inspector wrote. */
function FailedItems({ items }: { items: unknown }) {
  const { data: failed = [] } = failedSchema.safeParse(items)
  if (failed.length === 0) return null
  return (
    <ScrollTable label={TEXT.failed}>
      <caption>{TEXT.failed}</caption>
      <thead>
        <tr>
          <th scope="col">{words.board.item}</th>
          <th scope="col">{TEXT.note}</th>
        </tr>
      </thead>
      <tbody>
        {failed.map(({ key, label, basin, note }) => (
          <tr key={`${key} ${basin}`}>
            <th scope="row">
              {key} {label}
              {basin !== null && (
                <span className="panel-table__sub">{`${TEXT.basin} ${basin}`}</span>
              )}
            </th>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

const Answers = ({
  answers,
}: {
  answers: readonly (readonly [label: string, text: string | null | undefined])[]
}) => {
  const given = answers.filter(([, text]) => text)
  if (given.length === 0) return <p>{TEXT.nothing}</p>
  return given.map(([label, text]) => (
    <div key={label}>
      <h3>{label}</h3>
      <p className="panel-prose">{text}</p>
    </div>
  ))
}

type CourseStep = {
  look: { label: string; tone: 'red' | 'teal' | 'slate' }
  at: string | null | undefined
  by: string | undefined
}

/** Who did what when, newest first. */
const Course = ({ steps, timeZone }: { steps: readonly CourseStep[]; timeZone: string }) => (
  <ol className="panel-timeline">
    {steps.toReversed().map(
      ({ look, at, by }) =>
        at && (
          <li key={look.label}>
            <div className="panel-timeline__move">
              <Badge look={look} />
            </div>
            <span className="panel-timeline__who">
              {by ? `${by} · ` : ''}
              <time dateTime={at}>{instantInWords(at, timeZone)}</time>
            </span>
          </li>
        ),
    )}
  </ol>
)
