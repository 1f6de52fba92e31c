'use client'

import { useListQuery } from '@payloadcms/ui'
import { useSearchParams } from 'next/navigation'
import { ListFilters } from '../panel/ListFilters'
import { AUDIT_WORDS, RESOURCES, resourceLabel } from './auditWords'

/** Above the audit trail: who, what, on which record, and when; and the list as a file. */
export const AuditFilters = () => (
  <>
    <ListFilters
      filters={[
        { field: 'actorName', operator: 'like', label: 'Person', input: 'text' },
        {
          field: 'action',
          operator: 'equals',
          label: 'Action',
          input: 'select',
          options: Object.entries(AUDIT_WORDS).map(([value, label]) => ({ value, label })),
        },
        {
          field: 'resource',
          operator: 'equals',
          label: 'Kind of record',
          input: 'select',
          options: RESOURCES.map((value) => ({ value, label: resourceLabel(value) })),
        },
        { field: 'resourceId', operator: 'equals', label: 'Record id', input: 'text' },
        { field: 'reason', operator: 'like', label: 'Reason', input: 'text' },
        { field: 'at', operator: 'greater_than_equal', label: 'From', input: 'day' },
        { field: 'at', operator: 'less_than_equal', label: 'Until', input: 'day' },
      ]}
    />
    <ExportLink />
  </>
)

/** The filter stands in the address of the list; the file gets the same. */
function ExportLink() {
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
