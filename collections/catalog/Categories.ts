import type { CollectionConfig } from 'payload'
import { guardCategory } from '../../hooks/catalogue/guardCategory'
import { can, noField } from '../../access/can'
import { historyTab } from '../shared'

export const Categories: CollectionConfig = {
  slug: 'categories',
  admin: {
    group: 'Catalogue',
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'parent', 'sortOrder'],
    listSearchableFields: ['code', 'name'],
    components: { views: { edit: { history: historyTab } } },
  },
  defaultSort: 'sortOrder',
  access: {
    create: can('categories.manage'),
    read: can('categories.read'),
    update: can('categories.manage'),
    delete: can('items.delete'),
  },
  hooks: { beforeChange: [guardCategory] },
  fields: [
    { name: 'code', type: 'text', required: true, unique: true, maxLength: 40 },
    { name: 'name', type: 'text', required: true, maxLength: 200 },
    { name: 'description', type: 'textarea', maxLength: 2000 },
    { name: 'parent', type: 'relationship', relationTo: 'categories', index: true },
    { name: 'sortOrder', type: 'number', defaultValue: 0, index: true },
    {
      // the way by which a scope finds the categories of items; nobody reads it
      name: 'items',
      type: 'join',
      collection: 'category-listings',
      on: 'category',
      defaultLimit: 1,
      access: { read: noField },
      admin: { hidden: true },
    },
    {
      name: 'references',
      type: 'join',
      collection: 'category-references',
      on: 'category',
      defaultLimit: 100,
      defaultSort: 'position',
      admin: { defaultColumns: ['assembly', 'position'] },
    },
  ],
}
