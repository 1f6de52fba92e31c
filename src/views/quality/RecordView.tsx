import { notFound } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { recordOf } from '../../services/quality/record'
import { BuildFrame, openBuild } from '../builds/BuildFrame'
import { Notice } from '../panel/blocks'
import { PrintButton } from '../panel/PrintButton'
import { CompletenessMeter } from './record/CompletenessMeter'
import { RecordBasis } from './record/RecordBasis'
import { RecordEnd } from './record/RecordEnd'
import { RecordForms } from './record/RecordForms'
import { RecordWork } from './record/RecordWork'
import { readThumbnails } from './record/thumbnails'
import './record.scss'

const PARTS = [
  ['completeness', 'Completeness'],
  ['configuration', 'Configuration'],
  ['rules', 'Rules and BOM'],
  ['timeline', 'Timeline'],
  ['tasks', 'Tasks and time'],
  ['serials', 'Serials'],
  ['inspections', 'Inspections'],
  ['nonconformances', 'Nonconformances'],
  ['shipment', 'Shipment'],
  ['signatures', 'Signatures'],
] as const

/**
 * `/admin/collections/builds/:id/record`: the device history record, everything about one sink in order,
 * and on top what release still demands and who owes it (handbook 15.9, 15.13).
 */
export async function RecordView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build } = open
  if (!may(req, 'record.read')) notFound()
  const record = await recordOf(req, build.id)
  const thumbnails = await readThumbnails(req, record.files)
  const altered = record.signatures.filter(({ isIntact }) => !isIntact)

  return (
    <BuildFrame
      {...open}
      tab="Record"
      aside={
        <div className="panel-actions">
          {may(req, 'record.export') && (
            <a
              className="panel-button panel-button--primary"
              href={`/api/builds/${build.id}/record.zip`}
              download
            >
              Download record (ZIP)
            </a>
          )}
          {may(req, 'labels.print') && (
            <a
              className="panel-button"
              href={`/api/builds/${build.id}/label.pdf`}
              target="_blank"
              rel="noreferrer"
            >
              Label (PDF)<span className="panel-hidden"> (opens in a new tab)</span>
            </a>
          )}
          <PrintButton />
        </div>
      }
    >
      {altered.length > 0 && (
        <Notice tone="bad">
          <p>
            <strong>This record cannot be relied on.</strong> Altered after signing:{' '}
            {altered.map(({ subject }) => subject).join(', ')}.
          </p>
        </Notice>
      )}
      {record.build.overrides.map((reason) => (
        <Notice key={reason} tone="warn">
          <p>
            <strong>A rule was overridden:</strong> {reason}
          </p>
        </Notice>
      ))}
      <div id="completeness" className="record-part">
        <CompletenessMeter build={build.id} points={record.completeness} />
      </div>
      <nav className="record-nav panel-no-print" aria-label="Parts of the record">
        <ul>
          {PARTS.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <RecordBasis record={record} />
      <RecordWork record={record} thumbnails={thumbnails} />
      <RecordForms record={record} thumbnails={thumbnails} />
      <RecordEnd record={record} />
    </BuildFrame>
  )
}
