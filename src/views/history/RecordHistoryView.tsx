import { SetStepNav } from '@payloadcms/ui'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { z } from 'zod'
import { recordHistory } from '../../services/recordHistory'
import { settingsOf } from '../../services/settings'
import { Card, Empty, Panel } from '../panel/blocks'
import { Act, HistoryPages } from './Act'
import { resourceLabel } from './auditWords'
import { draftOf } from './Changes'
import { statusTitles, titlesIn } from './titles'

/** The page of a history that an address asks for. */
export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1)

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
  const { timeZone, currency } = await settingsOf(req)
  const releases = history.docs.filter(({ about }) => about !== null)
  const titles = new Map([
    ...(await statusTitles(req, slug, String(docID))),
    ...(await titlesIn(req, collectionConfig, history.docs)),
    ...(await titlesIn(req, req.payload.collections['configuration-releases'].config, releases)),
  ])
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
              <Act
                key={act.id}
                act={act}
                subject={act.about && ` ${act.about}`}
                timeZone={timeZone}
                currency={currency}
                titles={titles}
                draft={draft}
              />
            ))}
          </ol>
        )}
        <HistoryPages path={path} page={page} hasNextPage={history.hasNextPage} />
      </Card>
    </Panel>
  )
}
