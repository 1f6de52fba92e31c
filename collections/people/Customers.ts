import type { CollectionConfig } from 'payload'
import { followCustomer } from '../../hooks/people/followCustomer'
import { guardCustomer } from '../../hooks/people/guardCustomer'
import { can, nobody } from '../../access/can'
import { historyTab, revField } from '../shared'

export const Customers: CollectionConfig = {
  slug: 'customers',
  admin: {
    components: { views: { edit: { history: historyTab } } },
    group: 'People',
    useAsTitle: 'companyName',
    defaultColumns: ['companyName', 'contactName', 'email', 'phone'],
    listSearchableFields: ['companyName', 'contactName', 'email'],
  },
  access: {
    create: can('customers.manage'),
    read: can('customers.read'),
    update: can('customers.manage'),
    delete: nobody,
  },
  hooks: { beforeChange: [guardCustomer], afterChange: [followCustomer] },
  fields: [
    {
      name: 'companyName',
      type: 'text',
      required: true,
      minLength: 3,
      maxLength: 100,
      index: true,
    },
    { name: 'contactName', type: 'text', maxLength: 100 },
    { name: 'email', type: 'email' },
    { name: 'phone', type: 'text', maxLength: 40 },
    {
      name: 'shippingAddress',
      type: 'group',
      fields: [
        { name: 'line1', type: 'text', required: true, maxLength: 200, label: 'Street' },
        { name: 'line2', type: 'text', maxLength: 200, label: 'Street, continued' },
        { name: 'city', type: 'text', required: true, maxLength: 100 },
        { name: 'region', type: 'text', required: true, maxLength: 100, label: 'Region or state' },
        { name: 'postalCode', type: 'text', required: true, maxLength: 20 },
        { name: 'country', type: 'text', required: true, maxLength: 60 },
      ],
    },
    revField,
  ],
}
