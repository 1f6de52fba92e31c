import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Json } from '../../domain/canonical'
import { actorRoleInWords } from '../../domain/auditWords'
import type { HistoryAct } from '../../services/recordHistory'
import { instantInWords } from '../panel/dates'
import { actionLabel } from './auditWords'
import { Changes, toldBy } from './Changes'
import type { Titles } from './changes'

type ActProps = {
  act: HistoryAct
  /** What it was done to, where a list tells of several records. */
  subject?: ReactNode
  timeZone: string
  currency: string
  titles: Titles
  draft: Json | null
  /** The changed fields stand folded away at first, as those of a creation always do. */
  isFolded?: boolean
}

/** One act of a history: who did what and when, and the fields that it changed. */
export function Act(props: ActProps) {
  const { act, subject, timeZone, currency, titles, draft, isFolded = false } = props
  return (
    <li>
      <div className="panel-timeline__move">
        <strong>{actionLabel(act.action)}</strong>
        {subject}
      </div>
      {act.reason && <blockquote>{act.reason}</blockquote>}
      <span className="panel-timeline__who">
        {[...new Set([act.actorName, actorRoleInWords(act.role)])].join(', ')} ·{' '}
        <time dateTime={act.at}>{instantInWords(act.at, timeZone)}</time>
      </span>
      <ToldFields act={act} currency={currency} titles={titles} draft={draft} isFolded={isFolded} />
    </li>
  )
}

type ToldProps = Pick<ActProps, 'currency' | 'titles' | 'draft' | 'isFolded'> & {
  act: Pick<HistoryAct, 'action' | 'before' | 'after'>
}

/** The fields that an act changed, to be unfolded; nothing where it changed none. */
export function ToldFields({ act, currency, titles, draft, isFolded = false }: ToldProps) {
  const { before, after } = act
  const told = toldBy({ before, after, currency })
  return (
    told > 0 && (
      <details open={act.action !== 'create' && !isFolded}>
        <summary>{told === 1 ? '1 field' : `${told} fields`}</summary>
        <Changes {...{ before, after, currency, titles, draft }} />
      </details>
    )
  )
}

type PagesProps = { path: string; page: number; hasNextPage: boolean }

/** The way to what happened before and after; nothing where all stands on one page. */
export const HistoryPages = ({ path, page, hasNextPage }: PagesProps) =>
  (page > 1 || hasNextPage) && (
    <nav className="panel-actions" aria-label="Pages of the history">
      {page > 1 && <Link href={`${path}/history?page=${page - 1}`}>Newer</Link>}
      {hasNextPage && <Link href={`${path}/history?page=${page + 1}`}>Older</Link>}
    </nav>
  )
