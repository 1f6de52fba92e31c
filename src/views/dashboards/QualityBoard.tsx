import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { FAILURE_LABELS, FORM_LABELS, type FormKind } from '../../domain/quality/codes'
import { qualityFigures, type QualityFigures } from '../../services/quality/figures'
import { formsOf, type FormStanding } from '../../services/quality/forms'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { PriorityBadge } from '../panel/Badge'
import { Card, Empty, ScrollTable } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { namesOf } from '../panel/people'
import { stageLabel } from '../panel/words'
import { NcList } from '../quality/Beside'
import { FormAct } from '../quality/FormAct'
import { PhotoFigure } from '../quality/ItemPhotos'
import '../quality/quality.scss'
import { words } from '../quality/words'
import { queueOf, type QueuedBuild } from './queue'

const PRE_QC_STAGES = ['READY_FOR_PRE_QC', 'PRE_QC_IN_PROGRESS', 'PRE_QC_CORRECTION']
const FINAL_QC_STAGES = ['READY_FOR_FINAL_QC', 'FINAL_QC_IN_PROGRESS']
const DAYS = 90
const PHOTOS_SHOWN = 6
const TEXT = words.board

/** What waits for an inspector, what is not mended yet, and how well things pass. */
export async function QualityBoard({ req }: { req: PayloadRequest }) {
  const [incoming, final, { timeZone }, figures] = await Promise.all([
    queueOf(req, { stage: { in: PRE_QC_STAGES } }),
    queueOf(req, { stage: { in: FINAL_QC_STAGES } }),
    settingsOf(req),
    qualityFigures(req, DAYS),
  ])
  const forms = await formsOf(req, [...incoming, ...final])
  const openers = await namesOf(req, draftsIn(forms))
  const queue = { forms, openers, today: todayIn(timeZone) }
  return (
    <>
      <Card title={TEXT.preQc}>
        <InspectionQueue
          {...queue}
          kind="PRE_QC"
          builds={incoming}
          empty="No body waits for its incoming inspection."
        />
      </Card>
      <Card title={TEXT.finalQc}>
        <InspectionQueue
          {...queue}
          kind="FINAL_QC"
          builds={final}
          empty="No finished sink waits for its final inspection."
        />
      </Card>
      <div className="panel-columns panel-columns--even">
        <div className="panel-stack">
          <Card title={TEXT.nonconformances}>
            <OpenCases req={req} />
          </Card>
          <Card title={TEXT.photos}>
            <LatestPhotos req={req} timeZone={timeZone} />
          </Card>
        </div>
        <div className="panel-stack">
          <Card title={TEXT.firstPass}>
            <FirstPass figures={figures} />
          </Card>
          <Card title={TEXT.failures}>
            <Failures figures={figures} />
          </Card>
          <Card title={TEXT.failedItems}>
            <FailedItems figures={figures} />
          </Card>
        </div>
      </div>
    </>
  )
}

type Forms = ReadonlyMap<string, readonly FormStanding[]>

const draftsIn = (forms: Forms) =>
  [...forms.values()]
    .flat()
    .flatMap(({ attempts }) =>
      attempts.flatMap(({ state, createdBy }) => (state === 'DRAFT' ? [createdBy] : [])),
    )

type QueueProps = {
  kind: FormKind
  builds: readonly QueuedBuild[]
  forms: Forms
  openers: ReadonlyMap<string, string>
  today: string
  empty: string
}

