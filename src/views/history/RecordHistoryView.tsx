import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { z } from 'zod'
import type { Json } from '../../domain/canonical'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import { recordHistory, type HistoryAct } from '../../services/recordHistory'
import { settingsOf } from '../../services/settings'
import { Card, Empty, Panel } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { actionLabel, resourceLabel } from './auditWords'
import { Changes, draftOf, toldBy } from './Changes'
import type { Titles } from './changes'
import { titlesIn } from './titles'

const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1)

/** The tab of a record that shows who changed what, as far as its reader may see it. */
export async function RecordHistoryView({
  doc,
  initPageResult,
  searchParams,
}: DocumentViewServerProps) {
  const { collectionConfig, docID, req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!collectionConfig || docID === undefined) notFound()
  const { slug } = collectionConfig
  const page = pageNumber.parse(searchParams?.page)
  const history = await recordHistory(req, slug, String(docID), page).catch(() => notFound())
  const { timeZone } = await settingsOf(req)
  const titles = await titlesIn(req, collectionConfig, history.docs)
  const draft = await draftOf(req, slug, String(docID))
  const path = `/admin/collections/${slug}/${docID}`
  const title: unknown = doc[collectionConfig.admin.useAsTitle ?? 'id']

  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: resourceLabel(slug), url: `/admin/collections/${slug}` },
          { label: typeof title === 'string' ? title : 'Record', url: path },
          { label: 'History' },
        ]}
      />
      <Card title="History">
        {history.docs.length === 0 ? (
          <Empty title="Nothing is recorded here.">Each change of the record is kept.</Empty>
        ) : (
          <ol className="panel-timeline">
            {history.docs.map((act) => (
              <Act key={act.id} act={act} timeZone={timeZone} titles={titles} draft={draft} />
            ))}
          </ol>
        )}
        {(page > 1 || history.hasNextPage) && (
          <nav className="panel-actions" aria-label="Pages of the history">
            {page > 1 && <Link href={`${path}/history?page=${page - 1}`}>Newer</Link>}
            {history.hasNextPage && <Link href={`${path}/history?page=${page + 1}`}>Older</Link>}
          </nav>
        )}
      </Card>
    </Panel>
  )
}

type ActProps = { act: HistoryAct; timeZone: string; titles: Titles; draft: Json | null }

function Act({ act, timeZone, titles, draft }: ActProps) {
  const told = toldBy(act)
  return (
    <li>
      <strong>{actionLabel(act.action)}</strong>
      {act.reason && <blockquote>{act.reason}</blockquote>}
      <span className="panel-timeline__who">
        {[...new Set([act.actorName, isRole(act.role) ? ROLE_LABELS[act.role] : 'System'])].join(
          ', ',
        )}{' '}
        · <time dateTime={act.at}>{instantInWords(act.at, timeZone)}</time>
      </span>
      {told > 0 && (
        <details open={act.action !== 'create'}>
          <summary>{told === 1 ? '1 field' : `${told} fields`}</summary>
          <Changes before={act.before} after={act.after} titles={titles} draft={draft} />
        </details>
      )}
    </li>
  )
}
