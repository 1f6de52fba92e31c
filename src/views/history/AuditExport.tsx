'use client'

import { useListQuery } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { plural } from '../panel/words'

/** The list of the audit trail as a file: the filter stands in the address of the list, and the file gets the same. */
export function AuditExport() {
  const filter = new URLSearchParams(
    [...useSearchParams()].filter(([name]) => name.startsWith('where[')),
  )
  const { data } = useListQuery()
  const rows = data?.totalDocs
  return (
    <p>
      {rows === 0 ? (
        <button type="button" className="panel-button" disabled>
          No rows to export
        </button>
      ) : (
        <a className="panel-button" href={`/api/audit-events/export?${filter}`} download>
          Export {rows === undefined ? 'these rows' : plural(rows, 'row', 'rows')} as CSV
        </a>
      )}
    </p>
  )
}
