import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { codes, createdByField, writtenByServer } from '../shared'

/**
 * One file that was brought in: checked, applied, perhaps taken back (ADR 22). What it would do and
 * what it did, field by field, lies in plain tables beside it. Written by commands only.
 */
export const CatalogueImports: CollectionConfig = {
  slug: 'catalogue-imports',
  labels: { singular: 'Import', plural: 'Imports' },
  admin: {
    components: {
      beforeListTable: ['/src/views/imports/ImportFilters#ImportFilters'],
      views: {
        edit: {
          default: {
            Component: '/src/views/imports/ImportView#ImportView',
            tab: { condition: () => false },
          },
          api: { tab: { condition: () => false } },
        },
      },
    },
    group: 'Catalogue',
    useAsTitle: 'number',
    defaultColumns: ['number', 'kind', 'state', 'fileNames', 'createdBy', 'createdAt'],
    listSearchableFields: ['number', 'fileNames'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-createdAt',
  access: { create: nobody, read: can('imports.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'number', type: 'text', required: true, unique: true },
    { name: 'sequence', type: 'number', required: true, unique: true, admin: { hidden: true } },
    {
      name: 'kind',
      type: 'select',
      required: true,
      index: true,
      options: codes({
        DELIVERY: 'Catalogue delivery',
        PARTS: 'Parts',
        ASSEMBLIES: 'Assemblies',
        COMPONENTS: 'Components',
        STOCK: 'Stock levels',
        COSTS: 'Costs',
      }),
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'CHECKED',
      index: true,
      options: codes({ CHECKED: 'Dry run', APPLIED: 'Applied', UNDONE: 'Taken back' }),
      admin: { components: { Cell: '/src/views/imports/cells#ImportStateCell' } },
    },
    { name: 'fileNames', type: 'text', required: true, label: 'Files' },
    { name: 'files', type: 'json', required: true },
    { name: 'checkResult', type: 'json', required: true },
    { name: 'applyResult', type: 'json' },
    { name: 'undoResult', type: 'json' },
    createdByField,
    { name: 'appliedBy', type: 'relationship', relationTo: 'users', access: writtenByServer },
    { name: 'appliedAt', type: 'date' },
    { name: 'undoneBy', type: 'relationship', relationTo: 'users', access: writtenByServer },
    { name: 'undoneAt', type: 'date' },
  ],
}
