import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { createdByField } from '../shared'

/** Finished builds of one order that left the house together (T8). */
export const Shipments: CollectionConfig = {
  slug: 'shipments',
  custom: { lockAfter: 'order' },
  admin: {
    group: 'Orders',
    useAsTitle: 'title',
    defaultColumns: ['title', 'order', 'carrier', 'trackingNumber', 'date'],
    listSearchableFields: ['title', 'trackingNumber'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-date',
  access: { create: nobody, read: can('shipments.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'title', type: 'text', required: true },
    { name: 'order', type: 'relationship', relationTo: 'orders', required: true, index: true },
    { name: 'position', type: 'number', required: true },
    { name: 'carrier', type: 'text', required: true },
    { name: 'trackingNumber', label: 'Tracking number', type: 'text', index: true },
    { name: 'date', type: 'text', required: true, custom: { isDay: true } },
    {
      name: 'builds',
      type: 'join',
      collection: 'builds',
      on: 'shipment',
      defaultLimit: 20,
      defaultSort: 'position',
      admin: { allowCreate: false },
    },
    createdByField,
  ],
  indexes: [{ fields: ['order', 'position'], unique: true }],
}
