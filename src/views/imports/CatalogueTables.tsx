import Link from 'next/link'
import type { ServerProps } from 'payload'
import { may } from '../../../access/can'
import '../panel/panel.scss'
import { ExportMenu } from './ExportMenu'

/** Above the lists of parts and assemblies: tables in and out, for those who may. */
export function CatalogueTables({ user }: ServerProps) {
  if (!user || !may({ user }, 'items.export')) return null
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
      <ExportMenu mayDo={(capability) => may({ user }, capability)} />
    </div>
  )
}
