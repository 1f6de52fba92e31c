import Link from 'next/link'
import type { ServerProps } from 'payload'
import { may } from '../../../access/can'
import { labelText } from '../../domain/label'
import { statesInOrder } from '../../domain/workflow/definition'
import { ListFilters } from '../panel/ListFilters'
import { definitionFor } from '../panel/states'
import { PRIORITY_LOOKS } from '../panel/words'

/** Above the list of orders: customer, status, priority and the period of want dates. */
export async function OrderFilters({ payload, user }: ServerProps) {
  const states = statesInOrder(await definitionFor(payload, ''))
  return (
    <>
      {user && may({ user }, 'orders.submit') && (
        <Link className="panel-button panel-button--primary" href="/admin/orders/new">
          New order
        </Link>
      )}
      <ListFilters
        filters={[
          { field: 'customerName', operator: 'like', label: 'Customer', input: 'text' },
          { field: 'builds.buildNumber', operator: 'like', label: 'Build', input: 'text' },
          {
            field: 'status',
            operator: 'equals',
            label: 'Status',
            input: 'select',
            options: states.map(({ code, label }) => ({ value: code, label: labelText(label) })),
          },
          {
            field: 'priority',
            operator: 'equals',
            label: 'Priority',
            input: 'select',
            options: Object.entries(PRIORITY_LOOKS).map(([value, { label }]) => ({ value, label })),
          },
          {
            field: 'wantDate',
            operator: 'greater_than_equal',
            label: 'Wanted from',
            input: 'date',
          },
          { field: 'wantDate', operator: 'less_than_equal', label: 'Wanted until', input: 'date' },
        ]}
      />
    </>
  )
}
