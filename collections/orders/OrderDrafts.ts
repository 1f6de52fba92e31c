import type { CollectionConfig } from 'payload'
import { stampAuthor } from '../../hooks/shared'
import { can, canCreate } from '../../access/can'
import { createdByField, revField } from '../shared'

/** The wizard's unsent form (handbook 5): not an order, carries no number, seen by its owner only, in any of their windows. */
export const OrderDrafts: CollectionConfig = {
  slug: 'order-drafts',
  admin: {
    components: {
      views: { edit: { root: { Component: '/src/views/wizard/DraftInWizard#DraftInWizard' } } },
    },
    group: 'Orders',
    useAsTitle: 'title',
    defaultColumns: ['title', 'step', 'updatedAt'],
  },
  defaultSort: '-updatedAt',
  access: {
    create: canCreate('drafts.own'),
    read: can('drafts.own'),
    update: can('drafts.own'),
    delete: can('drafts.own'),
  },
  hooks: { beforeChange: [stampAuthor] },
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    { name: 'step', type: 'number', required: true, min: 1, max: 5, defaultValue: 1 },
    { name: 'content', type: 'json', required: true },
    createdByField,
    revField,
    { name: 'documents', type: 'join', collection: 'documents', on: 'draft', defaultLimit: 50 },
  ],
}
