import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { guardInstruction } from '../../hooks/production/guardInstruction'
import { INSTRUCTION_STATE_LABELS } from '../../src/domain/production/codes'
import { codes, createdByField, historyTab, revField, writtenByServer } from '../shared'

/** How a piece of work is done, step by step. A published revision never changes: revise it instead. */
export const WorkInstructions: CollectionConfig = {
  slug: 'work-instructions',
  labels: { singular: 'Work instruction', plural: 'Work instructions' },
  admin: {
    components: {
      views: {
        edit: {
          default: { tab: { label: 'Edit', href: '' } },
          floor: {
            Component: '/src/views/production/InstructionView#InstructionView',
            path: '/floor',
            tab: { label: 'As the floor sees it', href: '/floor' },
          },
          history: historyTab,
        },
      },
    },
    group: 'Production',
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'revision', 'state', 'minutes'],
    listSearchableFields: ['code', 'title'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: 'code',
  access: {
    create: can('instructions.manage'),
    read: can('instructions.read'),
    update: can('instructions.manage'),
    delete: nobody,
  },
  hooks: { beforeChange: [guardInstruction] },
  fields: [
    { name: 'code', type: 'text', required: true, maxLength: 60, index: true },
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      name: 'revision',
      type: 'number',
      required: true,
      defaultValue: 1,
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'DRAFT',
      index: true,
      options: codes(INSTRUCTION_STATE_LABELS),
      admin: {
        position: 'sidebar',
        description: 'Publishing puts this revision in force and retires the one before.',
      },
    },
    {
      name: 'reason',
      label: 'Reason of this revision',
      type: 'text',
      maxLength: 1000,
      admin: { position: 'sidebar' },
    },
    { name: 'assembly', type: 'relationship', relationTo: 'assemblies', index: true },
    { name: 'minutes', type: 'number', min: 0 },
    {
      name: 'steps',
      type: 'array',
      labels: { singular: 'Step', plural: 'Steps' },
      fields: [
        { name: 'title', type: 'text', required: true, maxLength: 200 },
        { name: 'text', type: 'richText' },
        { name: 'minutes', type: 'number', min: 0 },
        { name: 'checkpoint', type: 'textarea', maxLength: 500 },
        { name: 'safety', label: 'Safety note', type: 'textarea', maxLength: 500 },
      ],
    },
    {
      name: 'publishedAt',
      type: 'date',
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'publishedBy',
      type: 'relationship',
      relationTo: 'users',
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'retiredAt',
      type: 'date',
      access: writtenByServer,
      admin: { readOnly: true, position: 'sidebar' },
    },
    {
      name: 'retireReason',
      label: 'Reason for retiring',
      type: 'text',
      maxLength: 1000,
      admin: { position: 'sidebar', condition: (data) => data.state === 'RETIRED' },
    },
    createdByField,
    revField,
  ],
  indexes: [{ fields: ['code', 'revision'], unique: true }],
}
