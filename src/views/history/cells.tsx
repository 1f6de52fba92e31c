import type { DefaultServerCellComponentProps } from 'payload'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import { Badge } from '../panel/Badge'
import { actionLabel, resourceLabel } from './auditWords'

type Cell = DefaultServerCellComponentProps

const WARNED = new Set(['override', 'access_refused', 'sign_in_failed', 'signature_refused'])

/** What was done; refusals and overrides stand out. */
export function ActionCell({ cellData }: Cell) {
  const action = String(cellData ?? '')
  return WARNED.has(action) ? (
    <Badge look={{ label: actionLabel(action), tone: 'red' }} />
  ) : (
    actionLabel(action)
  )
}

export const ResourceCell = ({ cellData }: Cell) => resourceLabel(String(cellData ?? ''))

export function RoleCell({ cellData }: Cell) {
  const role = String(cellData ?? '')
  return isRole(role) ? ROLE_LABELS[role] : 'System'
}
