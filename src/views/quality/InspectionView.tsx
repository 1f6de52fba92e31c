import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import { may, mayOn } from '../../../access/can'
import { FORM_LABELS, type FormKind } from '../../domain/quality/codes'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import { isReleased } from '../../domain/workflow/definition'
import type { Build, Inspection } from '../../payload-types'
import { itemsOf } from '../../services/quality/answers'
import { FORM_MEANINGS } from '../../services/quality/sign'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { readBuild } from '../builds/readBuild'
import { Badge } from '../panel/Badge'
import { Card, Facts, Notice, Panel } from '../panel/blocks'
import { FileLink } from '../panel/FileLink'
import { PrintButton } from '../panel/PrintButton'
import { definitionOf, lookOf } from '../panel/states'
import { Beside, FormBadge } from './Beside'
import { FormAnswers } from './FormAnswers'
import { InspectionForm } from './InspectionForm'
import './quality.scss'
import {
  headerFacts,
  mayReadAnswers,
  readAttempts,
  readNonconformances,
  readPhotos,
} from './readForm'
import { SignedForm } from './SignedForm'
import { words } from './words'

/** `/admin/collections/inspections/:id`: a form is filled in and signed here, and read ever after. */
export async function InspectionView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'inspections.read') || docID === undefined) notFound()
  // before anything is read: what is confirmed later than this may be missing in it
  const renderedAt = new Date().toISOString()
  const inspection = await req.payload.findByID({
    collection: 'inspections',
    id: String(docID),
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  const build = inspection && (await readBuild(req, idOf(inspection.build)))
  if (!inspection || !build) notFound()
  const { kind, attempt, state } = inspection
  const definition = await definitionOf(req, idOf(build.workflow))
  const isOut = isReleased(definition, build.status, build.heldFrom ?? null)
  const buildUrl = `/admin/collections/builds/${build.id}`

  return (
    <Panel className="inspection">
      <SetStepNav
        nav={[
          { label: 'Builds', url: '/admin/collections/builds' },
          { label: build.buildNumber, url: buildUrl },
          { label: `${FORM_LABELS[kind]}, ${words.attempt(attempt).toLowerCase()}` },
        ]}
      />
      <header className="panel-head">
        <div className="panel-head__title">
          <FormBadge
            form={inspection}
            items={mayReadAnswers(req, inspection) ? itemsOf(inspection) : []}
            isReleased={isOut}
          />
          <strong>
            {FORM_LABELS[kind]}, {words.attempt(attempt).toLowerCase()}
          </strong>
          <span>
            of build{' '}
            <Link href={buildUrl} className="panel-row-link">
              {build.buildNumber}
            </Link>
            {build.customerName && ` for ${build.customerName}`}
          </span>
          <Badge look={lookOf(definition, build.status)} />
        </div>
        <div className="panel-actions">
          {may(req, 'record.export') && (
            <FileLink href={`/api/inspections/${inspection.id}/report.pdf`}>
              {words.report}
            </FileLink>
          )}
          {state !== 'DRAFT' && <PrintButton />}
        </div>
      </header>
      <Body
        req={req}
        inspection={inspection}
        build={build}
        isReleased={isOut}
        renderedAt={renderedAt}
      />
    </Panel>
  )
}

type BodyProps = {
  req: PayloadRequest
  inspection: Inspection
  build: Build
  isReleased: boolean
  renderedAt: string
}

async function Body({ req, inspection, build, isReleased: isOut, renderedAt }: BodyProps) {
  const { id, title, kind, state, statement, rev } = inspection
  const [{ timeZone }, attempts, nonconformances, photos] = await Promise.all([
    settingsOf(req),
    readAttempts(req, build.id),
    readNonconformances(req, build.id),
    readPhotos(req, build.id),
  ])
  if (!mayReadAnswers(req, inspection))
    return (
      <>
        <Notice>
          <p>{words.outcomeOnly}</p>
        </Notice>
        {state === 'SIGNED' && (
          <SignedForm
            req={req}
            inspection={inspection}
            workflow={idOf(build.workflow)}
            nonconformances={nonconformances}
            timeZone={timeZone}
          />
        )}
      </>
    )

  const items = itemsOf(inspection)
  const beside = (
    <Beside
      req={req}
      build={build}
      inspection={inspection}
      attempts={attempts}
      nonconformances={nonconformances}
      photos={photos}
    />
  )
  const facts = headerFacts(inspection.header)
  const head = facts.length > 0 && (
    <Card title={words.header}>
      <Facts facts={facts} />
    </Card>
  )
  const { user } = req
  const mayFill =
    kind !== 'PRODUCTION' &&
    mayOn(req, 'inspections.perform', { kind, assignedTo: idOf(build.assignedTo) })
  if (state === 'DRAFT' && mayFill && user)
    return (
      <InspectionForm
        form={{ id, title, statement: statement ?? null, items, rev: rev ?? 1 }}
        photos={photos}
        signer={{
          id: user.id,
          name: `${user.firstName} ${user.lastName}`,
          role: isRole(user.role) ? ROLE_LABELS[user.role] : user.role,
        }}
        meanings={{ PASS: FORM_MEANINGS.PASS[kind], FAIL: FORM_MEANINGS.FAIL[kind] }}
        timeZone={timeZone}
        today={todayIn(timeZone)}
        renderedAt={renderedAt}
        head={head}
        beside={beside}
      />
    )
  return (
    <>
      {state !== 'SIGNED' && (
        <Notice>
          <p>{noteOn(inspection, isOut)}</p>
        </Notice>
      )}
      <div className="panel-columns form-reading">
        <div className="panel-stack">
          {state === 'SIGNED' && (
            <SignedForm
              req={req}
              inspection={inspection}
              workflow={idOf(build.workflow)}
              nonconformances={nonconformances}
              timeZone={timeZone}
            />
          )}
          {head}
          <Card title={words.answers}>
            <FormAnswers items={items} photos={photos} timeZone={timeZone} />
          </Card>
        </div>
        <div className="panel-stack">{beside}</div>
      </div>
    </>
  )
}

/** Why a form that is not signed is not for this reader to fill in. */
const noteOn = ({ kind, state }: Inspection, isOut: boolean): string => {
  if (state === 'VOID') return words.readOnly.void
  return kind === 'PRODUCTION' && isOut ? words.readOnly.released : WHO_FILLS[kind]
}

const WHO_FILLS: Readonly<Record<FormKind, string>> = {
  PRE_QC: words.readOnly.quality,
  FINAL_QC: words.readOnly.quality,
  PRODUCTION: words.readOnly.production,
  END_OF_LINE: words.readOnly.floor,
  PACKAGING: words.readOnly.floor,
}
