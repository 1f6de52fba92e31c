import type { CollectionConfig } from 'payload'
import { nobody } from '../../access/can'

/**
 * Every assembly with every category it stands in: its own, those that list it, and all above them. A
 * view of the database, so that "categories of items on my builds" is one path of a row filter.
 */
export const CategoryListings: CollectionConfig = {
  slug: 'category-listings',
  admin: { hidden: true },
  access: { create: nobody, read: nobody, update: nobody, delete: nobody },
  timestamps: false,
  lockDocuments: false,
  fields: [
    { name: 'assembly', type: 'relationship', relationTo: 'assemblies', required: true },
    { name: 'category', type: 'relationship', relationTo: 'categories', required: true },
  ],
}
