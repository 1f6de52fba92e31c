import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import type { ReactNode } from 'react'
import { may } from '../../../access/can'
import { ITEM_COLLECTIONS, type ItemCollection } from '../../domain/catalog/item'
import { standingOf, type Standing } from '../../services/catalogue/retire'
import { Badge } from '../panel/Badge'
import { Panel } from '../panel/blocks'
import { SuccessorLink } from './SuccessorLink'
import './catalogue.scss'

export type OpenItem = Standing & { req: PayloadRequest }

const isItem = (slug: string | undefined): slug is ItemCollection =>
  ITEM_COLLECTIONS.some((collection) => collection === slug)

/** The item that a tab of its page is about; sends away whoever may not see the tab. */
export async function openItem(
  { initPageResult }: DocumentViewServerProps,
  capability: 'structure.read' | 'whereUsed.read',
): Promise<OpenItem> {
  const { req, docID, collectionConfig } = initPageResult
  if (!req.user) redirect('/admin/login')
  const slug = collectionConfig?.slug
  if (!may(req, capability) || !isItem(slug) || docID === undefined) notFound()
  const standing = await standingOf(req, slug, String(docID)).catch(() => notFound())
  return { req, ...standing }
}

type Props = OpenItem & { tab: string; aside?: ReactNode; children: ReactNode }

/** Name and standing of the item on each of our tabs of its page. */
export function ItemFrame({ req, item, successor, tab, aside, children }: Props) {
  const { collection, id, partNumber, name, isActive } = item
  const title = collection === 'parts' ? 'Parts' : 'Assemblies'
  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: title, url: `/admin/collections/${collection}` },
          { label: partNumber, url: `/admin/collections/${collection}/${id}` },
          { label: tab },
        ]}
      />
      <header className="panel-head">
        <div className="panel-head__title">
          <h2>
            <code className="item-number">{partNumber}</code> {name}
          </h2>
          {isActive ? (
            <Badge look={{ label: 'Active', tone: 'green' }} />
          ) : (
            <Badge look={{ label: 'Retired', tone: 'amber' }} />
          )}
          {successor && <SuccessorLink successor={successor} />}
        </div>
        <div className="panel-actions panel-no-print">
          {may(req, 'whereUsed.read') && (
            <Link className="panel-button" href={`/admin/compare-items?a=${id}`}>
              Compare with…
            </Link>
          )}
          {aside}
        </div>
      </header>
      {children}
    </Panel>
  )
}
