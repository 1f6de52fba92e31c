import type { CollectionConfig } from 'payload'
import { bookMovement, guardMovement } from '../../hooks/inventory/bookMovement'
import { stampAuthor } from '../../hooks/shared'
import { can, nobody } from '../../access/can'
import { codes, createdByField } from '../shared'

/** The stock ledger, append-only (handbook 10): balances on items are sums of these rows. */
export const StockMovements: CollectionConfig = {
  slug: 'stock-movements',
  admin: {
    group: 'Inventory',
    useAsTitle: 'kind',
    defaultColumns: ['createdAt', 'kind', 'part', 'assembly', 'quantity', 'location', 'reason'],
  },
  defaultSort: '-createdAt',
  access: { create: can('stock.book'), read: can('stock.read'), update: nobody, delete: nobody },
  hooks: { beforeChange: [guardMovement, stampAuthor], afterChange: [bookMovement] },
  fields: [
    {
      name: 'kind',
      type: 'select',
      required: true,
      options: codes({ RECEIPT: 'Receipt', ADJUSTMENT: 'Adjustment' }),
    },
    { name: 'part', type: 'relationship', relationTo: 'parts', index: true },
    { name: 'assembly', type: 'relationship', relationTo: 'assemblies', index: true },
    {
      name: 'quantity',
      type: 'number',
      required: true,
      admin: { description: 'Whole number; an adjustment may be negative.' },
    },
    { name: 'location', type: 'text', required: true, defaultValue: 'MAIN', maxLength: 40 },
    { name: 'reason', type: 'textarea', maxLength: 1000 },
    createdByField,
  ],
}
