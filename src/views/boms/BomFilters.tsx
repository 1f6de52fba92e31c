import type { ServerProps } from 'payload'
import { BOM_STATE_LABELS } from '../../domain/boms/state'
import { ListFilters } from '../panel/ListFilters'
import { timeZoneFor } from '../panel/timeZone'

/** Above the list of bills of materials: state, the version in force, and the period. */
export const BomFilters = async ({ payload }: ServerProps) => {
  const timeZone = await timeZoneFor(payload)
  return (
    <ListFilters
      filters={[
        {
          field: 'state',
          operator: 'equals',
          label: 'State',
          input: 'select',
          options: Object.entries(BOM_STATE_LABELS).map(([value, label]) => ({ value, label })),
        },
        {
          field: 'isActive',
          operator: 'equals',
          label: 'Versions',
          input: 'select',
          options: [
            { value: 'true', label: 'In force' },
            { value: 'false', label: 'Earlier ones' },
          ],
        },
        {
          field: 'createdAt',
          operator: 'greater_than_equal',
          label: 'Generated from',
          input: 'day',
          timeZone,
        },
        {
          field: 'createdAt',
          operator: 'less_than_equal',
          label: 'Generated until',
          input: 'day',
          timeZone,
        },
      ]}
    />
  )
}
