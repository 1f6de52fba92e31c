import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody } from '../../access/can'
import { roleWords, statusWords } from '../shared'

/** Append-only history of moves (handbook 4.5). The actor's name and role are kept as they were. */
export const StatusEvents: CollectionConfig = {
  slug: 'status-events',
  admin: {
    group: 'Orders',
    useAsTitle: 'at',
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
      admin: { components: statusWords },
    },
    {
      name: 'to',
      type: 'text',
      required: true,
      admin: { components: statusWords },
    },
    { name: 'transition', type: 'text', admin: { hidden: true } },
    { name: 'by', type: 'relationship', relationTo: 'users', index: true },
    { name: 'byName', type: 'text', required: true },
    {
      name: 'byRole',
      label: 'Role then',
      type: 'text',
      required: true,
      admin: { components: roleWords },
    },
    { name: 'note', type: 'textarea', access: { read: canTouch('history.notes') } },
    { name: 'isOverride', type: 'checkbox', required: true, defaultValue: false },
    {
      name: 'bySignature',
      label: 'Made by the signature of a form',
      type: 'checkbox',
      required: true,
      defaultValue: false,
    },
    { name: 'secondsInFrom', type: 'number' },
    {
      name: 'at',
      type: 'date',
      required: true,
      index: true,
      admin: { components: { Cell: '/src/views/history/cells#MomentCell' } },
    },
  ],
}
