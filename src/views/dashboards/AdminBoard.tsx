import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { healthOf } from '../../services/health'
import { mailFigures, type MailFigures } from '../../services/mail'
import { namesOfRecords, recordKey } from '../../services/recordNames'
import { settingsOf } from '../../services/settings'
import { actionLabel, resourceLabel } from '../history/auditWords'
import { Badge } from '../panel/Badge'
import { Card, Empty, Facts } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { plural, readable, type Look } from '../panel/words'
import { Counts } from './Counts'
import { Queue, queueOf } from './queue'

/** Whether messages reach people. */
function lookOfMail({ isSetUp, waiting, failed }: MailFigures): Look {
  if (failed > 0) return { label: `${failed} given up this week`, tone: 'red' }
  if (!isSetUp) return { label: 'Not set up: nothing is sent', tone: 'slate' }
  return waiting > 0
    ? { label: plural(waiting, 'message waits', 'messages wait'), tone: 'amber' }
    : { label: 'All sent', tone: 'green' }
}

/** People, what is in force, what happened, and whether everything works. */
export async function AdminBoard({ req }: { req: PayloadRequest }) {
  const { timeZone } = await settingsOf(req)
  const health = await healthOf(req)
  const mail = await mailFigures(req)
  const overridden = await queueOf(req, { isOverridden: { equals: true } })
  const releases = await req.payload.find({
    collection: 'configuration-releases',
    select: { title: true, kind: true, createdAt: true },
    sort: '-createdAt',
    limit: 6,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const events = await req.payload.find({
    collection: 'audit-events',
    select: { action: true, resource: true, resourceId: true, actorName: true, at: true },
    sort: '-at',
    limit: 10,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const keyOf = ({ resource, resourceId }: (typeof events.docs)[number]) =>
    recordKey(resource, resourceId ?? '')
  const names = await namesOfRecords(req.payload, events.docs.map(keyOf))
  return (
    <>
      <div className="board-lead">
        <Link className="board-primary" href="/admin/collections/users">
          Users
        </Link>
        <Link href="/admin/orders/new">New order</Link>
        <Link href="/admin/globals/settings">Settings</Link>
        <Link href="/admin/collections/product-families">Product Families</Link>
        <Link href="/admin/collections/workflows">Workflows</Link>
      </div>
      <Counts req={req} />
      <div className="panel-columns">
        <Card
          title="Latest events"
          actions={<Link href="/admin/collections/audit-events">Audit log</Link>}
        >
          <ul className="board-list">
            {events.docs.map((event) => (
              <li key={event.id}>
                <Link
                  className="panel-row-link"
                  href={`/admin/collections/audit-events/${event.id}`}
                >
                  {actionLabel(event.action)}
                </Link>
                <span>{names.get(keyOf(event)) ?? resourceLabel(event.resource)}</span>
                <span>{event.actorName}</span>
                <span>{instantInWords(event.at, timeZone)}</span>
              </li>
            ))}
          </ul>
        </Card>
        <div className="panel-stack">
          <Card title="System">
            <Facts
              facts={[
                ...Object.entries(health.checks).map(([name, { status, ms }]) => ({
                  label: readable(name),
                  value: (
                    <Badge
                      look={
                        status === 'ok'
                          ? { label: `Works, ${ms} ms`, tone: 'green' as const }
                          : { label: 'Failed', tone: 'red' as const }
                      }
                    />
                  ),
                })),
                { label: 'Mail', value: <Badge look={lookOfMail(mail)} /> },
              ]}
            />
          </Card>
          <Card title="Releases">
            {releases.docs.length === 0 ? (
              <Empty title="Nothing is published." />
            ) : (
              <ul className="board-list">
                {releases.docs.map(({ id, title, createdAt }) => (
                  <li key={id}>
                    <Link
                      className="panel-row-link"
                      href={`/admin/collections/configuration-releases/${id}`}
                    >
                      {title}
                    </Link>
                    <span>{instantInWords(createdAt, timeZone)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
      </div>
      <Card title="Builds moved by override">
        <Queue
          req={req}
          label="Builds moved by override"
          builds={overridden}
          empty="No build was ever moved by override."
        />
      </Card>
    </>
  )
}
