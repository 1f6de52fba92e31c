import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { DOCUMENT_TYPE_LABELS, hasVersions, isApprovable } from '../../domain/documents'
import { idOf } from '../../services/relation'
import { ApproveButton } from './ApproveButton'
import { Badge } from './Badge'
import { instantInWords } from './dates'
import './panel.scss'
import { chainsOf, type Paper } from './papers'
import { namesOf } from './people'
import { plural } from './words'

type Props = { req: PayloadRequest; papers: readonly Paper[]; timeZone: string }

const sizeInWords = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/**
 * Papers that each open in a new tab, with their version; a drawing says whether it is approved, by whom and
 * when, and offers the approval to those who may. Earlier versions are folded away.
 */
export async function PaperList({ req, papers, timeZone }: Props) {
  const names = await namesOf(
    req,
    papers.map(({ approvedBy }) => approvedBy),
  )
  const wordsOf = (paper: Paper): string =>
    [
      paper.number ?? DOCUMENT_TYPE_LABELS[paper.type],
      hasVersions(paper.type) ? `version ${paper.version ?? 1}` : '',
      paper.filesize ? sizeInWords(paper.filesize) : '',
      instantInWords(paper.createdAt, timeZone),
    ]
      .filter((part) => part !== '')
      .join(' · ')
  const approvalOf = ({ approvedAt, approvedBy }: Paper): string | null =>
    approvedAt
      ? `Approved by ${names.get(idOf(approvedBy)) ?? 'somebody'}, ${instantInWords(approvedAt, timeZone)}`
      : null
  const mayApprove = may(req, 'documents.approve')

  return (
    <ul className="panel-documents">
      {chainsOf(papers).map(({ newest, earlier }) => (
        <li key={newest.id}>
          <PaperLink paper={newest} />
          <span className="panel-table__sub">{wordsOf(newest)}</span>
          {isApprovable(newest.type) && (
            <div className="panel-documents__mark">
              <Badge
                plain
                look={
                  newest.approvedAt
                    ? { label: 'Approved', tone: 'green' }
                    : { label: 'Not approved', tone: 'amber' }
                }
              />
              <span className="panel-table__sub">{approvalOf(newest)}</span>
              {mayApprove && !newest.approvedAt && (
                <ApproveButton id={newest.id} title={newest.title} version={newest.version ?? 1} />
              )}
            </div>
          )}
          {earlier.length > 0 && (
            <details>
              <summary>{plural(earlier.length, 'earlier version', 'earlier versions')}</summary>
              <ul className="panel-documents">
                {earlier.map((paper) => (
                  <li key={paper.id}>
                    <PaperLink paper={paper} />
                    <span className="panel-table__sub">
                      {[wordsOf(paper), approvalOf(paper)].filter(Boolean).join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

const PaperLink = ({ paper: { title, url, thumbnailURL } }: { paper: Paper }) =>
  url ? (
    <a className="panel-row-link panel-documents__link" href={url} target="_blank" rel="noreferrer">
      {thumbnailURL && (
        // eslint-disable-next-line @next/next/no-img-element -- behind the session, not for the optimiser
        <img src={thumbnailURL} alt="" loading="lazy" />
      )}
      {title}
      <span className="panel-hidden"> (opens in a new tab)</span>
    </a>
  ) : (
    <strong>{title}</strong>
  )
