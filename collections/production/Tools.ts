import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { dayField, historyTab, revField } from '../shared'

/** Hand tools and measuring instruments; the latter carry the date until which they are calibrated. */
export const Tools: CollectionConfig = {
  slug: 'tools',
  admin: {
    components: { views: { edit: { history: historyTab } } },
    group: 'Production',
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'isMeasuring', 'calibrationDue', 'isActive'],
    listSearchableFields: ['code', 'name'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: 'code',
  access: {
    create: can('tools.manage'),
    read: can('tools.read'),
    update: can('tools.manage'),
    delete: nobody,
  },
  fields: [
    { name: 'code', type: 'text', required: true, unique: true, maxLength: 60 },
    { name: 'name', type: 'text', required: true, maxLength: 200 },
    {
      name: 'isMeasuring',
      type: 'checkbox',
      required: true,
      defaultValue: false,
      admin: { components: { Cell: '/src/views/panel/cells#YesNoCell' } },
    },
    { name: 'instrumentId', label: 'Instrument id', type: 'text', maxLength: 60 },
    dayField({ name: 'calibrationDue', label: 'Calibrated until' }),
    {
      name: 'isActive',
      type: 'checkbox',
      required: true,
      defaultValue: true,
      admin: { components: { Cell: '/src/views/panel/cells#YesNoCell' } },
    },
    revField,
  ],
}
