import type { CollectionConfig } from 'payload'
import { followBuild } from '../../hooks/builds/followBuild'
import { guardBuild } from '../../hooks/builds/guardBuild'
import { hearBuild } from '../../hooks/builds/hearBuild'
import { can, canTouch, noField, nobody } from '../../access/can'
import { HOLD_CLASS_LABELS } from '../../src/domain/orders/hold'
import { codes, revField, statusField, writtenByServer } from '../shared'

/** One physical sink: its own number, configuration, status and bill of materials. */
export const Builds: CollectionConfig = {
  slug: 'builds',
  custom: { lockAfter: 'order' },
  admin: {
    components: {
      beforeListTable: ['/src/views/builds/BuildFilters#BuildFilters'],
      views: {
        edit: {
          default: {
            Component: '/src/views/builds/BuildView#BuildView',
            tab: { label: 'Build', href: '' },
          },
          bom: {
            Component: '/src/views/builds/BuildBomView#BuildBomView',
            path: '/bom',
            tab: { label: 'Bill of materials', href: '/bom' },
          },
          history: {
            Component: '/src/views/builds/BuildHistoryView#BuildHistoryView',
            path: '/history',
            tab: { label: 'History', href: '/history' },
          },
          configure: {
            Component: '/src/views/builds/ConfigureView#ConfigureView',
            path: '/configure',
          },
          api: { tab: { condition: () => false } },
        },
      },
    },
    group: 'Orders',
    useAsTitle: 'buildNumber',
    defaultColumns: ['buildNumber', 'order', 'family', 'status', 'stage', 'assignedTo'],
    listSearchableFields: ['buildNumber', 'customerName', 'projectName'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  access: { create: nobody, read: can('builds.read'), update: can('builds.move'), delete: nobody },
  hooks: {
    beforeOperation: [hearBuild],
    beforeChange: [guardBuild],
    afterChange: [followBuild],
  },
  fields: [
    {
      name: 'order',
      type: 'relationship',
      relationTo: 'orders',
      required: true,
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'position',
      type: 'number',
      required: true,
      access: writtenByServer,
      admin: { hidden: true },
    },
    {
      name: 'buildNumber',
      label: 'Build number',
      type: 'text',
      required: true,
      minLength: 3,
      maxLength: 60,
      index: true,
    },
    { name: 'family', type: 'text', required: true, index: true },
    {
      name: 'release',
      type: 'relationship',
      relationTo: 'configuration-releases',
      required: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'workflow',
      type: 'relationship',
      relationTo: 'configuration-releases',
      required: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    { name: 'configuration', type: 'json', required: true },
    { name: 'accessories', type: 'json', required: true, defaultValue: [] },
    {
      name: 'warnings',
      type: 'json',
      defaultValue: [],
      access: writtenByServer,
      admin: { readOnly: true },
    },
    statusField({ admin: { position: 'sidebar' } }),
    { name: 'statusNote', type: 'textarea', maxLength: 1000, admin: { position: 'sidebar' } },
    {
      name: 'stage',
      type: 'text',
      index: true,
      access: writtenByServer,
      admin: {
        readOnly: true,
        position: 'sidebar',
        components: { Cell: '/src/views/panel/cells#StageCell' },
      },
    },
    {
      name: 'heldFrom',
      type: 'text',
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'holdClass',
      type: 'select',
      label: 'Hold class',
      options: codes(HOLD_CLASS_LABELS),
      admin: {
        position: 'sidebar',
        description: 'What a hold is about; asked for when a build is put on hold.',
      },
    },
    {
      name: 'override',
      type: 'checkbox',
      virtual: true,
      access: { create: noField, read: noField, update: canTouch('builds.override') },
      admin: { hidden: true },
    },
    {
      name: 'isOverridden',
      type: 'checkbox',
      required: true,
      defaultValue: false,
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'statusSince',
      type: 'date',
      access: writtenByServer,
      admin: { readOnly: true, hidden: true },
    },
    {
      name: 'arrivedAt',
      type: 'date',
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'assignedTo',
      label: 'Assembler',
      type: 'relationship',
      relationTo: 'users',
      index: true,
      admin: { position: 'sidebar' },
    },
    {
      name: 'customerName',
      label: 'Customer name',
      type: 'text',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'projectName',
      label: 'Project name',
      type: 'text',
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'boms',
      type: 'join',
      collection: 'boms',
      on: 'build',
      defaultLimit: 20,
      defaultSort: '-version',
      admin: { defaultColumns: ['version', 'state', 'lineCount', 'createdAt'] },
    },
    {
      name: 'events',
      type: 'join',
      collection: 'status-events',
      on: 'build',
      defaultLimit: 100,
      defaultSort: '-at',
      admin: { defaultColumns: ['at', 'from', 'to', 'by', 'note'] },
    },
    revField,
  ],
}
