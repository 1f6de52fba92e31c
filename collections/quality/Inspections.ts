import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody } from '../../access/can'
import { guardInspection } from '../../hooks/quality/guardInspection'
import { followInspection } from '../../hooks/quality/followInspection'
import { FORM_LABELS } from '../../src/domain/quality/codes'
import { codes, createdByField, historyTab, revField, writtenByServer } from '../shared'

const answers = { ...writtenByServer, read: canTouch('inspections.answers') }

/**
 * One attempt at a form for one build (handbook 8). The form is frozen into the row when it is opened;
 * answers are saved while it is a draft; once signed, the database refuses every change.
 */
export const Inspections: CollectionConfig = {
  slug: 'inspections',
  custom: { lockAfter: 'build' },
  admin: {
    components: {
      views: {
        edit: {
          default: {
            Component: '/src/views/quality/InspectionView#InspectionView',
            tab: { label: 'Form', href: '' },
          },
          history: historyTab,
        },
      },
    },
    group: 'Quality',
    useAsTitle: 'title',
    defaultColumns: ['title', 'kind', 'attempt', 'state', 'outcome', 'createdBy', 'signedAt'],
    listSearchableFields: ['title'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-createdAt',
  access: {
    create: nobody,
    read: can('inspections.read'),
    update: can('inspections.perform'),
    delete: nobody,
  },
  hooks: {
    beforeChange: [guardInspection],
    afterChange: [followInspection],
  },
  fields: [
    { name: 'title', type: 'text', required: true, access: writtenByServer },
    {
      name: 'build',
      type: 'relationship',
      relationTo: 'builds',
      required: true,
      index: true,
      access: writtenByServer,
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      index: true,
      options: codes(FORM_LABELS),
      access: writtenByServer,
    },
    { name: 'attempt', type: 'number', required: true, access: writtenByServer },
    { name: 'template', type: 'text', required: true, access: writtenByServer },
    {
      name: 'release',
      type: 'relationship',
      relationTo: 'configuration-releases',
      required: true,
      access: writtenByServer,
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'DRAFT',
      index: true,
      options: codes({ DRAFT: 'Draft', SIGNED: 'Signed', VOID: 'Closed without a verdict' }),
      access: writtenByServer,
      admin: { components: { Cell: '/src/views/quality/cells#FormStateCell' } },
    },
    {
      name: 'outcome',
      type: 'select',
      options: codes({ PASS: 'Passed', FAIL: 'Failed' }),
      access: writtenByServer,
    },
    { name: 'header', type: 'json', required: true, defaultValue: [], access: answers },
    { name: 'statement', type: 'textarea', access: answers },
    {
      name: 'items',
      type: 'json',
      required: true,
      defaultValue: [],
      access: { create: answers.create, read: answers.read },
    },
    { name: 'note', type: 'textarea', access: answers },
    { name: 'failure', type: 'json', access: answers },
    { name: 'signature', type: 'relationship', relationTo: 'signatures', access: writtenByServer },
    { name: 'signedAt', type: 'date', access: writtenByServer },
    {
      name: 'photos',
      type: 'join',
      collection: 'documents',
      on: 'inspection',
      defaultLimit: 100,
      admin: { allowCreate: false },
    },
    createdByField,
    revField,
  ],
  indexes: [{ fields: ['build', 'kind', 'attempt'], unique: true }],
}
