import type { CollectionConfig } from 'payload'
import { can, canCreate, nobody, readable } from '../../access/can'
import { stampComment } from '../../hooks/quality/stampComment'
import { writtenByServer } from '../shared'

/**
 * What people say to each other about a nonconformance (handbook 1.3), append-only. The author's name and
 * role are kept as they were.
 */
export const NonconformanceComments: CollectionConfig = {
  slug: 'nonconformance-comments',
  // read and written on the page of the nonconformance
  admin: { group: 'Quality', hidden: true, defaultColumns: ['at', 'byName', 'text'] },
  defaultSort: 'at',
  access: {
    create: canCreate('nonconformances.comment'),
    read: can('comments.read'),
    update: nobody,
    delete: nobody,
  },
  hooks: { beforeChange: [stampComment] },
  fields: [
    {
      name: 'nonconformance',
      type: 'relationship',
      relationTo: 'nonconformances',
      required: true,
      index: true,
      filterOptions: readable('nonconformances.read'),
    },
    { name: 'text', type: 'textarea', required: true, maxLength: 2000 },
    { name: 'by', type: 'relationship', relationTo: 'users', index: true, access: writtenByServer },
    { name: 'byName', type: 'text', access: writtenByServer },
    { name: 'byRole', type: 'text', access: writtenByServer },
    { name: 'at', type: 'date', index: true, access: writtenByServer },
  ],
}
