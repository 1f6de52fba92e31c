import { actionInWords } from '../../domain/auditWords'
import type { AuditKind } from '../../services/auditKinds'
import type { Option } from '../panel/fields'
import { readable } from '../panel/words'

export const actionLabel = (action: string): string => actionInWords(action) ?? readable(action)

const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  boms: 'Bills of materials',
  'bom-lines': 'BOM lines',
  'assembly-components': 'Components',
  metrics: 'Figures of the server',
  'demo-plant': 'Demo data',
}

/** Kinds that the panel keeps for itself, such as its preferences and jobs. */
const isInternal = (resource: string): boolean => resource.startsWith('payload-')

/** What a kind of record is called, by its slug or by the route that a refused call named. */
export const resourceLabel = (resource: string): string =>
  RESOURCE_WORDS[resource] ??
  (isInternal(resource) ? 'Internal data of the panel' : readable(resource))

/** One entry per kind in people's words; it asks for every name that such acts have in the trail. */
export function kindOptions(kinds: readonly AuditKind[]): Option[] {
  const namesOf = new Map<string, string[]>()
  for (const { kind, names } of kinds) {
    const label = resourceLabel(kind)
    namesOf.set(label, [...(namesOf.get(label) ?? []), ...names])
  }
  return [...namesOf]
    .map(([label, names]) => ({ label, value: names.join(',') }))
    .toSorted((one, other) => one.label.localeCompare(other.label))
}

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
const FIELD_WORDS: Readonly<Record<string, string>> = {
  isDefault: 'Used by new orders',
  poNumber: 'PO number',
}

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
