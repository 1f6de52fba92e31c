import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { LANGUAGE_LABELS } from '../../domain/label'
import { isOver } from '../../domain/workflow/definition'
import type { Build, Customer, Order } from '../../payload-types'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { Timeline } from '../history/Timeline'
import { readEvents } from '../history/readEvents'
import { Badge, BomStateBadge, PriorityBadge } from '../panel/Badge'
import { Card, Facts, Panel, ScrollTable } from '../panel/blocks'
import { dateInWords, daysBetween, instantInWords } from '../panel/dates'
import { DocumentList } from '../panel/DocumentList'
import { FileLink } from '../panel/FileLink'
import { namesOf } from '../panel/people'
import { PrintButton } from '../panel/PrintButton'
import { definitionOf, lookOf } from '../panel/states'
import { stageBeside } from '../panel/words'
import { formatMoney } from '../shared/money'
import { OrderMoves } from './OrderMoves'
import { Shipping } from './Shipping'
import { stepsOf } from './stepsOf'

/** `/admin/collections/orders/:id`: the whole order with its builds, and what may be done with it. */
export async function OrderView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'orders.read') || docID === undefined) notFound()
  const order = await readOrder(req, String(docID))
  if (!order) notFound()
  const [settings, definition, builds, customer, events] = await Promise.all([
    settingsOf(req),
    definitionOf(req, idOf(order.workflow)),
    readBuilds(req, order.id),
    readCustomer(req, idOf(order.customer)),
    readEvents(req, { order: { equals: order.id } }),
  ])
  const [boms, names, steps] = await Promise.all([
    readActiveBoms(
      req,
      builds.map(({ id }) => id),
    ),
    namesOf(req, [order.createdBy, ...builds.map(({ assignedTo }) => assignedTo)]),
    may(req, 'orders.edit') ? stepsOf(req, definition, builds) : [],
  ])
  const stage = stageBeside(order.stage, order.status)
  const daysLeft = daysBetween(todayIn(settings.timeZone), order.wantDate)

  return (
    <Panel>
      <SetStepNav
        nav={[{ label: 'Orders', url: '/admin/collections/orders' }, { label: order.orderNumber }]}
      />
      <header className="panel-head">
        <div className="panel-head__title">
          <Badge look={lookOf(definition, order.status)} />
          {stage && <strong>{stage}</strong>}
          {order.isHeld && order.status !== definition.hold.state && (
            <Badge plain look={{ label: 'A build is on hold', tone: 'amber' }} />
          )}
          <PriorityBadge priority={order.priority} />
        </div>
        <div className="panel-actions">
          {may(req, 'orders.export') && (
            <FileLink href={`/api/orders/${order.id}/summary.pdf`}>Summary (PDF)</FileLink>
          )}
          <PrintButton />
        </div>
        <p className="panel-head__lead">
          Wanted {dateInWords(order.wantDate)}
          {!isOver(definition, order.status) && `, ${daysInWords(daysLeft)}`}. The order stands
          where its least advanced build stands.
        </p>
      </header>
      <div className="panel-columns">
        <div className="panel-stack">
          <Card title="Order">
            <Facts
              facts={[
                { label: 'PO number', value: order.poNumber },
                { label: 'Customer', value: order.customerName },
                { label: 'Project', value: order.projectName },
                { label: 'Sales person', value: order.salesPerson },
                { label: 'Document language', value: LANGUAGE_LABELS[order.language] },
                {
                  label: 'Entered',
                  value: instantInWords(order.createdAt, settings.timeZone),
                },
                { label: 'Entered by', value: names.get(idOf(order.createdBy)) },
                {
                  label: 'Internal cost of all BOMs',
                  value:
                    order.totalCost == null
                      ? null
                      : formatMoney(order.totalCost, settings.currency),
                },
              ]}
            />
            {order.specialInstructions && (
              <>
                <h3>Special instructions</h3>
                <p className="panel-prose">{order.specialInstructions}</p>
              </>
            )}
            {order.notes && (
              <>
                <h3>Internal notes</h3>
                <p className="panel-prose">{order.notes}</p>
              </>
            )}
          </Card>
          <Card
            title={builds.length === 1 ? '1 build' : `${builds.length} builds`}
            actions={
              may(req, 'boms.read') && (
                <Link
                  className="panel-button panel-no-print"
                  href={`/admin/collections/orders/${order.id}/material`}
                >
                  Material and exports
                </Link>
              )
            }
          >
            <ScrollTable label="Builds of this order">
              <thead>
                <tr>
                  <th scope="col">Build</th>
                  <th scope="col">Status</th>
                  <th scope="col">Bill of materials</th>
                  <th scope="col">Assembler</th>
                </tr>
              </thead>
              <tbody>
                {builds.map((build) => {
                  const bom = boms.get(build.id)
                  return (
                    <tr key={build.id}>
                      <th scope="row">
                        <Link
                          className="panel-row-link"
                          href={`/admin/collections/builds/${build.id}`}
                        >
                          {build.buildNumber}
                        </Link>
                        <span className="panel-table__sub">{build.family}</span>
                      </th>
                      <td>
                        <Badge look={lookOf(definition, build.status)} />
                        <span className="panel-table__sub">
                          {stageBeside(build.stage, build.status)}
                        </span>
                      </td>
                      <td>
                        {bom && (
                          <Link
                            className="panel-row-link"
                            href={`/admin/collections/builds/${build.id}/bom`}
                          >
                            Version {bom.version}
                          </Link>
                        )}{' '}
                        {bom && (
                          <BomStateBadge
                            state={bom.state}
                            isBuildOver={isOver(definition, build.status)}
                          />
                        )}
                      </td>
                      <td>{names.get(idOf(build.assignedTo)) ?? 'Nobody yet'}</td>
                    </tr>
                  )
                })}
              </tbody>
            </ScrollTable>
          </Card>
          <Card title="Timeline">
            <Timeline
              events={events}
              definition={definition}
              timeZone={settings.timeZone}
              buildNumbers={new Map(builds.map(({ id, buildNumber }) => [id, buildNumber]))}
            />
          </Card>
        </div>
        <div className="panel-stack">
          {may(req, 'orders.edit') && (
            <Card title="Steps of the whole order" isNext>
              <OrderMoves order={{ id: order.id, orderNumber: order.orderNumber }} steps={steps} />
            </Card>
          )}
          <Shipping
            req={req}
            order={order}
            builds={builds}
            definition={definition}
            today={todayIn(settings.timeZone)}
          />
          {customer && (
            <Card title="Customer">
              <CustomerFacts customer={customer} />
            </Card>
          )}
          <Card title="Documents">
            <DocumentList
              req={req}
              timeZone={settings.timeZone}
              where={{ order: { equals: order.id } }}
            />
          </Card>
        </div>
      </div>
    </Panel>
  )
}

