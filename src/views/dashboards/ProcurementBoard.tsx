import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { lowStock, shortages } from '../../services/boards'
import { settingsOf } from '../../services/settings'
import { Card, Empty, ScrollTable } from '../panel/blocks'
import { BomQueue, waitingBoms } from './bomQueue'
import { Queue, queueOf } from './queue'
import { ShortageList } from './ShortageList'

/** What waits for a decision, what may be released, and what runs low. */
export async function ProcurementBoard({ req }: { req: PayloadRequest }) {
  const { timeZone } = await settingsOf(req)
  const waiting = await waitingBoms(req, ['PENDING_APPROVAL'])
  const unsent = await waitingBoms(req, ['DRAFT'])
  const arrivals = await queueOf(req, { stage: { equals: 'READY_TO_RELEASE' } })
  const low = await lowStock(req)
  const missing = await shortages(req)
  return (
    <>
      <Card title="Bills of materials that wait for your decision">
        <BomQueue
          boms={waiting}
          timeZone={timeZone}
          empty="Nothing waits: every bill of materials is decided."
        />
      </Card>
      <Card title="Builds that wait for parts">
        <ShortageList shortages={missing} timeZone={timeZone} />
      </Card>
      <div className="panel-columns">
        <div className="panel-stack">
          <Card title="Body arrived? Confirm it">
            <Queue
              req={req}
              label="Builds that wait for the body"
              builds={arrivals}
              empty="No approved build waits for its body."
            />
          </Card>
          <Card title="Generated, not sent yet">
            <BomQueue
              boms={unsent}
              timeZone={timeZone}
              empty="The coordinators hold nothing back."
            />
          </Card>
        </div>
        <Card title="Low stock">
          {low.length === 0 ? (
            <Empty title="Every part is above its reorder level." />
          ) : (
            <ScrollTable label="Parts at or below their reorder level">
              <thead>
                <tr>
                  <th scope="col">Part</th>
                  <th scope="col" className="is-figure">
                    Available
                  </th>
                  <th scope="col" className="is-figure">
                    Reorder at
                  </th>
                </tr>
              </thead>
              <tbody>
                {low.map(({ id, partNumber, name, available, reorderLevel }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link className="panel-row-link" href={`/admin/collections/parts/${id}`}>
                        {partNumber}
                      </Link>
                      <span className="panel-table__sub">{name}</span>
                    </th>
                    <td className="is-figure">{available}</td>
                    <td className="is-figure">{reorderLevel}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Card>
      </div>
    </>
  )
}
