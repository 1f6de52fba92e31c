import type { Field, SelectField, TextField } from 'payload'
import { noField } from '../access/can'

/**
 * The revision number of a record that people edit together (architecture 5.10). Hidden in forms so
 * that they carry it; compared and incremented by the house rules, never by the form itself.
 */
export const revField: Field = {
  name: 'rev',
  type: 'number',
  defaultValue: 1,
  required: true,
  admin: { hidden: true },
}

/** Written by services and hooks only; no client may set it. */
export const writtenByServer = { create: noField, update: noField }

/** A closed set of UPPER_SNAKE codes with labels for people. */
export const codes = <const Code extends string>(
  labels: Readonly<Record<Code, string>>,
): NonNullable<SelectField['options']> =>
  Object.entries(labels).map(([value, label]) => ({ value, label: String(label) }))

/** A status is text validated against the pinned workflow, never a database enumeration. */
export const statusField = (own: Pick<TextField, 'access' | 'admin'>): TextField => ({
  name: 'status',
  type: 'text',
  required: true,
  index: true,
  ...own,
})

export const createdByField: Field = {
  name: 'createdBy',
  type: 'relationship',
  relationTo: 'users',
  index: true,
  access: writtenByServer,
  admin: { readOnly: true, position: 'sidebar' },
}
