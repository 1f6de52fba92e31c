import { AUDIT_WORDS, resourceLabel } from './auditWords'
import { ListFilters } from '../panel/ListFilters'

const RESOURCES = [
  'orders',
  'builds',
  'boms',
  'users',
  'customers',
  'parts',
  'assemblies',
  'categories',
  'product-families',
  'workflows',
  'configuration-releases',
  'documents',
  'settings',
]

/** Above the audit trail: who, what, on which kind of record, and when. */
export const AuditFilters = () => (
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
        label: 'Record',
        input: 'select',
        options: RESOURCES.map((value) => ({ value, label: resourceLabel(value) })),
      },
      { field: 'at', operator: 'greater_than_equal', label: 'From', input: 'day' },
      { field: 'at', operator: 'less_than_equal', label: 'Until', input: 'day' },
    ]}
  />
)
