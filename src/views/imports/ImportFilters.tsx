import Link from 'next/link'
import type { ServerProps } from 'payload'
import { ListFilters } from '../panel/ListFilters'
import { timeZoneFor } from '../panel/timeZone'
import { KIND_WORDS, STATE_LOOKS } from './words'

/** Above the list of imports: a new one, kind, state and period. */
export const ImportFilters = async ({ payload }: ServerProps) => {
  const timeZone = await timeZoneFor(payload)
  return (
    <>
      <Link className="panel-button panel-button--primary" href="/admin/imports/new">
        Import a file
      </Link>
      <ListFilters
        filters={[
          {
            field: 'kind',
            operator: 'equals',
            label: 'What it holds',
            input: 'select',
            options: Object.entries(KIND_WORDS).map(([value, { label }]) => ({ value, label })),
          },
          {
            field: 'state',
            operator: 'equals',
            label: 'State',
            input: 'select',
            options: Object.entries(STATE_LOOKS).map(([value, { label }]) => ({ value, label })),
          },
          {
            field: 'createdAt',
            operator: 'greater_than_equal',
            label: 'From',
            input: 'day',
            timeZone,
          },
          {
            field: 'createdAt',
            operator: 'less_than_equal',
            label: 'Until',
            input: 'day',
            timeZone,
          },
        ]}
      />
    </>
  )
}
