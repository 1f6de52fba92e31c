import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'

/** Append-only history of moves (handbook 4.5). The actor's name and role are kept as they were. */
export const StatusEvents: CollectionConfig = {
  slug: 'status-events',
  admin: {
    group: 'Orders',
    useAsTitle: 'to',
    defaultColumns: ['at', 'build', 'from', 'to', 'byName', 'note'],
  },
  defaultSort: '-at',
  access: { create: nobody, read: can('history.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'order', type: 'relationship', relationTo: 'orders', required: true, index: true },
    { name: 'build', type: 'relationship', relationTo: 'builds', required: true, index: true },
    {
      name: 'from',
      type: 'text',
      admin: { components: { Cell: '/src/views/panel/cells#StatusCell' } },
    },
    {
      name: 'to',
      type: 'text',
      required: true,
      admin: { components: { Cell: '/src/views/panel/cells#StatusCell' } },
    },
    { name: 'transition', type: 'text' },
    { name: 'by', type: 'relationship', relationTo: 'users', index: true },
    { name: 'byName', type: 'text', required: true },
    { name: 'byRole', type: 'text', required: true },
    { name: 'note', type: 'textarea' },
    { name: 'isOverride', type: 'checkbox', required: true, defaultValue: false },
    { name: 'secondsInFrom', type: 'number' },
    { name: 'at', type: 'date', required: true, index: true },
  ],
}
