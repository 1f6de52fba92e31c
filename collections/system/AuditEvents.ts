import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { namedRecords } from '../../hooks/audit/namedRecords'
import { codes } from '../shared'

/** Append-only record of who did what (architecture 5.7). Database triggers refuse any change. */
export const AuditEvents: CollectionConfig = {
  slug: 'audit-events',
  admin: {
    components: {
      beforeListTable: ['/src/views/history/AuditFilters#AuditFilters'],
      views: {
        edit: {
          default: {
            Component: '/src/views/history/AuditView#AuditView',
            tab: { condition: () => false },
          },
        },
      },
    },
    group: 'System',
    useAsTitle: 'action',
    defaultColumns: ['at', 'action', 'resource', 'actorName', 'role', 'reason'],
    listSearchableFields: ['action', 'resource', 'resourceId', 'actorName', 'reason'],
    pagination: { defaultLimit: 50, limits: [10, 25, 50] },
  },
  defaultSort: '-at',
  access: { create: nobody, read: can('audit.read'), update: nobody, delete: nobody },
  hooks: { beforeOperation: [namedRecords] },
  fields: [
    {
      name: 'at',
      type: 'date',
      required: true,
      index: true,
      admin: { components: { Cell: '/src/views/history/cells#MomentCell' } },
    },
    {
      name: 'stream',
      type: 'select',
      required: true,
      options: codes({ AUDIT: 'Audit', ACTIVITY: 'Activity' }),
    },
    {
      name: 'action',
      type: 'text',
      required: true,
      index: true,
      admin: { components: { Cell: '/src/views/history/cells#ActionCell' } },
    },
    {
      name: 'resource',
      type: 'text',
      required: true,
      index: true,
      label: 'Record',
      admin: { components: { Cell: '/src/views/history/cells#RecordCell' } },
    },
    { name: 'resourceId', type: 'text', index: true },
    { name: 'actor', type: 'text', index: true },
    { name: 'actorName', type: 'text', required: true, label: 'Person' },
    {
      name: 'role',
      type: 'text',
      required: true,
      admin: { components: { Cell: '/src/views/history/cells#RoleCell' } },
    },
    { name: 'before', type: 'json' },
    { name: 'after', type: 'json' },
    { name: 'reason', type: 'textarea' },
    { name: 'ip', type: 'text' },
    { name: 'userAgent', type: 'text' },
    { name: 'requestId', type: 'text' },
    { name: 'hash', type: 'text', required: true },
  ],
  timestamps: false,
}
