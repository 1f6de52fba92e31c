import type { AuditAction } from './audit'
import { isRole, ROLE_LABELS } from './roles'

/** What the audit trail says happened, as people read it. */
export const AUDIT_WORDS: Readonly<Record<AuditAction, string>> = {
  create: 'Created',
  update: 'Changed',
  delete: 'Deleted',
  retire: 'Retired',
  reactivate: 'Reactivated',
  status_move: 'Status moved',
  override: 'Override',
  submit: 'Sent for approval',
  approve: 'Approved',
  reject: 'Rejected',
  sign: 'Signed',
  import: 'Imported',
  export: 'Exported',
  share: 'Shared by mail',
  publish: 'Published',
  decide: 'Decided',
  sign_in: 'Signed in',
  sign_out: 'Signed out',
  sign_in_failed: 'Sign-in failed',
  signature_refused: 'Signature refused',
  access_refused: 'Access refused',
  password_change: 'Password changed',
  api_key_change: 'API key changed',
  password_reset: 'Password reset',
  role_change: 'Role changed',
  unlock: 'Account unlocked',
}

const isKnown = (action: string): action is AuditAction => action in AUDIT_WORDS

/** An action in words; null for one that the trail does not know today. */
export const actionInWords = (action: string): string | null =>
  isKnown(action) ? AUDIT_WORDS[action] : null

/** The role of whoever acted, as an audit row keeps it: a role of the house, the system, or nobody. */
export const actorRoleInWords = (role: string): string => {
  if (isRole(role)) return ROLE_LABELS[role]
  return role === 'ANONYMOUS' ? 'Nobody signed in' : 'System'
}
