import Link from 'next/link'
import type { ServerProps } from 'payload'
import { may } from '../../../access/can'
import { ITEM_COLLECTIONS } from '../../domain/catalog/item'
import '../panel/panel.scss'
import './catalogue.scss'

/** Above the lists of parts and assemblies: what is done with several of them. */
export function CatalogueTools({
  user,
  collectionSlug,
}: ServerProps & { collectionSlug?: string }) {
  const collection = ITEM_COLLECTIONS.find((one) => one === collectionSlug)
  if (!user || !collection || !may({ user }, 'whereUsed.read')) return null
  return (
    <div className="panel-actions catalogue-tools">
      <Link className="panel-button" href="/admin/compare-items">
        Compare two items
      </Link>
      {may({ user }, 'items.manage') && (
        <Link className="panel-button" href={`/admin/edit-items?of=${collection}`}>
          Change many items
        </Link>
      )}
    </div>
  )
}
