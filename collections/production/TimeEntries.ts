import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'

/** A stretch of work on one task by one person. Open while the clock runs; one open entry per person. */
export const TimeEntries: CollectionConfig = {
  slug: 'time-entries',
  custom: { lockAfter: 'build' },
  labels: { singular: 'Time entry', plural: 'Time entries' },
  admin: {
    group: 'Production',
    useAsTitle: 'startedAt',
    defaultColumns: ['startedAt', 'endedAt', 'minutes', 'user', 'task', 'build'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
  },
  defaultSort: '-startedAt',
  access: { create: nobody, read: can('timeEntries.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'task', type: 'relationship', relationTo: 'tasks', required: true, index: true },
    { name: 'build', type: 'relationship', relationTo: 'builds', required: true, index: true },
    { name: 'user', type: 'relationship', relationTo: 'users', required: true, index: true },
    { name: 'startedAt', type: 'date', required: true },
    { name: 'endedAt', type: 'date' },
    { name: 'minutes', type: 'number' },
    { name: 'isForgotten', type: 'checkbox', required: true, defaultValue: false },
    { name: 'correctedBy', type: 'relationship', relationTo: 'users' },
    { name: 'correctedAt', type: 'date' },
    { name: 'correctionReason', type: 'textarea' },
  ],
}
