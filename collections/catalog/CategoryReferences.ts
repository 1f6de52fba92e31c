import type { CollectionConfig } from 'payload'
import { can } from '../../access/can'

/** A category lists assemblies that need not be its own (handbook 7: many-to-many references). */
export const CategoryReferences: CollectionConfig = {
  slug: 'category-references',
  admin: { group: 'Catalogue', hidden: true, defaultColumns: ['category', 'assembly', 'position'] },
  access: {
    create: can('categories.manage'),
    read: can('references.read'),
    update: can('categories.manage'),
    delete: can('categories.manage'),
  },
  fields: [
    {
      name: 'category',
      type: 'relationship',
      relationTo: 'categories',
      required: true,
      index: true,
    },
    {
      name: 'assembly',
      type: 'relationship',
      relationTo: 'assemblies',
      required: true,
      index: true,
    },
    { name: 'position', type: 'number', required: true, defaultValue: 0 },
  ],
  indexes: [{ fields: ['category', 'assembly'], unique: true }],
}
