import type { CollectionConfig } from 'payload'
import { followComponent, followRemoval } from '../../hooks/catalogue/followComponent'
import { resolveChild } from '../../hooks/catalogue/resolveChild'
import { stampPosition } from '../../hooks/catalogue/stampPosition'
import { can } from '../../access/can'
import { COMPONENT_QUANTITY_AT_MOST } from '../../src/domain/catalog/bounds'
import { wholeNumber } from '../shared'

/**
 * One component row of an assembly (architecture 5.5): the id as delivered, never empty, and the
 * record it resolves to: a part or an assembly or, while it is unknown, neither.
 */
export const AssemblyComponents: CollectionConfig = {
  slug: 'assembly-components',
  labels: { singular: 'Component', plural: 'Components' },
  admin: {
    group: 'Catalogue',
    hidden: true,
    useAsTitle: 'askedId',
    defaultColumns: ['parentAssembly', 'askedId', 'quantity', 'note'],
  },
  access: {
    create: can('structure.manage'),
    read: can('structure.read'),
    update: can('structure.manage'),
    delete: can('structure.manage'),
  },
  custom: { lockStructure: true },
  hooks: {
    beforeOperation: [stampPosition],
    beforeChange: [resolveChild],
    afterChange: [followComponent],
    afterDelete: [followRemoval],
  },
  fields: [
    {
      name: 'parentAssembly',
      type: 'relationship',
      relationTo: 'assemblies',
      required: true,
      index: true,
    },
    {
      name: 'position',
      required: true,
      defaultValue: 0,
      ...wholeNumber({ min: 0, max: 1_000_000 }),
    },
    {
      name: 'askedId',
      type: 'text',
      required: true,
      minLength: 1,
      maxLength: 120,
      index: true,
      label: 'Item id',
    },
    {
      name: 'part',
      type: 'relationship',
      relationTo: 'parts',
      index: true,
      admin: { readOnly: true },
    },
    {
      name: 'assembly',
      type: 'relationship',
      relationTo: 'assemblies',
      index: true,
      admin: { readOnly: true },
    },
    {
      name: 'quantity',
      ...wholeNumber({ min: 1, max: COMPONENT_QUANTITY_AT_MOST }),
      required: true,
      defaultValue: 1,
    },
    { name: 'note', type: 'text', maxLength: 500 },
  ],
}
