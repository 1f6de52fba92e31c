import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'

/** Serial or lot of a part that went into a build: from a serial one finds the build (handbook 15.9). */
export const TracedParts: CollectionConfig = {
  slug: 'traced-parts',
  custom: { lockAfter: 'build' },
  labels: { singular: 'Traced part', plural: 'Traced parts' },
  admin: {
    group: 'Production',
    useAsTitle: 'serial',
    defaultColumns: ['partNumber', 'serial', 'lot', 'build', 'basin', 'recordedAt'],
    listSearchableFields: ['serial', 'lot', 'partNumber'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-recordedAt',
  access: { create: nobody, read: can('tracedParts.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'build', type: 'relationship', relationTo: 'builds', required: true, index: true },
    { name: 'task', type: 'relationship', relationTo: 'tasks', index: true },
    { name: 'inspection', type: 'relationship', relationTo: 'inspections', index: true },
    { name: 'partNumber', type: 'text', required: true, index: true },
    { name: 'name', type: 'text', required: true },
    { name: 'basin', type: 'number' },
    { name: 'serial', type: 'text', index: true },
    { name: 'lot', type: 'text', index: true },
    { name: 'recordedBy', type: 'relationship', relationTo: 'users' },
    { name: 'recordedAt', type: 'date', required: true },
    { name: 'replacedAt', type: 'date' },
  ],
}
