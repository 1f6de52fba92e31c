import { Fragment } from 'react'
import type { RecordContent, RecordSetting } from '../../../domain/quality/record'
import { BomStateBadge } from '../../panel/Badge'
import { Card, Empty, Facts, ScrollTable } from '../../panel/blocks'
import { instantInWords } from '../../panel/dates'

const headOf = ({ section, basin }: RecordSetting): string =>
  basin === null ? section : `${section}, basin ${basin}`

/** What was ordered, by which rules, and what it is made of. */
export function RecordBasis({ record }: { record: RecordContent }) {
  const { build, order, customer, configuration, releases, bom, timeZone } = record
  const headings = [...new Set(configuration.map(headOf))]
  return (
    <>
      <div id="configuration" className="record-part">
        <Card title="Build and order">
          <Facts
            facts={[
              { label: 'Build number', value: build.buildNumber },
              { label: 'Product family', value: build.family },
              { label: 'Status', value: build.status },
              ...build.facts,
              { label: 'Order', value: order.orderNumber },
              { label: 'PO number', value: order.poNumber },
              ...order.facts,
              ...customer,
            ]}
          />
        </Card>
      </div>
      <Card title="Configuration">
        {headings.map((heading) => (
          <Fragment key={heading}>
            <h3>{heading}</h3>
            <Facts facts={configuration.filter((setting) => headOf(setting) === heading)} />
          </Fragment>
        ))}
      </Card>
      <div id="rules" className="record-part">
        <Card
          title="Rules and bill of materials"
          actions={bom ? <BomStateBadge state={bom.status} /> : undefined}
        >
          {bom ? (
            <Facts
              facts={[
                { label: 'Version of the bill', value: bom.version },
                { label: 'Lines', value: bom.lineCount },
                { label: 'Content (SHA-256)', value: <code>{bom.contentHash}</code> },
              ]}
            />
          ) : (
            <Empty title="No bill of materials yet." />
          )}
          <ScrollTable label="Releases in force">
            <thead>
              <tr>
                <th scope="col">Release</th>
                <th scope="col">Published</th>
                <th scope="col">Reason</th>
                <th scope="col">Content (SHA-256)</th>
              </tr>
            </thead>
            <tbody>
              {releases.map(({ kind, code, version, publishedAt, publishedBy, reason, sha256 }) => (
                <tr key={kind}>
                  <th scope="row">
                    {code}, release {version}
                    <span className="panel-table__sub">
                      {kind === 'FAMILY' ? 'Product family' : 'Workflow'}
                    </span>
                  </th>
                  <td>
                    {publishedAt && instantInWords(publishedAt, timeZone)}
                    <span className="panel-table__sub">{publishedBy ?? 'Shipped'}</span>
                  </td>
                  <td>{reason}</td>
                  <td>
                    <code>{sha256}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </Card>
      </div>
    </>
  )
}
