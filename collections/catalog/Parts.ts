import type { CollectionConfig } from 'payload'
import { guardDelete } from '../../hooks/catalogue/guardDelete'
import { guardNumber } from '../../hooks/catalogue/guardNumber'
import { guardPart } from '../../hooks/catalogue/guardPart'
import { hearActive } from '../../hooks/catalogue/hearActive'
import { resolveAskers } from '../../hooks/catalogue/resolveAskers'
import { can } from '../../access/can'
import { codes, historyTab, writtenByServer } from '../shared'
import { itemFields } from './itemFields'
import { whereUsedTab } from './tabs'

export const Parts: CollectionConfig = {
  slug: 'parts',
  admin: {
    components: {
      beforeListTable: [
        '/src/views/imports/CatalogueTables#CatalogueTables',
        '/src/views/catalogue/CatalogueTools#CatalogueTools',
      ],
      edit: {
        beforeDocumentControls: [
          '/src/views/catalogue/RetireControl#RetireControl',
          '/src/views/catalogue/LabelLink#LabelLink',
        ],
      },
      views: { edit: { whereUsed: whereUsedTab, history: historyTab } },
    },
    group: 'Catalogue',
    useAsTitle: 'partNumber',
    defaultColumns: ['partNumber', 'name', 'kind', 'quantityOnHand', 'isActive'],
    listSearchableFields: ['partNumber', 'name'],
  },
  defaultSort: 'partNumber',
  access: {
    create: can('items.manage'),
    read: can('parts.read'),
    update: can('items.manage'),
    delete: can('items.delete'),
  },
  hooks: {
    beforeOperation: [hearActive('parts')],
    beforeChange: [guardPart, guardNumber],
    afterChange: [resolveAskers],
    beforeDelete: [guardDelete('part')],
  },
  fields: itemFields({
    joinOn: 'part',
    type: {
      name: 'kind',
      type: 'select',
      required: true,
      defaultValue: 'COMPONENT',
      options: codes({ COMPONENT: 'Component', MATERIAL: 'Material', CUSTOM: 'Custom' }),
    },
    more: [
      {
        name: 'customClass',
        type: 'text',
        maxLength: 40,
        access: writtenByServer,
        admin: { readOnly: true },
      },
      {
        name: 'customDimensions',
        type: 'text',
        maxLength: 60,
        access: writtenByServer,
        admin: { readOnly: true },
      },
    ],
  }),
}
