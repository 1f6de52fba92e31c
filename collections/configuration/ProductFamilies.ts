import type { CollectionConfig } from 'payload'
import { can, nobody } from '../../access/can'
import { guardHeader } from '../../hooks/configuration/guardHeader'
import { stampDraftCode } from '../../hooks/configuration/stampDraftCode'
import { codes, historyTab, revField, writtenByServer } from '../shared'

/** A family's header and the draft of its next release (architecture 4). */
export const ProductFamilies: CollectionConfig = {
  slug: 'product-families',
  admin: {
    components: {
      views: {
        edit: {
          releases: {
            Component: '/src/views/configuration/ReleasesView#FamilyReleasesView',
            path: '/releases',
            tab: { label: 'Publish and releases', href: '/releases' },
          },
          history: historyTab,
        },
      },
    },
    group: 'Configuration',
    useAsTitle: 'name',
    defaultColumns: ['code', 'name', 'state', 'release'],
  },
  access: {
    create: can('configuration.manage'),
    read: can('configuration.read'),
    update: can('configuration.manage'),
    delete: nobody,
  },
  hooks: { beforeChange: [guardHeader('FAMILY'), stampDraftCode] },
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
      admin: { components: { Field: '/src/views/editor/DraftField#FamilyDraftField' } },
    },
    revField,
  ],
}
