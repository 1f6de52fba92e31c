import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import type { ReactNode } from 'react'
import { may } from '../../../access/can'
import { HOLD_CLASS_LABELS } from '../../domain/orders/hold'
import type { WorkflowDefinition } from '../../domain/workflow/definition'
import type { Build } from '../../payload-types'
import { factsOfBuild } from '../../services/builds/facts'
import { idOf } from '../../services/relation'
import { Badge } from '../panel/Badge'
import { Notice, Panel } from '../panel/blocks'
import { definitionOf, lookOf } from '../panel/states'
import { stageBeside } from '../panel/words'
import { nextStepInWords } from './nextStep'
import { readBuild } from './readBuild'

export type OpenBuild = { req: PayloadRequest; build: Build; definition: WorkflowDefinition }

/** The build that a tab of its page is about; sends away whoever may not see it. */
export async function openBuild({ initPageResult }: DocumentViewServerProps): Promise<OpenBuild> {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'builds.read') || docID === undefined) notFound()
  const build = await readBuild(req, String(docID))
  if (!build) notFound()
  return { req, build, definition: await definitionOf(req, idOf(build.workflow)) }
}

type Props = OpenBuild & { tab?: string; aside?: ReactNode; children: ReactNode }

/** State and next step on every tab of a build. */
export async function BuildFrame({ req, build, definition, tab, aside, children }: Props) {
  const url = `/admin/collections/builds/${build.id}`
  const heldFrom = build.heldFrom && lookOf(definition, build.heldFrom).label
  const stage = stageBeside(build.stage, build.status)
  const facts = await factsOfBuild(req, build.id)
  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: 'Builds', url: '/admin/collections/builds' },
          tab ? { label: build.buildNumber, url } : { label: build.buildNumber },
          ...(tab ? [{ label: tab }] : []),
        ]}
      />
      <header className="panel-head">
        <div className="panel-head__title">
          <Badge look={lookOf(definition, build.status)} />
          {stage && <strong>{stage}</strong>}
          {build.isOverridden && <Badge plain look={{ label: 'Moved by override', tone: 'red' }} />}
        </div>
        {aside}
        <p className="panel-head__lead">
          {nextStepInWords(definition, build.status, facts)}{' '}
          <Link href={`/admin/collections/orders/${idOf(build.order)}`}>Open the order</Link>
        </p>
      </header>
      {heldFrom && (
        <Notice tone="warn">
          <p>
            <strong>
              On hold{build.holdClass ? `: ${HOLD_CLASS_LABELS[build.holdClass]}` : ''}.
            </strong>{' '}
            {build.statusNote}
          </p>
          <p>It left “{heldFrom}” and goes back there when it is resumed.</p>
        </Notice>
      )}
      {children}
    </Panel>
  )
}
