import Link from 'next/link'
import type { PayloadRequest, Where } from 'payload'
import type { Build, Order } from '../../payload-types'
import { Badge, PriorityBadge } from '../panel/Badge'
import { Empty, ScrollTable } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { definitionOf, lookOf } from '../panel/states'
import { idOf } from '../../services/relation'
import { isPriority, PRIORITY_RANK, stageBeside } from '../panel/words'

export type QueuedBuild = Pick<
  Build,
  | 'id'
  | 'buildNumber'
  | 'status'
  | 'stage'
  | 'customerName'
  | 'statusSince'
  | 'workflow'
  | 'assignedTo'
  | 'rev'
> & {
  order: Pick<Order, 'id' | 'orderNumber' | 'priority' | 'wantDate'> | null
}

const rank = ({ order }: QueuedBuild): number =>
  isPriority(order?.priority) ? PRIORITY_RANK[order.priority] : 9

/** Builds that match, in the order in which they are worked on: priority, then want date (handbook 4.2). */
export async function queueOf(req: PayloadRequest, where: Where): Promise<QueuedBuild[]> {
  const { docs } = await req.payload.find({
    collection: 'builds',
    where,
    select: {
      buildNumber: true,
      status: true,
      stage: true,
      customerName: true,
      statusSince: true,
      order: true,
      workflow: true,
      assignedTo: true,
      rev: true,
    },
    populate: { orders: { orderNumber: true, priority: true, wantDate: true } },
    limit: 100,
    depth: 1,
    joins: false,
    overrideAccess: false,
    req,
  })
  return docs
    .map((build) => ({ ...build, order: typeof build.order === 'object' ? build.order : null }))
    .sort(
      (a, b) =>
        rank(a) - rank(b) || (a.order?.wantDate ?? '').localeCompare(b.order?.wantDate ?? ''),
    )
}

/** Builds with the look of their status in the workflow that each has pinned. */
const withLooks = (req: PayloadRequest, builds: readonly QueuedBuild[]) =>
  Promise.all(
    builds.map(async (build) => ({
      ...build,
      look: lookOf(await definitionOf(req, idOf(build.workflow)), build.status),
    })),
  )

/** A queue as a table, most urgent first; `empty` says what an empty one means. */
export async function Queue({
  req,
  label,
  builds,
  empty,
}: {
  req: PayloadRequest
  label: string
  builds: readonly QueuedBuild[]
  empty: string
}) {
  if (builds.length === 0) return <Empty title={empty} />
  const rows = await withLooks(req, builds)
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">Build</th>
          <th scope="col">Order</th>
          <th scope="col">Customer</th>
          <th scope="col">Priority</th>
          <th scope="col">Want date</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, buildNumber, order, customerName, look, status, stage }) => (
          <tr key={id}>
            <th scope="row" className="is-short">
              <Link className="panel-row-link" href={`/admin/collections/builds/${id}`}>
                {buildNumber}
              </Link>
            </th>
            <td className="is-short">{order?.orderNumber}</td>
            <td>{customerName}</td>
            <td>{order && <PriorityBadge priority={order.priority} />}</td>
            <td className="is-short">{order && dateInWords(order.wantDate)}</td>
            <td>
              <Badge look={look} />
              <span className="panel-table__sub">{stageBeside(stage, status)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
