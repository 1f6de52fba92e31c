import type { CollectionConfig } from 'payload'
import { can, canCreate, canTouch, noField, nobody, readable, selectable } from '../../access/can'
import { followNonconformance } from '../../hooks/quality/followNonconformance'
import { guardNonconformance } from '../../hooks/quality/guardNonconformance'
import {
  DISPOSITION_LABELS,
  FAILURE_LABELS,
  FORM_LABELS,
  NC_SOURCE_LABELS,
  NC_STATUS_LABELS,
  SEVERITY_LABELS,
} from '../../src/domain/quality/codes'
import { codes, createdByField, dayField, historyTab, revField, writtenByServer } from '../shared'

const mayJudge = canTouch('nonconformances.judge')
/** What whoever reports a nonconformance says of it; from then on it is quality's. */
const reported = { update: mayJudge }
/** What quality control alone decides, from the report on. */
const judged = { create: mayJudge, update: mayJudge }

/** Something that is not as it should be, from its discovery to the proof that the remedy works (8.8). */
export const Nonconformances: CollectionConfig = {
  slug: 'nonconformances',
  custom: { lockAfter: 'build' },
  admin: {
    components: {
      beforeListTable: ['/src/views/quality/NonconformanceFilters#NonconformanceFilters'],
      views: {
        edit: {
          default: {
            Component: '/src/views/quality/NonconformanceView#NonconformanceView',
            tab: { label: 'Overview', href: '' },
          },
          form: {
            Component: '@payloadcms/ui#DefaultEditView',
            path: '/form',
            tab: {
              label: 'Edit',
              href: '/form',
              condition: ({ permissions }) =>
                permissions.collections?.nonconformances?.update === true,
            },
          },
          history: historyTab,
        },
      },
    },
    group: 'Quality',
    useAsTitle: 'number',
    defaultColumns: ['number', 'build', 'reason', 'severity', 'status', 'owner', 'createdAt'],
    listSearchableFields: ['number', 'description'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-createdAt',
  access: {
    create: canCreate('nonconformances.report'),
    read: can('nonconformances.read'),
    update: can('nonconformances.update'),
    delete: nobody,
  },
  hooks: { beforeChange: [guardNonconformance], afterChange: [followNonconformance] },
  fields: [
    {
      name: 'number',
      type: 'text',
      unique: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'OPEN',
      index: true,
      options: codes(NC_STATUS_LABELS),
      admin: { position: 'sidebar' },
    },
    {
      name: 'source',
      type: 'select',
      required: true,
      defaultValue: 'ASSEMBLER',
      options: codes(NC_SOURCE_LABELS),
      access: judged,
    },
    {
      name: 'build',
      type: 'relationship',
      relationTo: 'builds',
      index: true,
      filterOptions: readable('builds.read'),
      access: { update: noField },
    },
    {
      name: 'inspection',
      type: 'relationship',
      relationTo: 'inspections',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'form',
      type: 'select',
      options: codes(FORM_LABELS),
      access: writtenByServer,
      admin: { readOnly: true },
    },
    { name: 'attempt', type: 'number', access: writtenByServer, admin: { readOnly: true } },
    { name: 'failedItems', type: 'json', access: writtenByServer, admin: { readOnly: true } },
    {
      name: 'task',
      type: 'relationship',
      relationTo: 'tasks',
      index: true,
      filterOptions: readable('tasks.read'),
      access: { update: noField },
    },
    {
      name: 'part',
      type: 'relationship',
      relationTo: 'parts',
      index: true,
      filterOptions: readable('parts.read'),
      access: reported,
    },
    {
      name: 'assembly',
      type: 'relationship',
      relationTo: 'assemblies',
      index: true,
      filterOptions: readable('assemblies.read'),
      access: reported,
    },
    {
      name: 'supplier',
      type: 'relationship',
      relationTo: 'suppliers',
      index: true,
      filterOptions: selectable('suppliers.read', 'supplier'),
      access: judged,
      // quality control knows suppliers by name only: there is nothing to open
      admin: { allowCreate: false, allowEdit: false },
    },
    {
      name: 'supplierName',
      label: 'Supplier as written',
      type: 'text',
      maxLength: 100,
      access: writtenByServer,
      admin: {
        readOnly: true,
        description: 'From before suppliers were records. It gives way to the one that is chosen.',
        condition: (data) => Boolean(data.supplierName) && !data.supplier,
      },
    },
    {
      name: 'reason',
      type: 'select',
      required: true,
      options: codes(FAILURE_LABELS),
      access: reported,
    },
    {
      name: 'severity',
      type: 'select',
      options: codes(SEVERITY_LABELS),
      access: reported,
    },
    { name: 'rework', type: 'checkbox', access: judged },
    { name: 'retest', type: 'checkbox', label: 'Retest demanded', access: judged },
    {
      name: 'description',
      label: 'What is wrong',
      type: 'textarea',
      required: true,
      maxLength: 4000,
      access: reported,
    },
    { name: 'containment', type: 'textarea', maxLength: 1000, access: judged },
    {
      name: 'disposition',
      type: 'select',
      options: codes(DISPOSITION_LABELS),
      access: judged,
    },
    { name: 'rootCause', label: 'Root cause', type: 'textarea', maxLength: 1000, access: judged },
    {
      name: 'correctiveAction',
      label: 'Corrective action',
      type: 'textarea',
      maxLength: 4000,
      access: judged,
    },
    {
      name: 'preventiveAction',
      label: 'Preventive action',
      type: 'textarea',
      maxLength: 1000,
      access: judged,
    },
    { name: 'owner', type: 'relationship', relationTo: 'users', access: judged },
    dayField({ name: 'dueDate', label: 'Action due', access: judged }),
    { name: 'resolution', label: 'How it was resolved', type: 'textarea', maxLength: 1000 },
    {
      name: 'resolvedBy',
      type: 'relationship',
      relationTo: 'users',
      access: writtenByServer,
      admin: { readOnly: true },
    },
    { name: 'resolvedAt', type: 'date', access: writtenByServer, admin: { readOnly: true } },
    {
      name: 'effectiveness',
      label: 'How the remedy was proved effective',
      type: 'textarea',
      maxLength: 1000,
      access: judged,
    },
    {
      name: 'verifiedBy',
      type: 'relationship',
      relationTo: 'users',
      access: writtenByServer,
      admin: { readOnly: true },
    },
    { name: 'verifiedAt', type: 'date', access: writtenByServer, admin: { readOnly: true } },
    {
      name: 'photos',
      type: 'join',
      collection: 'documents',
      on: 'nonconformance',
      defaultLimit: 50,
      admin: { allowCreate: false },
    },
    createdByField,
    revField,
  ],
}
