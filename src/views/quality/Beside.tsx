import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import type { ReactNode } from 'react'
import { FORM_LABELS, FAILURE_LABELS } from '../../domain/quality/codes'
import { formStateOf } from '../../domain/quality/formState'
import type { FormItem } from '../../domain/quality/item'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import { isReleased } from '../../domain/workflow/definition'
import type { Build, Inspection, Nonconformance } from '../../payload-types'
import { familyRelease } from '../../services/configuration/releases'
import { languageOfOrder } from '../../services/orders/language'
import { itemsOf } from '../../services/quality/answers'
import { idOf } from '../../services/relation'
import { parametersOf, settingsOf } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Card, Empty } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { PaperList } from '../panel/PaperList'
import { definitionOf } from '../panel/states'
import { ConfigurationSummary } from '../shared/ConfigurationSummary'
import { configurationInWords } from '../shared/configurationWords'
import { SinkSchematic } from '../shared/SinkSchematic'
import { FormAnswers } from './FormAnswers'
import type { Photo } from './ItemPhotos'
import { mayReadAnswers } from './readForm'
import { formLook, NC_LOOKS, OUTCOME_LOOKS, SEVERITY_LOOKS, words } from './words'

type Props = {
  req: PayloadRequest
  build: Build
  inspection: Inspection
  attempts: readonly Inspection[]
  nonconformances: readonly Nonconformance[]
  photos: readonly Photo[]
}

/** What an inspector compares the sink with: papers, configuration, earlier results, open cases. */
export async function Beside({
  req,
  build,
  inspection,
  attempts,
  nonconformances,
  photos,
}: Props): Promise<ReactNode> {
  const { timeZone } = await settingsOf(req)
  const definition = await definitionOf(req, idOf(build.workflow))
  const isOut = isReleased(definition, build.status, build.heldFrom ?? null)
  const open = nonconformances.filter(({ status }) => status !== 'CLOSED')
  const earlier = attempts.filter(
    ({ id, kind }) => id !== inspection.id && kind === inspection.kind,
  )
  const others =
    inspection.kind === 'FINAL_QC'
      ? (['PRODUCTION', 'END_OF_LINE', 'PACKAGING'] as const).flatMap(
          (kind) => attempts.find((one) => one.kind === kind && one.state !== 'VOID') ?? [],
        )
      : []
  return (
    <>
      <Card title={words.aside.documents}>
        <Papers req={req} build={build} timeZone={timeZone} />
      </Card>
      {open.length > 0 && (
        <Card title={words.aside.open}>
          <NcList nonconformances={open} />
        </Card>
      )}
      {others.map((form) => (
        <Card
          key={form.id}
          title={FORM_LABELS[form.kind]}
          actions={<FormBadge form={form} items={itemsOf(form)} isReleased={isOut} />}
        >
          <Results req={req} form={form} photos={photos} timeZone={timeZone} />
        </Card>
      ))}
      {earlier.length > 0 && (
        <Card title={words.aside.earlier}>
          {earlier.map((form) => (
            <div key={form.id} className="form-earlier">
              <p>
                {words.attempt(form.attempt)}{' '}
                <FormBadge form={form} items={itemsOf(form)} isReleased={isOut} />
              </p>
              <Results req={req} form={form} photos={photos} timeZone={timeZone} />
            </div>
          ))}
        </Card>
      )}
      <Configured req={req} build={build} />
    </>
  )
}

type FormBadgeProps = {
  form: Pick<Inspection, 'kind' | 'state' | 'outcome'>
  items: readonly FormItem[]
  /** Whether the build is released. */
  isReleased: boolean
}

/** How a form stands: its outcome once it is signed, else its state. */
export const FormBadge = ({ form, items, isReleased }: FormBadgeProps) => (
  <Badge
    look={
      form.outcome ? OUTCOME_LOOKS[form.outcome] : formLook(formStateOf(form, items, isReleased))
    }
  />
)

function Results({
  req,
  form,
  photos,
  timeZone,
}: {
  req: PayloadRequest
  form: Inspection
  photos: readonly Photo[]
  timeZone: string
}) {
  return (
    <>
      {form.signedAt && (
        <p className="panel-table__sub">{instantInWords(form.signedAt, timeZone)}</p>
      )}
      <p>
        <Link className="panel-row-link" href={`/admin/collections/inspections/${form.id}`}>
          {form.title}
        </Link>
      </p>
      {mayReadAnswers(req, form) && (
        <details className="form-details">
          <summary>{words.aside.results}</summary>
          <FormAnswers items={itemsOf(form)} photos={photos} timeZone={timeZone} />
        </details>
      )}
    </>
  )
}

/** Cases as links with how grave they are and how they stand. */
export const NcList = ({
  nonconformances,
}: {
  nonconformances: readonly Pick<
    Nonconformance,
    'id' | 'number' | 'status' | 'severity' | 'reason'
  >[]
}) => (
  <ul className="form-cases">
    {nonconformances.map(({ id, number, status, severity, reason }) => (
      <li key={id}>
        <Link className="panel-row-link" href={`/admin/collections/nonconformances/${id}`}>
          {number}
        </Link>
        <span>{FAILURE_LABELS[reason]}</span>
        {severity && <Badge plain look={SEVERITY_LOOKS[severity]} />}
        <Badge look={NC_LOOKS[status]} />
      </li>
    ))}
  </ul>
)

async function Configured({ req, build }: { req: PayloadRequest; build: Build }) {
  const [settings, { content }, language] = await Promise.all([
    settingsOf(req),
    familyRelease(req, idOf(build.release)),
    languageOfOrder(req, idOf(build.order)),
  ])
  const { configuration } = normalizeConfiguration(content, build.configuration)
  return (
    <Card title={words.aside.configuration}>
      {content.schematic && (
        <SinkSchematic content={content} configuration={configuration} name={build.buildNumber} />
      )}
      <ConfigurationSummary
        sections={configurationInWords(content, configuration, {
          language,
          parameters: parametersOf(settings),
        })}
      />
    </Card>
  )
}

/** Drawings and order papers with their versions; of a drawing it is said whether it is approved (P2). */
async function Papers({
  req,
  build,
  timeZone,
}: {
  req: PayloadRequest
  build: Build
  timeZone: string
}) {
  const { docs } = await req.payload.find({
    collection: 'documents',
    where: {
      and: [
        { type: { not_in: ['PHOTO', 'QC_FORM', 'TEST_RESULT'] } },
        {
          or: [
            { build: { equals: build.id } },
            { order: { equals: idOf(build.order) }, build: { exists: false } },
          ],
        },
      ],
    },
    sort: ['type', '-createdAt'],
    limit: 50,
    depth: 0,
    overrideAccess: false,
    req,
  })
  if (docs.length === 0)
    return <Empty title={words.aside.noDocuments}>{words.aside.noDocumentsHelp}</Empty>
  return <PaperList req={req} papers={docs} timeZone={timeZone} />
}
