import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { readMaterial, type OrderMaterial } from '../../services/orders/material'
import { ExportLinks } from '../boms/ExportLinks'
import { LineMarks } from '../boms/BomGrid'
import { BomStateBadge } from '../panel/Badge'
import { Card, Empty, Facts, Notice, Panel, ScrollTable } from '../panel/blocks'
import { PrintButton } from '../panel/PrintButton'
import { plural } from '../panel/words'
import { costInWords, formatMoney } from '../shared/money'

/** The tab of an order that sums what its live builds need, by their bills of materials in force. */
export async function OrderMaterialView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'orders.read') || !may(req, 'boms.read') || docID === undefined) notFound()
  const order = String(docID)
  const material = await readMaterial(req, order)
  if (!material) notFound()
  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: 'Orders', url: '/admin/collections/orders' },
          { label: material.orderNumber, url: `/admin/collections/orders/${order}` },
          { label: 'Material' },
        ]}
      />
      <Card
        title="Material of all builds"
        actions={
          <div className="panel-actions panel-no-print">
            {may(req, 'boms.export') && <ExportLinks path={`/api/orders/${order}/bom-export`} />}
            <PrintButton />
          </div>
        }
      >
        <div className="panel-stack">
          {material.unresolved > 0 && (
            <Notice tone="bad">
              <p>
                <strong>
                  {plural(material.unresolved, 'item is', 'items are')} in no catalogue.
                </strong>{' '}
                The approval of these bills is blocked: complete the catalogue or record a
                substitution, then generate them again.
              </p>
            </Notice>
          )}
          <Facts
            facts={[
              { label: 'Different items', value: String(material.items.length) },
              {
                label: 'Internal cost of all BOMs',
                value:
                  material.currency !== null && material.totalCost !== null
                    ? costInWords(material.totalCost, material.unpriced, material.currency)
                    : null,
              },
              ...material.builds.map(({ id, buildNumber, bom }) => ({
                label: buildNumber,
                value: (
                  <>
                    <Link href={`/admin/collections/builds/${id}/bom`}>Version {bom.version}</Link>{' '}
                    <BomStateBadge state={bom.state} />
                  </>
                ),
              })),
            ]}
          />
          {material.items.length === 0 ? (
            <Empty title="No live build of this order has a bill of materials." />
          ) : (
            <Items material={material} />
          )}
        </div>
      </Card>
    </Panel>
  )
}

function Items({ material: { items, builds, currency } }: { material: OrderMaterial }) {
  return (
    <ScrollTable label="Items of the order">
      <thead>
        <tr>
          <th scope="col">Part number</th>
          <th scope="col">Name</th>
          <th scope="col" className="is-figure">
            Total qty
          </th>
          {builds.map(({ id, buildNumber }) => (
            <th key={id} scope="col" className="is-figure">
              {buildNumber}
            </th>
          ))}
          {currency && (
            <>
              <th scope="col" className="is-figure">
                Unit cost
              </th>
              <th scope="col" className="is-figure">
                Counted cost
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.kind} ${item.partNumber}`}>
            <th scope="row">
              <code>{item.partNumber}</code>
            </th>
            <td>
              {item.name} <LineMarks kind={item.kind} substitutedFor={item.substitutedFor} />
            </td>
            <td className="is-figure">
              <strong>{item.quantity}</strong>
            </td>
            {item.perBuild.map((quantity, place) => (
              <td key={builds[place]?.id ?? place} className="is-figure">
                {quantity === 0 ? '' : quantity}
              </td>
            ))}
            {currency && (
              <>
                <td className="is-figure">
                  {item.unitCost === null ? '' : formatMoney(item.unitCost, currency)}
                </td>
                <td className="is-figure">
                  {item.countedCost === 0 ? '' : formatMoney(item.countedCost, currency)}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}
