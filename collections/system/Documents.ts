import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody, ownRecords } from '../../access/can'
import { codes, createdByField, writtenByServer } from '../shared'

/** Uploaded files with their type, hash and what they belong to (handbook 13). */
export const Documents: CollectionConfig = {
  slug: 'documents',
  admin: {
    group: 'System',
    useAsTitle: 'title',
    defaultColumns: ['title', 'type', 'order', 'build', 'createdAt'],
  },
  upload: true,
  access: {
    create: can('documents.create'),
    read: can('documents.read'),
    update: can('documents.manage'),
    delete: nobody,
  },
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      name: 'type',
      type: 'select',
      required: true,
      defaultValue: 'OTHER',
      options: codes({
        PO_DOCUMENT: 'Purchase order',
        TECHNICAL_DRAWING: 'Technical drawing',
        ORDER_CONFIRMATION: 'Order confirmation',
        QC_FORM: 'QC form',
        TEST_RESULT: 'Test result',
        PHOTO: 'Photo',
        OTHER: 'Other',
      }),
    },
    {
      name: 'showsCost',
      type: 'checkbox',
      required: true,
      defaultValue: false,
      access: { read: canTouch('costs.read') },
    },
    { name: 'originalName', type: 'text', access: writtenByServer, admin: { readOnly: true } },
    { name: 'sha256', type: 'text', access: writtenByServer, admin: { readOnly: true } },
    { name: 'order', type: 'relationship', relationTo: 'orders', index: true },
    { name: 'build', type: 'relationship', relationTo: 'builds', index: true },
    { name: 'part', type: 'relationship', relationTo: 'parts', index: true },
    { name: 'assembly', type: 'relationship', relationTo: 'assemblies', index: true },
    {
      name: 'draft',
      type: 'relationship',
      relationTo: 'order-drafts',
      index: true,
      filterOptions: ownRecords,
      access: { read: canTouch('orders.submit') },
    },
    createdByField,
  ],
}