function daysInWords(days: number): string {
  if (days === 0) return 'today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `in ${count}` : `${count} ago`
}

function CustomerFacts({ customer }: { customer: Customer }) {
  const { line1, line2, city, region, postalCode, country } = customer.shippingAddress
  const address = [line1, line2, [city, region, postalCode].filter(Boolean).join(' '), country]
  return (
    <Facts
      single
      facts={[
        { label: 'Company', value: customer.companyName },
        { label: 'Contact', value: customer.contactName },
        {
          label: 'E-mail',
          value: customer.email && <a href={`mailto:${customer.email}`}>{customer.email}</a>,
        },
        { label: 'Phone', value: customer.phone },
        {
          label: 'Ships to',
          value: <span className="panel-prose">{address.filter(Boolean).join('\n')}</span>,
        },
      ]}
    />
  )
}

const readOrder = (req: PayloadRequest, id: string): Promise<Order | null> =>
  req.payload.findByID({
    collection: 'orders',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })

async function readBuilds(req: PayloadRequest, order: string): Promise<Build[]> {
  const { docs } = await req.payload.find({
    collection: 'builds',
    where: { order: { equals: order } },
    sort: 'position',
    limit: 50,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  return docs
}

/** Absent for roles that may not read customers. */
async function readCustomer(req: PayloadRequest, id: string): Promise<Customer | null> {
  if (!may(req, 'customers.read')) return null
  return req.payload.findByID({
    collection: 'customers',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
}

async function readActiveBoms(
  req: PayloadRequest,
  builds: readonly string[],
): Promise<Map<string, { version: number; state: string }>> {
  if (builds.length === 0) return new Map()
  const { docs } = await req.payload.find({
    collection: 'boms',
    where: { build: { in: [...builds] }, isActive: { equals: true } },
    select: { build: true, version: true, state: true },
    limit: 50,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return new Map(docs.map((bom) => [idOf(bom.build), bom]))
}
