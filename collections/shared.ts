import type { Field, NumberFieldSingleValidation, SelectField, TextField } from 'payload'
import { number } from 'payload/shared'
import { noField } from '../access/can'
import { wholeFault } from '../src/domain/catalog/bounds'
import { daySchema } from '../src/domain/days'

/**
 * The revision number of a record that people edit together (architecture 5.10). Hidden in forms so
 * that they carry it; compared and incremented by the house rules, never by the form itself.
 */
export const revField: Field = {
  name: 'rev',
  type: 'number',
  defaultValue: 1,
  required: true,
  // the condition keeps GraphQL from demanding a revision of a record that does not exist yet
  admin: { hidden: true, condition: () => true },
}

/** Written by services and hooks only; no client may set it. */
export const writtenByServer = { create: noField, update: noField }

/** A closed set of UPPER_SNAKE codes with labels for people. */
export const codes = <const Code extends string>(
  labels: Readonly<Record<Code, string>>,
): NonNullable<SelectField['options']> =>
  Object.entries(labels).map(([value, label]) => ({ value, label: String(label) }))

export const statusWords = {
  Cell: '/src/views/panel/cells#StatusCell',
  Field: '/src/views/panel/formFields#StatusField',
}

/** A number field that takes whole numbers within bounds, and of these what a number field takes otherwise. */
export const wholeNumber = (bounds: {
  min: number
  max: number
}): { type: 'number'; min: number; max: number; validate: NumberFieldSingleValidation } => ({
  type: 'number',
  ...bounds,
  validate: (value, options) => wholeFault(value, bounds) ?? number(value, options),
})

/** A status is text validated against the pinned workflow, never a database enumeration. */
export const statusField = ({ admin }: Pick<TextField, 'admin'>): TextField => ({
  name: 'status',
  type: 'text',
  required: true,
  index: true,
  admin: { ...admin, components: statusWords },
})

/** A calendar day: text, so that no time zone moves it. */
export const dayField = ({
  admin,
  ...field
}: Pick<TextField, 'access' | 'admin' | 'name'> & { label: string }): TextField => ({
  ...field,
  type: 'text',
  custom: { isDay: true },
  admin: {
    ...admin,
    components: {
      Cell: '/src/views/panel/cells#DateCell',
      Field: '/src/views/panel/DayInput#DayInput',
      ...admin?.components,
    },
  },
  validate: (value: unknown) => {
    if (value === null || value === undefined || value === '') return true
    return daySchema.safeParse(value).error?.issues[0]?.message ?? true
  },
})

/** A role as it was when somebody acted, in words. */
export const roleWords = {
  Cell: '/src/views/history/cells#RoleCell',
  Field: '/src/views/panel/formFields#RoleField',
}

export const createdByField: Field = {
  name: 'createdBy',
  type: 'relationship',
  relationTo: 'users',
  index: true,
  access: writtenByServer,
  admin: { readOnly: true, position: 'sidebar' },
}

/** The tab of a record's form that shows who changed what. */
export const historyTab = {
  Component: '/src/views/history/RecordHistoryView#RecordHistoryView',
  path: '/history' as const,
  tab: { label: 'History', href: '/history' as const },
}
