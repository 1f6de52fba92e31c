import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { asJson } from '../../domain/canonical'
import { actorRoleInWords } from '../../domain/auditWords'
import { kindNamed } from '../../services/auditKinds'
import { namesOfRecords, recordKey } from '../../services/recordNames'
import { settingsOf } from '../../services/settings'
import { Card, Empty, Facts, Panel } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { DocumentTitle } from '../panel/DocumentTitle'
import { actionLabel, pageOf, resourceLabel } from './auditWords'
import { Changes, draftOf, toldBy } from './Changes'
import { NO_TITLES } from './changes'
import { statusTitles, titlesIn } from './titles'

/** `/admin/collections/audit-events/:id`: one act, with what it changed in words. */
export async function AuditView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'audit.read') || docID === undefined) notFound()
  const event = await req.payload.findByID({
    collection: 'audit-events',
    id: String(docID),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!event) notFound()
  const { timeZone, currency } = await settingsOf(req)
  const changed = {
    before: asJson(event.before ?? null),
    after: asJson(event.after ?? null),
    currency,
  }
  const collection = req.payload.config.collections.find(({ slug }) => slug === event.resource)
  const titles = new Map([
    ...(await statusTitles(req, event.resource, event.resourceId)),
    ...(collection ? await titlesIn(req, collection, [changed]) : NO_TITLES),
  ])
  const draft = await draftOf(req, event.resource, event.resourceId)
  const key = recordKey(event.resource, event.resourceId ?? '')
  const name = (await namesOfRecords(req.payload, [key])).get(key)
  const page = pageOf(event.resource, event.resourceId)

  return (
    <Panel>
      <DocumentTitle title={actionLabel(event.action)} />
      <SetStepNav
        nav={[
          { label: 'Audit events', url: '/admin/collections/audit-events' },
          { label: actionLabel(event.action) },
        ]}
      />
      <Card
        title={`${actionLabel(event.action)}: ${resourceLabel(kindNamed(req.payload.config, event.resource))}`}
      >
        <Facts
          facts={[
            { label: 'When', value: instantInWords(event.at, timeZone) },
            { label: 'Who', value: event.actorName },
            { label: 'Role then', value: actorRoleInWords(event.role) },
            {
              label: 'Record',
              value: page ? (
                <Link href={page}>{name ?? 'Open the record'}</Link>
              ) : (
                (name ?? (event.resourceId && <code>{event.resourceId}</code>))
              ),
            },
            {
              label: 'Reason',
              value: event.reason && <span className="panel-prose">{event.reason}</span>,
            },
            { label: 'Address', value: event.ip },
            { label: 'Program', value: event.userAgent },
            { label: 'Request', value: event.requestId && <code>{event.requestId}</code> },
            { label: 'Kept', value: event.stream === 'AUDIT' ? '7 years' : '2 years' },
            { label: 'Hash', value: <code title={event.hash}>{event.hash.slice(0, 16)}…</code> },
          ]}
        />
      </Card>
      <Card title="What changed">
        {toldBy(changed) === 0 ? (
          <Empty title="This act changed no fields." />
        ) : (
          <Changes {...changed} titles={titles} draft={draft} />
        )}
      </Card>
    </Panel>
  )
}
