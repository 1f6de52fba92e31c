import type { CollectionConfig } from 'payload'
import { can, canTouch, hiddenWithout, nobody } from '../../access/can'
import { historyTab, revField } from '../shared'

/** What quality control does without: they choose a supplier by name. */
const detail = { read: canTouch('suppliers.details') }

/** Who delivers, and who makes bodies outside the house (handbook 10). Never deleted: retired. */
export const Suppliers: CollectionConfig = {
  slug: 'suppliers',
  admin: {
    components: { views: { edit: { history: historyTab } } },
    group: 'Procurement',
    // whoever reads names only chooses them where they are asked for
    hidden: hiddenWithout('suppliers.details'),
    useAsTitle: 'name',
    defaultColumns: ['name', 'contactName', 'email', 'phone', 'leadTimeDays', 'isActive'],
    listSearchableFields: ['name'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: 'name',
  access: {
    create: can('suppliers.manage'),
    read: can('suppliers.read'),
    update: can('suppliers.manage'),
    delete: nobody,
  },
  fields: [
    { name: 'name', type: 'text', required: true, minLength: 2, maxLength: 100 },
    {
      type: 'row',
      fields: [
        {
          name: 'contactName',
          label: 'Contact person',
          type: 'text',
          maxLength: 100,
          access: detail,
        },
        { name: 'email', type: 'email', access: detail },
        { name: 'phone', type: 'text', maxLength: 40, access: detail },
      ],
    },
    {
      name: 'leadTimeDays',
      label: 'Lead time in days',
      type: 'number',
      min: 0,
      max: 730,
      access: detail,
      validate: (value: unknown) =>
        value == null || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 730)
          ? true
          : 'Enter whole days, 0 to 730.',
    },
    { name: 'note', type: 'textarea', maxLength: 1000, access: detail },
    {
      name: 'isActive',
      label: 'Active',
      type: 'checkbox',
      required: true,
      defaultValue: true,
      admin: {
        position: 'sidebar',
        components: { Cell: '/src/views/panel/cells#YesNoCell' },
        description: 'A retired supplier stays on its records and can no longer be chosen.',
      },
    },
    {
      name: 'nonconformances',
      type: 'join',
      collection: 'nonconformances',
      on: 'supplier',
      defaultLimit: 20,
      admin: {
        allowCreate: false,
        defaultColumns: ['number', 'reason', 'severity', 'status', 'createdAt'],
      },
    },
    revField,
  ],
}
