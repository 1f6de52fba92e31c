import type { CollectionConfig } from 'payload'
import { guardDelete } from '../../hooks/catalogue/guardDelete'
import { guardNumber } from '../../hooks/catalogue/guardNumber'
import { hearActive } from '../../hooks/catalogue/hearActive'
import { resolveAskers } from '../../hooks/catalogue/resolveAskers'
import { can } from '../../access/can'
import { codes, historyTab } from '../shared'
import { itemFields } from './itemFields'
import { structureTab, whereUsedTab } from './tabs'

export const Assemblies: CollectionConfig = {
  slug: 'assemblies',
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
      views: { edit: { structure: structureTab, whereUsed: whereUsedTab, history: historyTab } },
    },
    group: 'Catalogue',
    useAsTitle: 'partNumber',
    defaultColumns: ['partNumber', 'name', 'type', 'category', 'isActive'],
    listSearchableFields: ['partNumber', 'name'],
  },
  access: {
    create: can('items.manage'),
    read: can('assemblies.read'),
    update: can('items.manage'),
    delete: can('items.delete'),
  },
  hooks: {
    beforeOperation: [hearActive('assemblies')],
    beforeChange: [guardNumber],
    afterChange: [resolveAskers],
    beforeDelete: [guardDelete('assembly')],
  },
  fields: itemFields({
    joinOn: 'assembly',
    type: {
      name: 'type',
      type: 'select',
      required: true,
      defaultValue: 'SIMPLE',
      options: codes({
        SIMPLE: 'Simple',
        COMPLEX: 'Complex',
        SERVICE_PART: 'Service part',
        KIT: 'Kit',
      }),
    },
    more: [
      {
        name: 'category',
        type: 'relationship',
        relationTo: 'categories',
        index: true,
        label: 'Own subcategory',
      },
      {
        type: 'row',
        fields: [
          {
            name: 'canOrder',
            type: 'checkbox',
            required: true,
            defaultValue: false,
            label: 'Can be ordered',
          },
          { name: 'isKit', type: 'checkbox', required: true, defaultValue: false },
        ],
      },
      {
        name: 'components',
        type: 'join',
        collection: 'assembly-components',
        on: 'parentAssembly',
        defaultLimit: 100,
        defaultSort: 'position',
        // edited on the tab "Structure"
        admin: { hidden: true },
      },
      {
        name: 'listedIn',
        type: 'join',
        collection: 'category-references',
        on: 'assembly',
        defaultLimit: 100,
        admin: { defaultColumns: ['category', 'position'] },
      },
    ],
  }),
}
