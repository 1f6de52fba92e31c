import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import type { BomState } from '../../domain/boms/state'
import { Badge, BomStateBadge, PriorityBadge } from '../panel/Badge'
import { Empty, ScrollTable } from '../panel/blocks'
import { dateInWords, durationInWords, instantInWords } from '../panel/dates'
import { closedStates } from '../../domain/workflow/definition'
import { whereNotIn } from '../../services/builds/closed'
import { idOf } from '../../services/relation'
import { queueOf, type QueuedBuild } from './queue'

export type WaitingBom = {
  id: string
  version: number
  state: string
  unresolvedCount: number
  since: string
  waitedSeconds: number
  build: QueuedBuild
}

/** Active versions in these states whose build is still live, most urgent build first. */
export async function waitingBoms(
  req: PayloadRequest,
  states: readonly BomState[],
): Promise<WaitingBom[]> {
  const { docs } = await req.payload.find({
    collection: 'boms',
    where: {
      and: [
        { isActive: { equals: true }, state: { in: [...states] } },
        await whereNotIn(req, closedStates, 'build.'),
      ],
    },
    select: {
      version: true,
      state: true,
      unresolvedCount: true,
      submittedAt: true,
      decidedAt: true,
      createdAt: true,
      build: true,
    },
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const now = Date.now()
  const builds = await queueOf(req, { id: { in: docs.map(({ build }) => idOf(build)) } })
  return builds.flatMap((build) =>
    docs
      .filter((bom) => idOf(bom.build) === build.id)
      .map(({ id, version, state, unresolvedCount, submittedAt, decidedAt, createdAt }) => {
        // a rejection hands it back: whoever corrects it waits from there
        const since = decidedAt ?? submittedAt ?? createdAt
        const waitedSeconds = (now - Date.parse(since)) / 1000
        return { id, version, state, unresolvedCount, since, waitedSeconds, build }
      }),
  )
}

export function BomQueue({
  boms,
  timeZone,
  empty,
}: {
  boms: readonly WaitingBom[]
  timeZone: string
  empty: string
}) {
  if (boms.length === 0) return <Empty title={empty} />
  return (
    <ScrollTable label="Bills of materials">
      <thead>
        <tr>
          <th scope="col">Bill of materials</th>
          <th scope="col">Customer</th>
          <th scope="col">Priority</th>
          <th scope="col">Want date</th>
          <th scope="col">State</th>
          <th scope="col">Waiting</th>
        </tr>
      </thead>
      <tbody>
        {boms.map(({ id, version, state, unresolvedCount, since, waitedSeconds, build }) => (
          <tr key={id}>
            <th scope="row" className="is-short">
              <Link className="panel-row-link" href={`/admin/collections/boms/${id}`}>
                {build.buildNumber} v{version}
              </Link>
              <span className="panel-table__sub">{build.order?.orderNumber}</span>
            </th>
            <td>{build.customerName}</td>
            <td>{build.order && <PriorityBadge priority={build.order.priority} />}</td>
            <td className="is-short">{build.order && dateInWords(build.order.wantDate)}</td>
            <td>
              <BomStateBadge state={state} />
              {unresolvedCount > 0 && (
                <Badge look={{ label: `${unresolvedCount} unresolved`, tone: 'red' }} />
              )}
            </td>
            <td className="is-short" title={instantInWords(since, timeZone)}>
              {durationInWords(waitedSeconds)}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
