import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { codes, createdByField } from '../shared'

/**
 * What publishing a family's draft would bring about, worked out before anybody does it: the walk of its
 * whole space and the replay of existing builds (architecture 4). Written by the worker.
 */
export const ReleaseChecks: CollectionConfig = {
  slug: 'release-checks',
  labels: { singular: 'Release check', plural: 'Release checks' },
  admin: {
    group: 'Configuration',
    useAsTitle: 'title',
    defaultColumns: ['title', 'state', 'progress', 'createdBy', 'createdAt'],
    hidden: true,
  },
  defaultSort: '-createdAt',
  access: {
    create: nobody,
    read: can('configuration.read'),
    update: nobody,
    delete: nobody,
  },
  fields: [
    { name: 'title', type: 'text', required: true },
    {
      name: 'family',
      type: 'relationship',
      relationTo: 'product-families',
      required: true,
      index: true,
    },
    { name: 'sha256', type: 'text', required: true },
    { name: 'content', type: 'json', required: true },
    { name: 'closedBuilds', type: 'number', required: true, defaultValue: 100 },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'QUEUED',
      index: true,
      options: codes({ QUEUED: 'Waiting', RUNNING: 'Running', DONE: 'Done', FAILED: 'Failed' }),
    },
    { name: 'progress', type: 'number', required: true, defaultValue: 0 },
    { name: 'doing', type: 'text' },
    { name: 'result', type: 'json' },
    { name: 'startedAt', type: 'date' },
    { name: 'finishedAt', type: 'date' },
    createdByField,
  ],
}
