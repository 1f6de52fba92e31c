import type { PayloadRequest, Where } from 'payload'
import { may } from '../../../access/can'
import { Empty } from './blocks'
import { instantInWords } from './dates'
import { readable } from './words'

type Props = { req: PayloadRequest; where: Where; timeZone: string }

const sizeInWords = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Files that this reader may open; each opens in the browser. */
export async function DocumentList({ req, where, timeZone }: Props) {
  const { docs } = await req.payload.find({
    collection: 'documents',
    where,
    select: { title: true, type: true, filename: true, url: true, filesize: true, createdAt: true },
    sort: '-createdAt',
    limit: 50,
    depth: 0,
    overrideAccess: false,
    req,
  })
  if (docs.length === 0)
    return (
      <Empty title="No documents.">
        {may(req, 'documents.create')
          ? 'Purchase orders, drawings and confirmations that are attached to the order appear here.'
          : 'Drawings and confirmations of this build appear here once they are attached.'}
      </Empty>
    )
  return (
    <ul className="panel-documents">
      {docs.map(({ id, title, type, url, filesize, createdAt }) => (
        <li key={id}>
          {url ? (
            <a className="panel-row-link" href={url} target="_blank" rel="noreferrer">
              {title}
              <span className="panel-hidden"> (opens in a new tab)</span>
            </a>
          ) : (
            <strong>{title}</strong>
          )}
          <span className="panel-table__sub">
            {readable(type)}
            {filesize ? ` · ${sizeInWords(filesize)}` : ''} · {instantInWords(createdAt, timeZone)}
          </span>
        </li>
      ))}
    </ul>
  )
}
