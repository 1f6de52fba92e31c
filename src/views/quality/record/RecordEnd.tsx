import type { RecordContent } from '../../../domain/quality/record'
import { Card, Empty, Facts, ScrollTable } from '../../panel/blocks'
import { dateInWords, instantInWords } from '../../panel/dates'
import { SignatureLine } from './SignatureLine'

/** How it left the house, who answers for it, and the files that belong to it. */
export function RecordEnd({ record }: { record: RecordContent }) {
  const { shipments, signatures, files, timeZone } = record
  return (
    <>
      <div id="shipment" className="record-part">
        <Card title="Shipment">
          {shipments.length === 0 && <Empty title="Not shipped yet." />}
          {shipments.map(({ title, carrier, trackingNumber, date, by }) => (
            <Facts
              key={title}
              facts={[
                { label: 'Shipment', value: title },
                { label: 'Carrier', value: carrier },
                { label: 'Tracking number', value: trackingNumber },
                { label: 'Shipped on', value: dateInWords(date) },
                { label: 'Recorded by', value: by },
              ]}
            />
          ))}
        </Card>
      </div>
      <div id="signatures" className="record-part">
        <Card title="Signatures">
          {signatures.length === 0 && <Empty title="Nothing is signed yet." />}
          {signatures.map((signature) => (
            <SignatureLine
              key={`${signature.resourceId} ${signature.signedAt}`}
              signature={signature}
              timeZone={timeZone}
              subject={signature.subject}
            />
          ))}
        </Card>
        <Card title="Files">
          {files.length === 0 ? (
            <Empty title="No files belong to this record." />
          ) : (
            <ScrollTable label="Files of the record">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col">Uploaded</th>
                  <th scope="col">Content (SHA-256)</th>
                </tr>
              </thead>
              <tbody>
                {files.map(({ id, title, uploadedAt, uploadedBy, sha256 }) => (
                  <tr key={id}>
                    <th scope="row">
                      <a className="panel-row-link" href={`/admin/collections/documents/${id}`}>
                        {title}
                      </a>
                    </th>
                    <td>
                      {instantInWords(uploadedAt, timeZone)}
                      <span className="panel-table__sub">{uploadedBy}</span>
                    </td>
                    <td>
                      <code>{sha256}</code>
                    </td>
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
