import type { ServerProps } from 'payload'
import { AUDIT_WORDS } from '../../domain/auditWords'
import { auditKinds } from '../../services/auditKinds'
import { ListFilters } from '../panel/ListFilters'
import { timeZoneFor } from '../panel/timeZone'
import { AuditExport } from './AuditExport'
import { kindOptions } from './auditWords'

/** Above the audit trail: who, what, on which record, and when; and the list as a file. */
export const AuditFilters = async ({ payload }: ServerProps) => {
  const [timeZone, kinds] = await Promise.all([timeZoneFor(payload), auditKinds(payload)])
  return (
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
            operator: 'in',
            label: 'Kind of record',
            input: 'select',
            options: kindOptions(kinds),
          },
          {
            field: 'resourceId',
            operator: 'equals',
            label: 'Record, by its number or id',
            input: 'text',
          },
          { field: 'reason', operator: 'like', label: 'Reason', input: 'text' },
          { field: 'at', operator: 'greater_than_equal', label: 'From', input: 'day', timeZone },
          { field: 'at', operator: 'less_than_equal', label: 'Until', input: 'day', timeZone },
        ]}
      />
      <AuditExport />
    </>
  )
}
