import type { RecordComment } from '../../domain/quality/record'
import { instantInWords } from '../panel/dates'
import './quality.scss'

export type Comment = RecordComment

/** What was said about a nonconformance, oldest first. */
export function CommentList({
  comments,
  timeZone,
}: {
  comments: readonly Comment[]
  timeZone: string
}) {
  if (comments.length === 0) return null
  return (
    <ol className="nc-comments">
      {comments.map(({ at, who, role, text }, index) => (
        // two people may say the same at the same moment
        <li key={`${at} ${index}`}>
          <p className="nc-comments__who">
            <strong>{who}</strong>
            {role !== '' && ` · ${role}`} ·{' '}
            <time dateTime={at}>{instantInWords(at, timeZone)}</time>
          </p>
          <p className="panel-prose">{text}</p>
        </li>
      ))}
    </ol>
  )
}
