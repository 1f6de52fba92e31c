import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody } from '../../access/can'
import { codes } from '../shared'

/** A line of a BOM version: text and figures as they were, without ties to the living catalogue. */
export const BomLines: CollectionConfig = {
  slug: 'bom-lines',
  labels: { singular: 'BOM line', plural: 'BOM lines' },
  admin: {
    group: 'Production',
    hidden: true,
    useAsTitle: 'partNumber',
    defaultColumns: ['position', 'level', 'partNumber', 'name', 'quantity', 'rule'],
  },
  defaultSort: 'position',
  access: { create: nobody, read: can('bomLines.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'bom', type: 'relationship', relationTo: 'boms', required: true, index: true },
    { name: 'parent', type: 'relationship', relationTo: 'bom-lines' },
    { name: 'level', type: 'number', required: true },
    { name: 'position', type: 'number', required: true },
    { name: 'partNumber', type: 'text', required: true, index: true },
    { name: 'name', type: 'text', required: true },
    {
      name: 'kind',
      type: 'select',
      required: true,
      options: codes({
        ASSEMBLY: 'Assembly',
        PART: 'Part',
        CUSTOM: 'Custom part',
        UNRESOLVED: 'Unresolved',
      }),
    },
    { name: 'quantityPer', type: 'number', required: true },
    { name: 'quantity', type: 'number', required: true },
    { name: 'unitCost', type: 'number', access: { read: canTouch('costs.read') } },
    { name: 'rule', type: 'text' },
    { name: 'because', type: 'text' },
    { name: 'basin', type: 'number' },
    { name: 'attributes', type: 'json' },
    { name: 'isOutside', type: 'checkbox', required: true, defaultValue: false },
    { name: 'note', type: 'text' },
  ],
  timestamps: false,
}
