import Link from 'next/link'
import type { ServerProps } from 'payload'
import { may } from '../../../access/can'
import { ITEM_COLLECTIONS } from '../../domain/catalog/item'
import '../panel/panel.scss'
import { ExportMenu } from './ExportMenu'
import { EXPORTED_TABLES } from './exportTables'

/** Above the lists of parts and assemblies: tables in and out, for those who may. */
export function CatalogueTables({
  user,
  collectionSlug,
}: ServerProps & { collectionSlug?: string }) {
  const list = ITEM_COLLECTIONS.find((one) => one === collectionSlug)
  if (!user || !list || !may({ user }, 'items.export')) return null
  const tables = EXPORTED_TABLES.flatMap(({ needs, ...table }) =>
    may({ user }, needs) ? [table] : [],
  )
  return (
    <div className="panel-actions import-bar panel-no-print">
      {may({ user }, 'imports.sheets') && (
        <>
          <Link className="panel-button" href="/admin/imports/new">
            Import a file
          </Link>
          <Link className="panel-button" href="/admin/collections/catalogue-imports">
            Earlier imports
          </Link>
        </>
      )}
      <ExportMenu tables={tables} list={list} />
    </div>
  )
}
