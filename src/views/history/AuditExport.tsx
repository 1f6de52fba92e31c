'use client'

import { useListQuery } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'

/** The list of the audit trail as a file: the filter stands in the address of the list, and the file gets the same. */
export function AuditExport() {
  const filter = new URLSearchParams(
    [...useSearchParams()].filter(([name]) => name.startsWith('where[')),
  )
  const { data } = useListQuery()
  return (
    <p>
      <a className="panel-button" href={`/api/audit-events/export?${filter}`} download>
        Export {data?.totalDocs === undefined ? 'these' : `${data.totalDocs}`} rows as CSV
      </a>
    </p>
  )
}
