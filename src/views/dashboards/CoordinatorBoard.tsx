import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { closedStates } from '../../domain/workflow/definition'
import { whereNotIn } from '../../services/builds/closed'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Card, Empty } from '../panel/blocks'
import { dateInWords, daysBetween, instantInWords } from '../panel/dates'
import { definitionOf, lookOf } from '../panel/states'
import { Counts } from './Counts'
import { waitingBoms, BomQueue } from './bomQueue'

/** Entering orders, steering them, and what is due. */
export async function CoordinatorBoard({ req }: { req: PayloadRequest }) {
  const { timeZone } = await settingsOf(req)
  const today = todayIn(timeZone)
  const [drafts, due, boms] = await Promise.all([
    req.payload.find({
      collection: 'order-drafts',
      select: { title: true, step: true, updatedAt: true },
      sort: '-updatedAt',
      limit: 5,
      depth: 0,
      joins: false,
      overrideAccess: false,
      req,
    }),
    req.payload.find({
      collection: 'orders',
      where: await whereNotIn(req, closedStates),
      select: {
        orderNumber: true,
        customerName: true,
        wantDate: true,
        status: true,
        workflow: true,
      },
      sort: 'wantDate',
      limit: 8,
      depth: 0,
      joins: false,
      overrideAccess: false,
      req,
    }),
    waitingBoms(req, ['DRAFT', 'REJECTED']),
  ])
  const orders = await Promise.all(
    due.docs.map(async ({ workflow, ...order }) => ({
      ...order,
      look: lookOf(await definitionOf(req, idOf(workflow)), order.status),
    })),
  )
  return (
    <>
      <div className="board-lead">
        <Link className="board-primary" href="/admin/orders/new">
          New order
        </Link>
        <Link href="/admin/collections/orders">All orders</Link>
        <Link href="/admin/collections/builds">All builds</Link>
      </div>
      <Counts req={req} />
      <div className="panel-columns">
        <Card title="Bills of materials to send or to correct">
          <BomQueue
            boms={boms}
            timeZone={timeZone}
            empty="Every bill of materials is with Procurement or approved."
          />
        </Card>
        <div className="panel-stack">
          <Card title="Due next">
            {orders.length === 0 ? (
              <Empty title="No open orders.">Start with a new order.</Empty>
            ) : (
              <ul className="board-list">
                {orders.map(({ id, orderNumber, customerName, wantDate, look }) => (
                  <li key={id}>
                    <Link className="panel-row-link" href={`/admin/collections/orders/${id}`}>
                      {orderNumber}
                    </Link>
                    <span>{customerName}</span>
                    <span>
                      {dateInWords(wantDate)}
                      {wantDate < today && <strong> · overdue</strong>}
                      {wantDate >= today && daysBetween(today, wantDate) <= 7 && ' · this week'}
                    </span>
                    <Badge look={look} />
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card title="My drafts">
            {drafts.docs.length === 0 ? (
              <Empty title="No drafts.">An order that you leave half-way waits here for you.</Empty>
            ) : (
              <ul className="board-list">
                {drafts.docs.map(({ id, title, step, updatedAt }) => (
                  <li key={id}>
                    <Link className="panel-row-link" href={`/admin/orders/new?draft=${id}`}>
                      {title}
                    </Link>
                    <span>Step {step} of 5</span>
                    <span>{instantInWords(updatedAt, timeZone)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
      </div>
    </>
  )
}
