import Link from 'next/link'
import type { ServerProps } from 'payload'
import { NC_STATUS_LABELS, SEVERITY_LABELS } from '../../domain/quality/codes'
import { ListFilters } from '../panel/ListFilters'
import { words } from './words'

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Above the list of nonconformances: how they stand, how grave they are, and which are mine. */
export function NonconformanceFilters({ user }: ServerProps) {
  const mine = user ? [{ value: String(user.id), label: words.nc.mine }] : []
  return (
    <>
      <p>
        <Link className="panel-button" href="/admin/nonconformance-board">
          {words.nc.board}
        </Link>
      </p>
      <ListFilters
        filters={[
          {
            field: 'status',
            operator: 'equals',
            label: words.nc.status,
            input: 'select',
            options: optionsOf(NC_STATUS_LABELS),
          },
          {
            field: 'severity',
            operator: 'equals',
            label: words.nc.severity,
            input: 'select',
            options: optionsOf(SEVERITY_LABELS),
          },
          {
            field: 'owner',
            operator: 'equals',
            label: words.nc.owner,
            input: 'select',
            options: mine,
          },
          {
            field: 'createdBy',
            operator: 'equals',
            label: words.nc.reporter,
            input: 'select',
            options: mine,
          },
        ]}
      />
    </>
  )
}
