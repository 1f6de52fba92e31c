import type { Field } from 'payload'
import { canTouch, readable } from '../../access/can'
import { COST_AT_MOST, STOCK_AT_MOST } from '../../src/domain/catalog/bounds'
import { PART_NUMBER_LENGTH } from '../../src/domain/boms/customPart'
import { revField, wholeNumber, writtenByServer } from '../shared'

/**
 * What to use instead of a retired item, a part or an assembly but never both (architecture 5.5). Named by
 * the command that retires; the database forgets it when the item is active again.
 */
const successorField = (
  name: 'successorPart' | 'successorAssembly',
  relationTo: 'parts' | 'assemblies',
): Field => ({
  name,
  type: 'relationship',
  relationTo,
  index: true,
  label: 'Successor',
  access: writtenByServer,
  admin: { readOnly: true, condition: (data) => Boolean(data[name]) },
})

/**
 * What a part and an assembly have in common (architecture 5.5). Part numbers are opaque: kept byte
 * for byte, never parsed, never trimmed. Costs are integer minor units of the company currency and
 * stock figures are sums of the movements ledger.
 */
export const itemFields = (own: {
  type: Field
  more?: Field[]
  joinOn: 'part' | 'assembly'
}): Field[] => [
  {
    name: 'partNumber',
    type: 'text',
    required: true,
    unique: true,
    minLength: 1,
    maxLength: PART_NUMBER_LENGTH,
  },
  { name: 'name', type: 'text', required: true, maxLength: 300, index: true },
  { name: 'description', type: 'textarea', maxLength: 4000 },
  own.type,
  ...(own.more ?? []),
  {
    type: 'row',
    fields: [
      { name: 'manufacturer', type: 'text', maxLength: 200 },
      { name: 'manufacturerPartNumber', type: 'text', maxLength: 200 },
      { name: 'legacyCode', type: 'text', maxLength: 40, index: true },
      { name: 'unit', type: 'text', required: true, defaultValue: 'EA', maxLength: 10 },
    ],
  },
  {
    name: 'cost',
    ...wholeNumber({ min: 0, max: COST_AT_MOST }),
    label: 'Cost',
    admin: {
      custom: { isMoney: true },
      components: { Field: '/src/views/panel/formFields#MoneyField' },
    },
    access: {
      create: canTouch('costs.update'),
      read: canTouch('costs.read'),
      update: canTouch('costs.update'),
    },
  },
  {
    type: 'row',
    fields: [
      {
        name: 'quantityOnHand',
        type: 'number',
        required: true,
        defaultValue: 0,
        access: { ...writtenByServer, read: canTouch('stock.read') },
        admin: { readOnly: true },
      },
      {
        name: 'quantityReserved',
        type: 'number',
        required: true,
        defaultValue: 0,
        access: { ...writtenByServer, read: canTouch('stock.read') },
        admin: { readOnly: true },
      },
      {
        name: 'reorderLevel',
        ...wholeNumber({ min: 0, max: STOCK_AT_MOST }),
        access: { read: canTouch('stock.read') },
      },
    ],
  },
  {
    type: 'row',
    fields: [
      {
        name: 'isActive',
        type: 'checkbox',
        required: true,
        defaultValue: true,
        index: true,
        access: { create: canTouch('items.retire'), update: canTouch('items.retire') },
        admin: { components: { Cell: '/src/views/catalogue/cells#ActiveCell' } },
      },
      {
        name: 'isOutside',
        type: 'checkbox',
        required: true,
        defaultValue: false,
        label: 'Made or fitted outside',
      },
      {
        name: 'isCritical',
        type: 'checkbox',
        required: true,
        defaultValue: false,
        label: 'Serial number required',
      },
    ],
  },
  successorField('successorPart', 'parts'),
  successorField('successorAssembly', 'assemblies'),
  {
    name: 'photo',
    type: 'upload',
    relationTo: 'documents',
    filterOptions: readable('documents.read'),
  },
  {
    name: 'usedOn',
    type: 'join',
    collection: 'item-uses',
    on: own.joinOn,
    defaultLimit: 20,
    access: { read: canTouch('whereUsed.read') },
    label: 'Builds that use it',
    // shown on the tab "Where used"
    admin: { hidden: true },
  },
  revField,
]