/** Builds by urgency; one tap opens the form that each waits for. */
function InspectionQueue({ kind, builds, forms, openers, today, empty }: QueueProps) {
  if (builds.length === 0) return <Empty title={empty} />
  return (
    <ul className="form-queue">
      {builds.map((build) => {
        const standing = forms.get(build.id)?.find((one) => one.kind === kind)
        const draft = standing?.attempts.find(({ state }) => state === 'DRAFT')
        const opener = draft && openers.get(idOf(draft.createdBy))
        const wanted = build.order?.wantDate
        return (
          <li key={build.id}>
            <div>
              <Link className="panel-row-link" href={`/admin/collections/builds/${build.id}`}>
                {build.buildNumber}
              </Link>{' '}
              {build.order && <PriorityBadge priority={build.order.priority} />}
              <span className="panel-table__sub">
                {[build.customerName, build.order?.orderNumber].filter(Boolean).join(' · ')}
              </span>
            </div>
            <div>
              {wanted && dateInWords(wanted)}
              {wanted && wanted < today && <strong> · {TEXT.overdue}</strong>}
              <span className="panel-table__sub">
                {build.stage && stageLabel(build.stage)}
                {opener && ` · ${TEXT.startedBy(opener)}`}
              </span>
            </div>
            <div className="form-queue__act">
              {standing?.act ? (
                <FormAct
                  build={{
                    id: build.id,
                    buildNumber: build.buildNumber,
                    rev: build.rev ?? null,
                  }}
                  standing={standing}
                />
              ) : (
                <span className="panel-table__sub">{standing?.waits}</span>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

async function OpenCases({ req }: { req: PayloadRequest }) {
  const { docs } = await req.payload.find({
    collection: 'nonconformances',
    where: { status: { not_equals: 'CLOSED' } },
    select: { number: true, status: true, severity: true, reason: true },
    sort: '-createdAt',
    limit: 12,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  return docs.length === 0 ? (
    <Empty title={TEXT.noNonconformances} />
  ) : (
    <NcList nonconformances={docs} />
  )
}

async function LatestPhotos({ req, timeZone }: { req: PayloadRequest; timeZone: string }) {
  const { docs } = await req.payload.find({
    collection: 'documents',
    where: { type: { equals: 'PHOTO' }, inspection: { exists: true } },
    sort: '-createdAt',
    limit: PHOTOS_SHOWN,
    depth: 1,
    populate: { inspections: { title: true } },
    overrideAccess: false,
    req,
  })
  if (docs.length === 0) return <Empty title={TEXT.noPhotos} />
  return (
    <ul className="form-latest">
      {docs.map(({ id, inspection, title, url, thumbnailURL, createdAt, takenAt }) => {
        const form = typeof inspection === 'object' ? inspection : null
        return (
          <li key={id}>
            <PhotoFigure
              photo={{ id, url, thumbnailURL, createdAt, takenAt }}
              name={form?.title ?? title}
              timeZone={timeZone}
            />
            {form && (
              <Link className="panel-row-link" href={`/admin/collections/inspections/${form.id}`}>
                {form.title}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function FirstPass({ figures: { forms } }: { figures: QualityFigures }) {
  if (forms.length === 0) return <Empty title={TEXT.noFigures}>{TEXT.period(DAYS)}</Empty>
  return (
    <ScrollTable label={TEXT.firstPass}>
      <caption>{TEXT.period(DAYS)}</caption>
      <thead>
        <tr>
          <th scope="col">{TEXT.form}</th>
          <th scope="col" className="is-figure">
            {TEXT.passed}
          </th>
          <th scope="col" className="is-figure">
            {TEXT.rate}
          </th>
          <th scope="col" className="is-figure">
            {TEXT.allAttempts}
          </th>
          <th scope="col" className="is-figure">
            {TEXT.minutes}
          </th>
        </tr>
      </thead>
      <tbody>
        {forms.map(({ kind, firstPassed, firstSigned, passed, signed, minutes }) => (
          <tr key={kind}>
            <th scope="row">
              {FORM_LABELS[kind]}
              {firstSigned > 0 && <Bar part={firstPassed / firstSigned} tone="good" />}
            </th>
            <td className="is-figure">{words.progress(firstPassed, firstSigned)}</td>
            <td className="is-figure">{percentage(firstPassed, firstSigned)}</td>
            <td className="is-figure">{percentage(passed, signed)}</td>
            <td className="is-figure">{minutes}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

const percentage = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`

function Failures({ figures: { reasons } }: { figures: QualityFigures }) {
  if (reasons.length === 0) return <Empty title={TEXT.noFailures}>{TEXT.period(DAYS)}</Empty>
  const most = Math.max(...reasons.map(({ cases }) => cases))
  return (
    <ScrollTable label={TEXT.failures}>
      <caption>{TEXT.period(DAYS)}</caption>
      <thead>
        <tr>
          <th scope="col">{TEXT.reason}</th>
          <th scope="col" className="is-figure">
            {TEXT.cases}
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map(({ reason, cases }) => (
          <tr key={reason}>
            <th scope="row">
              {FAILURE_LABELS[reason]}
              <Bar part={cases / most} tone="bad" />
            </th>
            <td className="is-figure">{cases}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

/** What fails most often, wherever it was found. */
function FailedItems({ figures: { items } }: { figures: QualityFigures }) {
  if (items.length === 0) return <Empty title={TEXT.noFailures}>{TEXT.period(DAYS)}</Empty>
  return (
    <ScrollTable label={TEXT.failedItems}>
      <caption>{TEXT.period(DAYS)}</caption>
      <thead>
        <tr>
          <th scope="col">{TEXT.item}</th>
          <th scope="col">{TEXT.form}</th>
          <th scope="col" className="is-figure">
            {TEXT.cases}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ kind, key, label, cases }) => (
          <tr key={`${kind} ${key}`}>
            <th scope="row">
              {key} {label}
            </th>
            <td>{FORM_LABELS[kind]}</td>
            <td className="is-figure">{cases}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

/** A bar for the eye; the figure stands in the same row of the table. */
const Bar = ({ part, tone }: { part: number; tone: 'good' | 'bad' }) => (
  <svg
    className={`form-plot form-plot--${tone}`}
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect className="form-plot__ground" width="100" height="6" />
    <rect width={Math.round(100 * part)} height="6" />
  </svg>
)
