import type { ClientField, SanitizedFieldsPermissions } from 'payload'
import { fieldInWords } from '../history/auditWords'
import type { Part } from './merge'

/** A field of a form as a part of its record. */
export type FieldPart = Part & {
  field: ClientField
  /** The person may change it here; what only the product writes is never a matter of choice. */
  isOpen: boolean
  isShown: boolean
}

type Within = {
  path: readonly string[]
  labels: readonly string[]
  permissions: SanitizedFieldsPermissions
}

const TOP = { path: [], labels: [] } as const

/**
 * Every field of a form that holds a value, groups and tabs followed. Lists, rich text and JSON stay
 * whole. `permissions` are those of the document that is open; of their fields, none is denied.
 */
export const fieldParts = (
  fields: readonly ClientField[],
  permissions: SanitizedFieldsPermissions = true,
): FieldPart[] => partsIn(fields, { ...TOP, permissions })

const partsIn = (fields: readonly ClientField[], within: Within): FieldPart[] =>
  fields.flatMap((field) => partsOf(field, within))

function partsOf(field: ClientField, within: Within): FieldPart[] {
  switch (field.type) {
    case 'ui':
    case 'join':
      return []
    case 'row':
    case 'collapsible':
      return partsIn(field.fields, within)
    case 'tabs':
      return field.tabs.flatMap((tab) =>
        partsIn(tab.fields, 'name' in tab ? inside(within, tab.name, labelOf(tab)) : within),
      )
    case 'group':
      return partsIn(
        field.fields,
        'name' in field ? inside(within, field.name, labelOf(field)) : within,
      )
    default: {
      const path = [...within.path, field.name]
      const { hidden = false, readOnly = false } = field.admin ?? {}
      return [
        {
          key: path.join('.'),
          label: [...within.labels, labelOf(field)].join(', '),
          paths: [path],
          field,
          isOpen: mayUpdate(within.permissions, field.name) && !hidden && !readOnly,
          isShown: !hidden,
        },
      ]
    }
  }
}

function inside({ path, labels, permissions }: Within, name: string, label: string): Within {
  const own = permissions === true ? true : permissions[name]
  return {
    path: [...path, name],
    labels: [...labels, label],
    permissions: own === true ? true : (own?.fields ?? (own?.update ? true : {})),
  }
}

function mayUpdate(permissions: SanitizedFieldsPermissions, name: string): boolean {
  const own = permissions === true ? true : permissions[name]
  return own === true || own?.update === true
}

export const labelOf = ({ name, label }: { name?: string; label?: unknown }): string =>
  typeof label === 'string' ? label : fieldInWords(name ?? '')
