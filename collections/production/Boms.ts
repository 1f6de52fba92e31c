import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody } from '../../access/can'
import { BOM_STATE_LABELS } from '../../src/domain/boms/state'
import { codes, createdByField, historyTab } from '../shared'

/** One version of a build's bill of materials: a snapshot, never edited (architecture 5.4). */
export const Boms: CollectionConfig = {
  slug: 'boms',
  custom: { lockAfter: 'build' },
  labels: { singular: 'Bill of materials', plural: 'Bills of materials' },
  admin: {
    components: {
      beforeListTable: ['/src/views/boms/BomFilters#BomFilters'],
      views: {
        edit: {
          default: {
            Component: '/src/views/boms/BomView#BomView',
            tab: { label: 'Bill of materials', href: '' },
          },
          history: historyTab,
        },
      },
    },
    group: 'Production',
    useAsTitle: 'title',
    defaultColumns: ['title', 'state', 'lineCount', 'unresolvedCount', 'submittedAt', 'createdAt'],
    listSearchableFields: ['title'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-createdAt',
  access: { create: nobody, read: can('boms.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'title', type: 'text', required: true },
    { name: 'build', type: 'relationship', relationTo: 'builds', required: true, index: true },
    { name: 'version', type: 'number', required: true },
    {
      name: 'state',
      type: 'select',
      required: true,
      index: true,
      options: codes(BOM_STATE_LABELS),
      admin: { components: { Cell: '/src/views/panel/cells#BomStateCell' } },
    },
    { name: 'isActive', type: 'checkbox', required: true, defaultValue: true, index: true },
    { name: 'release', type: 'relationship', relationTo: 'configuration-releases', required: true },
    { name: 'configuration', type: 'json', required: true },
    { name: 'accessories', type: 'json', required: true },
    { name: 'language', type: 'text', required: true },
    { name: 'contentHash', type: 'text', required: true },
    { name: 'isComplete', type: 'checkbox', required: true, defaultValue: false },
    { name: 'lineCount', type: 'number', required: true, label: 'Lines' },
    {
      name: 'unresolvedCount',
      type: 'number',
      required: true,
      defaultValue: 0,
      label: 'Unresolved',
      admin: { components: { Cell: '/src/views/panel/cells#UnresolvedCell' } },
    },
    { name: 'totalCost', type: 'number', access: { read: canTouch('costs.read') } },
    { name: 'submittedAt', type: 'date' },
    { name: 'decidedAt', type: 'date' },
    { name: 'decisionNote', type: 'textarea' },
    { name: 'signature', type: 'relationship', relationTo: 'signatures' },
    createdByField,
  ],
  indexes: [{ fields: ['build', 'version'], unique: true }],
}
