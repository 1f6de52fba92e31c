import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'

/**
 * Which items the active BOM of a build names. Written with each BOM version by the BOM service, so
 * that "who uses this item" and "items on my builds" are plain row filters.
 */
export const ItemUses: CollectionConfig = {
  slug: 'item-uses',
  admin: { group: 'Catalogue', hidden: true, defaultColumns: ['build', 'part', 'assembly'] },
  access: { create: nobody, read: can('whereUsed.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'build', type: 'relationship', relationTo: 'builds', required: true, index: true },
    { name: 'part', type: 'relationship', relationTo: 'parts', index: true },
    { name: 'assembly', type: 'relationship', relationTo: 'assemblies', index: true },
  ],
}
