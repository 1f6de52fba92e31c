import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { guardTask } from '../../hooks/production/guardTask'
import { followTask } from '../../hooks/production/followTask'
import {
  BLOCK_CLASS_LABELS,
  TASK_CATEGORY_LABELS,
  TASK_REVIEW_LABELS,
  TASK_STATUS_LABELS,
} from '../../src/domain/production/codes'
import { codes, dayField, historyTab, revField, writtenByServer } from '../shared'

/** One step of building a sink, generated from the release that the build pins (handbook 9). */
export const Tasks: CollectionConfig = {
  slug: 'tasks',
  custom: { lockAfter: 'build' },
  admin: {
    components: {
      views: {
        edit: {
          default: {
            Component: '/src/views/production/TaskView#TaskView',
            tab: { label: 'Task', href: '' },
          },
          history: historyTab,
        },
      },
    },
    group: 'Production',
    useAsTitle: 'title',
    defaultColumns: ['sequence', 'title', 'build', 'status', 'assignedTo', 'estimateMinutes'],
    listSearchableFields: ['title'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: 'sequence',
  access: {
    create: nobody,
    read: can('tasks.read'),
    update: can('tasks.manage'),
    delete: nobody,
  },
  hooks: { beforeChange: [guardTask], afterChange: [followTask] },
  fields: [
    {
      name: 'build',
      type: 'relationship',
      relationTo: 'builds',
      required: true,
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    { name: 'key', type: 'text', required: true, access: writtenByServer },
    { name: 'templateKey', type: 'text', access: writtenByServer },
    { name: 'title', type: 'text', required: true, access: writtenByServer },
    { name: 'titles', type: 'json', access: writtenByServer, admin: { hidden: true } },
    { name: 'description', type: 'textarea', access: writtenByServer },
    {
      name: 'category',
      type: 'select',
      required: true,
      options: codes(TASK_CATEGORY_LABELS),
      access: writtenByServer,
    },
    { name: 'basin', type: 'number', access: writtenByServer },
    { name: 'sequence', type: 'number', required: true, access: writtenByServer },
    {
      name: 'status',
      type: 'select',
      required: true,
      defaultValue: 'PENDING',
      index: true,
      options: codes(TASK_STATUS_LABELS),
      access: writtenByServer,
    },
    {
      name: 'assignedTo',
      label: 'Assembler',
      type: 'relationship',
      relationTo: 'users',
      index: true,
    },
    dayField({ name: 'dueDate', label: 'Due' }),
    { name: 'estimateMinutes', type: 'number', required: true, access: writtenByServer },
    { name: 'actualMinutes', type: 'number', access: writtenByServer },
    { name: 'startedAt', type: 'date', access: writtenByServer },
    { name: 'completedAt', type: 'date', access: writtenByServer },
    { name: 'completedBy', type: 'relationship', relationTo: 'users', access: writtenByServer },
    {
      name: 'dependsOn',
      type: 'relationship',
      relationTo: 'tasks',
      hasMany: true,
      access: writtenByServer,
    },
    { name: 'parts', type: 'json', required: true, defaultValue: [], access: writtenByServer },
    {
      name: 'criticalParts',
      type: 'json',
      required: true,
      defaultValue: [],
      access: writtenByServer,
    },
    { name: 'tools', type: 'json', required: true, defaultValue: [], access: writtenByServer },
    { name: 'ticks', type: 'json', required: true, defaultValue: [], access: writtenByServer },
    {
      name: 'instruction',
      type: 'relationship',
      relationTo: 'work-instructions',
      access: writtenByServer,
    },
    {
      name: 'nonconformance',
      type: 'relationship',
      relationTo: 'nonconformances',
      index: true,
      access: writtenByServer,
    },
    {
      name: 'blockClass',
      type: 'select',
      options: codes(BLOCK_CLASS_LABELS),
      access: writtenByServer,
    },
    { name: 'reason', type: 'textarea', access: writtenByServer },
    {
      name: 'problem',
      type: 'json',
      access: writtenByServer,
      admin: {
        description: 'The problem as it was reported: what is missing, how many, and how severe.',
      },
    },
    {
      name: 'review',
      label: 'To decide',
      type: 'select',
      options: codes(TASK_REVIEW_LABELS),
      access: writtenByServer,
    },
    { name: 'note', type: 'textarea', maxLength: 1000, access: writtenByServer },
    {
      name: 'photos',
      type: 'join',
      collection: 'documents',
      on: 'task',
      defaultLimit: 50,
      admin: { allowCreate: false },
    },
    {
      name: 'times',
      type: 'join',
      collection: 'time-entries',
      on: 'task',
      defaultLimit: 100,
      defaultSort: 'startedAt',
      admin: { allowCreate: false },
    },
    revField,
  ],
  indexes: [{ fields: ['build', 'key'], unique: true }],
}
