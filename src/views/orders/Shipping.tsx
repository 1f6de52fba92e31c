import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import type { WorkflowDefinition } from '../../domain/workflow/definition'
import type { Build, Order } from '../../payload-types'
import { readAll } from '../../services/readAll'
import { idOf } from '../../services/relation'
import { Card, Empty } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { DeliverButton, ShipButton, type Shippable } from './ShipButton'

type Props = {
  req: PayloadRequest
  order: Pick<Order, 'id' | 'orderNumber'>
  builds: readonly Build[]
  definition: WorkflowDefinition
  /** YYYY-MM-DD, by the company's clocks. */
  today: string
}

/** What left the house with its slips, and the button for what is finished (T8, T9). */
export async function Shipping({ req, order, builds, definition, today }: Props) {
  if (!may(req, 'shipments.read')) return null
  const shipments = await readAll(req, 'shipments', { order: { equals: order.id } }, 'position')
  const ready = builds.filter(({ status }) => canShip(definition, status))
  const mayShip = may(req, 'shipments.create')
  if (shipments.length === 0 && !(mayShip && ready.length > 0)) return null

  return (
    <Card title="Shipments" isNext={mayShip && ready.length > 0}>
      {shipments.length === 0 && <Empty title="Nothing was shipped yet." />}
      <ul className="panel-documents">
        {shipments.map(({ id, title, carrier, trackingNumber, date }) => {
          const inside = builds.filter(({ shipment }) => idOf(shipment) === id)
          return (
            <li key={id}>
              <strong>{title}</strong>
              <span className="panel-table__sub">
                {dateInWords(date)} · {carrier}
                {trackingNumber && ` · ${trackingNumber}`}
              </span>
              <span className="panel-table__sub">
                {inside.map(({ buildNumber }) => buildNumber).join(', ')}
              </span>
              <div className="panel-actions">
                <a
                  className="panel-button"
                  href={`/api/shipments/${id}/packing-slip.pdf`}
                  target="_blank"
                  rel="noreferrer"
                >
                  Packing slip
                  <span className="panel-hidden"> of {title} (opens in a new tab)</span>
                </a>
                {mayShip && <DeliverButton title={title} builds={onTheWay(definition, inside)} />}
              </div>
            </li>
          )
        })}
      </ul>
      {mayShip && ready.length > 0 && (
        <ShipButton order={order} builds={ready.map(asShippable)} today={today} />
      )}
    </Card>
  )
}

const asShippable = ({ id, buildNumber }: Build): Shippable => ({ id, buildNumber })

/** Whether a step out of this status demands the data of a shipment, as the shipping command looks for it. */
const canShip = ({ transitions }: WorkflowDefinition, status: string): boolean =>
  transitions.some((row) => row.from.includes(status) && row.guards.includes('shipmentData'))

/** Builds that can be delivered, each with the status that says so. */
const onTheWay = (
  { transitions }: WorkflowDefinition,
  builds: readonly Build[],
): (Shippable & { to: string })[] =>
  builds.flatMap((build) => {
    const row = transitions.find(
      ({ from, effects }) => from.includes(build.status) && effects.includes('stampDelivery'),
    )
    return row ? [{ ...asShippable(build), to: row.to }] : []
  })
