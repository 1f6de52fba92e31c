import type { ServerProps } from 'payload'
import { labelText } from '../../domain/label'
import { statesInOrder } from '../../domain/workflow/definition'
import { STAGES } from '../../domain/orders/stage'
import { ListFilters } from '../panel/ListFilters'
import { definitionFor } from '../panel/states'
import { timeZoneFor } from '../panel/timeZone'
import { stageLabel } from '../panel/words'

/** Above the list of builds: customer, status and stage. */
export async function BuildFilters({ payload }: ServerProps) {
  const states = statesInOrder(await definitionFor(payload, ''))
  const timeZone = await timeZoneFor(payload)
  return (
    <ListFilters
      filters={[
        { field: 'customerName', operator: 'like', label: 'Customer', input: 'text' },
        {
          field: 'status',
          operator: 'equals',
          label: 'Status',
          input: 'select',
          options: states.map(({ code, label }) => ({ value: code, label: labelText(label) })),
        },
        {
          field: 'stage',
          operator: 'equals',
          label: 'Stage',
          input: 'select',
          options: STAGES.map((code) => ({ value: code, label: stageLabel(code) })),
        },
        {
          field: 'statusSince',
          operator: 'greater_than_equal',
          label: 'In status from',
          input: 'day',
          timeZone,
        },
        {
          field: 'statusSince',
          operator: 'less_than_equal',
          label: 'In status until',
          input: 'day',
          timeZone,
        },
      ]}
    />
  )
}
