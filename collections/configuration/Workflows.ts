import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { guardHeader } from '../../hooks/configuration/guardHeader'
import { stampDraftCode } from '../../hooks/configuration/stampDraftCode'
import { codes, historyTab, revField, writtenByServer } from '../shared'

/** A workflow's header and the draft of its next release (handbook 4.5). */
export const Workflows: CollectionConfig = {
  slug: 'workflows',
  admin: {
    components: {
      views: {
        edit: {
          releases: {
            Component: '/src/views/configuration/ReleasesView#WorkflowReleasesView',
            path: '/releases',
            tab: { label: 'Publish and releases', href: '/releases' },
          },
          history: historyTab,
        },
      },
    },
    group: 'Configuration',
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'state', 'isDefault', 'release'],
  },
  access: {
    create: can('configuration.manage'),
    read: can('configuration.read'),
    update: can('configuration.manage'),
    delete: nobody,
  },
  hooks: { beforeChange: [guardHeader('WORKFLOW'), stampDraftCode] },
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'code', type: 'text', required: true, unique: true, maxLength: 40 },
        { name: 'name', type: 'text', required: true, maxLength: 120 },
        {
          name: 'state',
          type: 'select',
          required: true,
          defaultValue: 'UNPUBLISHED',
          options: codes({
            UNPUBLISHED: 'Not published',
            PUBLISHED: 'Published',
            RETIRED: 'Retired',
          }),
          access: writtenByServer,
        },
        {
          name: 'isDefault',
          type: 'checkbox',
          required: true,
          defaultValue: false,
          label: 'Used by new orders',
          access: writtenByServer,
          admin: { components: { Cell: '/src/views/panel/cells#YesNoCell' } },
        },
        {
          name: 'release',
          type: 'relationship',
          relationTo: 'configuration-releases',
          label: 'Published release',
          access: writtenByServer,
          admin: { readOnly: true },
        },
      ],
    },
    {
      name: 'draft',
      type: 'json',
      required: true,
      admin: { components: { Field: '/src/views/editor/DraftField#WorkflowDraftField' } },
    },
    revField,
  ],
}
