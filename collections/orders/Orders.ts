import type { CollectionConfig } from 'payload'
import { followOrder } from '../../hooks/orders/followOrder'
import { guardOrder } from '../../hooks/orders/guardOrder'
import { can, canTouch, nobody } from '../../access/can'
import { codes, createdByField, revField, statusField, writtenByServer } from '../shared'

export const Orders: CollectionConfig = {
  slug: 'orders',
  admin: {
    components: {
      beforeListTable: ['/src/views/orders/OrderFilters#OrderFilters'],
      views: {
        edit: {
          default: {
            Component: '/src/views/orders/OrderView#OrderView',
            tab: { label: 'Overview', href: '' },
          },
          form: {
            Component: '@payloadcms/ui#DefaultEditView',
            path: '/form',
            tab: { label: 'Edit', href: '/form' },
          },
          api: { tab: { condition: () => false } },
        },
      },
    },

    group: 'Orders',
    useAsTitle: 'orderNumber',
    defaultColumns: ['orderNumber', 'poNumber', 'customer', 'status', 'priority', 'wantDate'],
    listSearchableFields: ['orderNumber', 'poNumber', 'projectName', 'customerName'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-createdAt',
  access: { create: nobody, read: can('orders.read'), update: can('orders.edit'), delete: nobody },
  hooks: { beforeChange: [guardOrder], afterChange: [followOrder] },
  fields: [
    {
      name: 'orderNumber',
      type: 'text',
      required: true,
      unique: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    { name: 'poNumber', type: 'text', required: true, minLength: 3, maxLength: 60, index: true },
    {
      name: 'customer',
      type: 'relationship',
      relationTo: 'customers',
      required: true,
      index: true,
    },
    {
      name: 'customerName',
      type: 'text',
      index: true,
      access: writtenByServer,
      admin: { hidden: true },
    },
    { name: 'projectName', type: 'text', minLength: 3, maxLength: 100 },
    { name: 'salesPerson', type: 'text', required: true, minLength: 3, maxLength: 100 },
    { name: 'wantDate', type: 'text', required: true, index: true, label: 'Want date' },
    {
      name: 'language',
      type: 'select',
      required: true,
      defaultValue: 'EN',
      options: codes({ EN: 'English', FR: 'French', ES: 'Spanish' }),
      label: 'Document language',
    },
    {
      name: 'priority',
      type: 'select',
      required: true,
      defaultValue: 'STANDARD',
      options: codes({ STANDARD: 'Standard', RUSH: 'Rush', EMERGENCY: 'Emergency' }),
      index: true,
    },
    { name: 'specialInstructions', type: 'textarea', maxLength: 500 },
    { name: 'notes', type: 'textarea', maxLength: 4000 },
    statusField({ admin: { readOnly: true, position: 'sidebar' } }),
    {
      name: 'stage',
      type: 'text',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'isHeld',
      type: 'checkbox',
      required: true,
      defaultValue: false,
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'totalCost',
      type: 'number',
      access: { ...writtenByServer, read: canTouch('costs.read') },
      admin: { readOnly: true, position: 'sidebar' },
      label: 'BOM cost (minor units)',
    },
    {
      name: 'workflow',
      type: 'relationship',
      relationTo: 'configuration-releases',
      required: true,
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    createdByField,
    {
      name: 'builds',
      type: 'join',
      collection: 'builds',
      on: 'order',
      defaultLimit: 20,
      defaultSort: 'position',
      admin: { defaultColumns: ['buildNumber', 'family', 'status', 'stage', 'assignedTo'] },
    },
    {
      name: 'documents',
      type: 'join',
      collection: 'documents',
      on: 'order',
      defaultLimit: 50,
      admin: { defaultColumns: ['title', 'type', 'createdAt'] },
    },
    {
      name: 'events',
      type: 'join',
      collection: 'status-events',
      on: 'order',
      defaultLimit: 100,
      defaultSort: '-at',
      admin: { defaultColumns: ['at', 'build', 'from', 'to', 'by', 'note'] },
    },
    revField,
  ],
}
