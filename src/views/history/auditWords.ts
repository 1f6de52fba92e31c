import type { AuditAction } from '../../domain/audit'
import { readable } from '../panel/words'

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

export const actionLabel = (action: string): string =>
  isKnown(action) ? AUDIT_WORDS[action] : readable(action)

const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  boms: 'Bills of materials',
  'bom-lines': 'BOM lines',
}

export const resourceLabel = (resource: string): string =>
  RESOURCE_WORDS[resource] ?? readable(resource)

/** Collections whose records have a page of their own in the panel. */
const WITH_PAGE = new Set([
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
  'signatures',
  'tasks',
  'inspections',
  'nonconformances',
  'work-instructions',
  'tools',
])

export const pageOf = (resource: string, id: string | null | undefined): string | null =>
  id && WITH_PAGE.has(resource) ? `/admin/collections/${resource}/${id}` : null

/** Fields that the screens call by another name than their own. */
const FIELD_WORDS: Readonly<Record<string, string>> = { isDefault: 'Used by new orders' }

/** `shippingAddress.postalCode` as a name: "Shipping address, postal code". */
export const fieldInWords = (path: string): string =>
  FIELD_WORDS[path] ??
  path
    .split('.')
    .map((part) =>
      part
        .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase(),
    )
    .map((part, index) => (index === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part))
    .join(', ')
